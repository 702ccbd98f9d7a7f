--- Windows that show what the server knows of a call: text that is read, found again by its name, and never saved.

local M = {}

---@param name string
---@return integer?
local function named(name)
  for _, buffer in ipairs(vim.api.nvim_list_bufs()) do
    if vim.api.nvim_buf_get_name(buffer) == name then
      return buffer
    end
  end
end

---Shows lines in a window below; in the same one, if it shows such lines already.
---@param name string what is shown and of what: 'keyfigures/q3.txt'
---@param lines string[]
---@param filetype string?
---@return integer buffer
function M.show(name, lines, filetype)
  name = 'tieout://' .. name
  local buffer = named(name)
  local window = buffer and vim.fn.bufwinid(buffer) or -1
  if window ~= -1 then
    vim.api.nvim_set_current_win(window)
  else
    vim.cmd('botright new')
    if buffer then
      vim.api.nvim_win_set_buf(0, buffer)
    else
      buffer = vim.api.nvim_get_current_buf()
      vim.api.nvim_buf_set_name(buffer, name)
    end
  end
  ---@cast buffer integer
  vim.bo[buffer].buftype, vim.bo[buffer].bufhidden, vim.bo[buffer].swapfile = 'nofile', 'wipe', false
  vim.bo[buffer].modifiable = true
  vim.api.nvim_buf_set_lines(buffer, 0, -1, false, lines)
  vim.bo[buffer].modifiable, vim.bo[buffer].modified = false, false
  if filetype then
    vim.bo[buffer].filetype = filetype
  end
  vim.api.nvim_win_set_cursor(0, { 1, 0 })
  vim.keymap.set('n', 'q', '<Cmd>close<CR>', { buffer = buffer, desc = 'Close this window' })
  return buffer
end

---The name of a call's file, without its folders.
---@param buffer integer
---@return string
function M.file_of(buffer)
  local name = vim.fs.basename(vim.api.nvim_buf_get_name(buffer))
  return name == '' and 'unnamed' or name
end

return M
