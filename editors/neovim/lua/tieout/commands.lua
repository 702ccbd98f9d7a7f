--- :Tieout, in the buffers that the server looks at.

local client = require('tieout.client')
local scratch = require('tieout.scratch')

local M = {}

---@class tieout.Subcommand
---@field run fun(buffer: integer, words: string[])
---@field complete string[]|fun(): string[]|nil what the first word behind it may be
---@field complete_next string[]? what the second may be
---@field files boolean? whether a word may also be a file

local formats = { 'tsv', 'csv', 'json' }
local scales = { 'units', 'thousands', 'millions', 'billions' }

---@param buffer integer
---@param words string[] format, scale of money and file, each of which may be left out; the scale anywhere. Without a
---format, the end of the file's name is one.
local function export(buffer, words)
  local format, scale, target
  for index, word in ipairs(words) do
    if not scale and vim.tbl_contains(scales, word) then
      scale = word
    elseif index == 1 and not word:find('[./\\~]') then
      format = word
    else
      target = word
    end
  end
  local ending = target and target:match('%.(%a+)$')
  format = format or (vim.tbl_contains(formats, ending) and ending) or 'tsv'
  client.execute(buffer, 'tieout.export', { vim.uri_from_bufnr(buffer), format, scale }, function(text)
    if type(text) ~= 'string' then
      vim.notify('tieout: this text is no call, so there is nothing to export', vim.log.levels.WARN)
      return
    end
    if target then
      local path = vim.fs.normalize(target)
      local file, problem = io.open(path, 'wb')
      if not file then
        vim.notify('tieout: cannot write ' .. tostring(problem), vim.log.levels.ERROR)
        return
      end
      file:write(text)
      file:close()
      vim.notify('tieout: wrote ' .. path)
    else
      -- The mark of byte order is for spreadsheets, which read files.
      local lines = vim.split((text:gsub('^\239\187\191', '')), '\r?\n', { trimempty = true })
      scratch.show(('export/%s.%s'):format(scratch.file_of(buffer), format), lines, format)
    end
  end)
end

---Shows or hides the hints of a buffer.
---@param buffer integer
local function toggle_hints(buffer)
  local shown = vim.lsp.inlay_hint.is_enabled({ bufnr = buffer })
  vim.lsp.inlay_hint.enable(not shown, { bufnr = buffer })
end

---The finding at the cursor, or else the first of the line.
---@param buffer integer
---@return vim.Diagnostic?
local function finding_here(buffer)
  local cursor = vim.api.nvim_win_get_cursor(0)
  local of_line
  for _, finding in ipairs(vim.diagnostic.get(buffer, { lnum = cursor[1] - 1 })) do
    if finding.source == 'tieout' then
      of_line = of_line or finding
      if finding.col <= cursor[2] and cursor[2] < finding.end_col then
        return finding
      end
    end
  end
  return of_line
end

---@param buffer integer
---@param words string[]
local function explain(buffer, words)
  local finding = finding_here(buffer)
  local check = words[1] or (finding and finding.code)
  if not check then
    vim.notify('tieout: no finding here; name a check: :Tieout explain share-mismatch', vim.log.levels.WARN)
    return
  end
  local program, why = client.find()
  if not program then
    vim.notify('tieout: ' .. why, vim.log.levels.ERROR)
    return
  end
  local result = vim.system({ program, 'explain', check }, { text = true, timeout = 5000 }):wait()
  if result.code ~= 0 then
    -- The program says its own name first.
    vim.notify('tieout: ' .. vim.trim(result.stderr or ''):gsub('^tieout: ', ''), vim.log.levels.ERROR)
    return
  end
  scratch.show('explain/' .. check, vim.split(vim.trim(result.stdout), '\n'), 'markdown')
end

---@type string[]?
local known_checks

---The names of all checks, as the program lists them.
---@return string[]
local function checks()
  local program = not known_checks and client.find()
  if program then
    local result = vim.system({ program, 'explain' }, { text = true, timeout = 5000 }):wait()
    known_checks = {}
    for name in (result.code == 0 and result.stdout or ''):gmatch('[^\n]+') do
      table.insert(known_checks, name:match('^%S+'))
    end
  end
  return known_checks or {}
end

---Shows a tieout.toml with the cursor in the last reason that is missing. Neovim itself would leave the changed file in a
---buffer that nobody sees.
---@param path string
function M.fill_in_reason(path)
  local shown = vim.fn.bufwinid(vim.fn.bufnr(path))
  if shown ~= -1 then
    vim.api.nvim_set_current_win(shown)
  else
    vim.cmd.split({ vim.fn.fnameescape(path), mods = { split = 'botright' } })
  end
  client.follow(vim.api.nvim_get_current_buf())
  local lines = vim.api.nvim_buf_get_lines(0, 0, -1, false)
  for number = #lines, 1, -1 do
    local reason = lines[number]:match('^reason = "()"')
    if reason then
      vim.api.nvim_win_set_cursor(0, { number, reason - 1 })
      break
    end
  end
  vim.notify('tieout: say why between the quotes, then :write; the finding is accepted once the file is written')
end

---Accepts the finding at the cursor: tieout.toml gets its quote, and a reason to fill in.
---@param buffer integer
local function accept(buffer)
  local finding = finding_here(buffer)
  if not finding then
    vim.notify('tieout: no finding here to accept; ]d goes to the next', vim.log.levels.WARN)
    return
  end
  local place = { finding.lnum + 1, finding.col }
  vim.lsp.buf.code_action({
    apply = true,
    range = { start = place, ['end'] = place },
    filter = function(action)
      return vim.startswith(action.title, 'Accept') and action.title:find(('(%s)'):format(finding.code), 1, true) ~= nil
    end,
  })
end

---@type table<string, tieout.Subcommand>
M.subcommands = {
  keyfigures = {
    run = function(buffer)
      require('tieout.key_figures').show(buffer)
    end,
  },
  export = { run = export, complete = formats, complete_next = scales, files = true },
  hints = { run = toggle_hints },
  explain = { run = explain, complete = checks },
  accept = { run = accept },
  restart = { run = client.restart },
}

---@param line string the command line up to the cursor
---@return string[]
local function complete(lead, line)
  local words = vim.split(vim.trim(line), '%s+')
  local command = M.subcommands[words[2]]
  local choices
  if not command or (#words == 2 and lead ~= '') then
    choices = vim.tbl_keys(M.subcommands)
  else
    local behind = #words - (lead == '' and 1 or 2)
    local first = command.complete or {}
    choices = vim.deepcopy(behind > 1 and command.complete_next or type(first) == 'function' and first() or first)
  end
  table.sort(choices)
  local fitting = vim.tbl_filter(function(choice)
    return vim.startswith(choice, lead)
  end, choices)
  return #fitting == 0 and command and command.files and vim.fn.getcompletion(lead, 'file') or fitting
end

---@param buffer integer
function M.define(buffer)
  vim.api.nvim_buf_create_user_command(buffer, 'Tieout', function(call)
    local words = call.fargs
    local name = table.remove(words, 1)
    local command = M.subcommands[name]
    if command then
      command.run(buffer, words)
      return
    end
    local names = vim.tbl_keys(M.subcommands)
    table.sort(names)
    local known = ':Tieout ' .. table.concat(names, ' | ')
    if name then
      vim.notify(('tieout: there is no :Tieout %s, but %s'):format(name, known), vim.log.levels.ERROR)
    else
      vim.notify('tieout: ' .. known)
    end
  end, { nargs = '*', complete = complete, desc = 'Figures and findings of this call' })
end

return M
