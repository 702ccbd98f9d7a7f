--- What a buffer gets when the server looks at it: its commands, its hints, and its filetype once it is a call.

local config = require('tieout.config')
local client = require('tieout.client')

local M = {}

---Carries out a command that the server's code actions and lenses name.
---@param name string
---@param run fun(buffer: integer, arguments: any[])
local function carry_out(name, run)
  vim.lsp.commands[name] = function(command, context)
    run(context.bufnr or vim.api.nvim_get_current_buf(), command.arguments or {})
  end
end

---Sets the filetype of plain text in which the server finds a call. An outline is what tells: other text has none.
---@param buffer integer
local function detect(buffer)
  if not config.current.detect or vim.bo[buffer].filetype ~= 'text' then
    return
  end
  local document = { textDocument = { uri = vim.uri_from_bufnr(buffer) } }
  client.ask(buffer, 'textDocument/documentSymbol', document, function(symbols)
    if vim.api.nvim_buf_is_valid(buffer) and vim.bo[buffer].filetype == 'text' and symbols and #symbols > 0 then
      vim.bo[buffer].filetype = 'earnings-call'
    end
  end)
end

---Keeps the line on top of the call true: Neovim asks for code lenses only when told to.
---@param buffer integer
local function count_anew(buffer)
  local group = vim.api.nvim_create_augroup('tieout.codelens.' .. buffer, {})
  local function refresh()
    vim.lsp.codelens.refresh({ bufnr = buffer })
  end
  vim.api.nvim_create_autocmd({ 'BufEnter', 'InsertLeave', 'TextChanged' }, { group = group, buffer = buffer, callback = refresh })
  refresh()
end

---@param buffer integer
function M.attach(buffer)
  local commands = require('tieout.commands')
  commands.define(buffer)
  carry_out('tieout.keyFigures', require('tieout.key_figures').show)
  carry_out('tieout.explainCheck', commands.subcommands.explain.run)
  carry_out('tieout.fillInReason', function(_, arguments)
    commands.fill_in_reason(vim.uri_to_fname(arguments[1]))
  end)
  carry_out('tieout.copyText', function(_, arguments)
    vim.fn.setreg('"', arguments[1])
    vim.fn.setreg('+', arguments[1])
  end)
  local hints = config.current.inlay_hints
  vim.lsp.inlay_hint.enable(hints.names or hints.ties, { bufnr = buffer })
  count_anew(buffer)
  detect(buffer)
end

return M
