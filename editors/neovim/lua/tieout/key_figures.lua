--- The key figures of a call: a table whose lines lead to the places in the text, and the same as a quickfix list.

local client = require('tieout.client')
local scratch = require('tieout.scratch')

local M = {}

local headings = vim.api.nvim_create_namespace('tieout.headings')

---@class tieout.KeyFigure
---@field kind 'guidance'|'result'
---@field metric string
---@field period string?
---@field value string as said
---@field midpoint string?
---@field prior string?
---@field actual string?
---@field speaker string?
---@field range lsp.Range

local columns = {
  { key = 'metric', title = 'Metric' },
  { key = 'period', title = 'Period' },
  { key = 'value', title = 'Said' },
  { key = 'midpoint', title = 'Midpoint' },
  { key = 'prior', title = 'Prior' },
  { key = 'actual', title = 'Actual', only = 'guidance' }, -- of a result it is what was said
  { key = 'speaker', title = 'Speaker' },
}

---@param row tieout.KeyFigure
---@return string
local function cell(row, column)
  return (column.only == nil or column.only == row.kind) and row[column.key] or ''
end

---A table without the columns that no row fills.
---@param rows tieout.KeyFigure[]
---@return string[] lines, the first of them the heading; line n + 1 shows row n
function M.render(rows)
  local lines = { '' }
  for _ in ipairs(rows) do
    table.insert(lines, '')
  end
  for _, column in ipairs(columns) do
    local cells, filled = { column.title }, false
    for _, row in ipairs(rows) do
      local text = cell(row, column)
      table.insert(cells, text)
      filled = filled or text ~= ''
    end
    if filled then
      local width = vim.iter(cells):map(vim.fn.strdisplaywidth):fold(0, math.max)
      for i, text in ipairs(cells) do
        lines[i] = lines[i] .. text .. (' '):rep(width + 2 - vim.fn.strdisplaywidth(text))
      end
    end
  end
  return vim.tbl_map(function(line)
    return (line:gsub('%s+$', ''))
  end, lines)
end

---@param buffer integer
---@param rows tieout.KeyFigure[]
local function quickfix(buffer, rows)
  local items = {}
  for _, row in ipairs(rows) do
    table.insert(items, {
      bufnr = buffer,
      lnum = row.range.start.line + 1,
      col = row.range.start.character + 1,
      text = vim.trim(('%s %s %s'):format(row.metric, row.period or '', row.value)),
    })
  end
  vim.fn.setqflist({}, ' ', { title = 'Key figures', items = items })
end

---@param buffer integer
function M.show(buffer)
  client.execute(buffer, 'tieout.keyFigures', { vim.uri_from_bufnr(buffer) }, function(rows)
    if not rows or #rows == 0 then
      vim.notify('tieout: no key figures in this text', vim.log.levels.WARN)
      return
    end
    quickfix(buffer, rows)
    local window = vim.api.nvim_get_current_win()
    local list = scratch.show('keyfigures/' .. scratch.file_of(buffer), M.render(rows), 'tieout-key-figures')
    vim.wo.wrap, vim.wo.cursorline, vim.wo.number, vim.wo.relativenumber = false, true, false, false
    vim.api.nvim_buf_set_extmark(list, headings, 0, 0, { end_row = 1, hl_group = 'Title' })
    vim.api.nvim_win_set_cursor(0, { 2, 0 })
    vim.keymap.set('n', '<CR>', function()
      local row = rows[vim.api.nvim_win_get_cursor(0)[1] - 1]
      if row and vim.api.nvim_win_is_valid(window) then
        vim.api.nvim_set_current_win(window)
        vim.api.nvim_win_set_buf(window, buffer)
        vim.api.nvim_win_set_cursor(window, { row.range.start.line + 1, row.range.start.character })
      end
    end, { buffer = list, desc = 'Go to the line of this figure' })
  end)
end

return M
