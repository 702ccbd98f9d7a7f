-- What happens when the server attaches to a buffer, however it was started.
if vim.g.loaded_tieout then
  return
end
vim.g.loaded_tieout = true

local group = vim.api.nvim_create_augroup('tieout', {})

vim.api.nvim_create_autocmd('LspAttach', {
  group = group,
  callback = function(event)
    local client = vim.lsp.get_client_by_id(event.data.client_id)
    if client and client.name == 'tieout' then
      require('tieout.buffer').attach(event.buf)
      require('tieout.client').tell_followed(client)
    end
  end,
})

vim.api.nvim_create_autocmd({ 'BufReadPost', 'BufNewFile' }, {
  group = group,
  pattern = 'tieout.toml',
  callback = function(event)
    require('tieout.client').follow(event.buf)
  end,
})

vim.api.nvim_create_autocmd('BufWritePost', {
  group = group,
  pattern = 'tieout.toml',
  callback = function(event)
    require('tieout.client').tell_written(vim.api.nvim_buf_get_name(event.buf))
  end,
})

require('tieout.highlight').define()
vim.api.nvim_create_autocmd('ColorScheme', {
  group = group,
  callback = function()
    require('tieout.highlight').define()
  end,
})
