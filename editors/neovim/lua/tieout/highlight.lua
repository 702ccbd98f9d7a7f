--- Colours of what the server marks in the text. Each is a link that a colour scheme or a user can set otherwise.

local M = {}

-- The server's types are standard ones, which every colour scheme knows; its modifiers tell our own apart.
---@type table<string, string>
M.links = {
  ['@lsp.mod.label'] = 'Title',
  ['@lsp.mod.role'] = 'Identifier',
  ['@lsp.mod.figure'] = 'Number',
  ['@lsp.mod.metric'] = 'Special',
  ['@lsp.mod.period'] = 'Type',
  ['@lsp.mod.hedge'] = 'Comment',
  ['@lsp.mod.guidance'] = 'PreProc',
}

function M.define()
  for group, target in pairs(M.links) do
    vim.api.nvim_set_hl(0, group, { link = target, default = true })
  end
end

return M
