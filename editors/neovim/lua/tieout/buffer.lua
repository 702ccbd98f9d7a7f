--- What a buffer gets when the server looks at it: its commands, its hints, and its filetype once it is a call.

local config = require('tieout.config')
local client = require('tieout.client')

local M = {}

---@param command string the server's name of it
---@param run fun(buffer: integer)
local function answer_to(command, run)
  vim.lsp.commands[command] = function(_, context)
    run(context.bufnr or vim.api.nvim_get_current_buf())
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

---@param buffer integer
function M.attach(buffer)
  require('tieout.commands').define(buffer)
  answer_to('tieout.keyFigures', require('tieout.key_figures').show)
  local hints = config.current.inlay_hints
  vim.lsp.inlay_hint.enable(hints.names or hints.ties, { bufnr = buffer })
  vim.lsp.codelens.refresh({ bufnr = buffer })
  detect(buffer)
end

return M
