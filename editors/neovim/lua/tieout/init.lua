--- tieout for Neovim: a language server for earnings-call transcripts. `setup` is the only function a user calls, and
--- only to change a default; :help tieout.

local M = {}

---@param options table? see |tieout-settings|
function M.setup(options)
  require('tieout.config').set(options)
  M.enable()
  require('tieout.client').tell_settings()
end

---Lets the server look at buffers of the set filetypes from now on.
function M.enable()
  local client = require('tieout.client')
  if vim.lsp.enable then
    vim.lsp.config('tieout', client.config())
    vim.lsp.enable('tieout')
    return
  end
  local config = require('tieout.config').current
  vim.api.nvim_create_autocmd('FileType', {
    group = vim.api.nvim_create_augroup('tieout.start', {}),
    pattern = config.filetypes,
    callback = function(event)
      client.start(event.buf)
    end,
  })
  for _, buffer in ipairs(vim.api.nvim_list_bufs()) do
    if vim.api.nvim_buf_is_loaded(buffer) and vim.tbl_contains(config.filetypes, vim.bo[buffer].filetype) then
      client.start(buffer)
    end
  end
end

return M
