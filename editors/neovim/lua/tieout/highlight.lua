--- Colours of what the server marks in the text. Each is a link that a colour scheme or a user can set otherwise.

local M = {}

---@type table<string, string>
M.links = {}

function M.define()
  for group, target in pairs(M.links) do
    vim.api.nvim_set_hl(0, group, { link = target, default = true })
  end
end

return M
