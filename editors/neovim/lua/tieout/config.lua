--- What a user may set, its defaults, and its checks. Knows nothing of buffers or of the server's process.

local M = {}

---@class tieout.InlayHints
---@field ties boolean a tick after each number that arithmetic confirms
---@field names boolean the speaker's name after a label that has only a title

---@class tieout.Diagnostics
---@field workspace boolean findings of calls that are not open, too

---@class tieout.Config
---@field server { path: string? } the server's program; looked for in $TIEOUT_SERVER and on $PATH when not set
---@field filetypes string[] where the server looks whether the text is a call
---@field profile 'reader'|'editor'|nil nil leaves it to tieout.toml
---@field inlay_hints tieout.InlayHints
---@field diagnostics tieout.Diagnostics
---@field max_file_size integer? bytes; larger files are left alone
---@field detect boolean set the filetype of plain text that is a call to earnings-call

---@type tieout.Config
M.defaults = {
  server = {},
  filetypes = { 'earnings-call', 'text', 'markdown' },
  inlay_hints = { ties = false, names = true },
  diagnostics = { workspace = false },
  detect = true,
}

---@type tieout.Config
M.current = vim.deepcopy(M.defaults)

---Adds to `wrong` what is not as it should be, each with its full name.
---@param wrong string[]
---@param name string
---@param value any
---@param expected string a type, or 'a|b' for one of these words
---@param optional boolean?
local function check(wrong, name, value, expected, optional)
  if value == nil and optional then
    return
  end
  if expected:find('|', 1, true) then
    if not vim.tbl_contains(vim.split(expected, '|', { plain = true }), value) then
      table.insert(wrong, ('%s must be one of %s, not %s'):format(name, expected:gsub('|', ', '), vim.inspect(value)))
    end
  elseif type(value) ~= expected then
    table.insert(wrong, ('%s must be a %s, not %s'):format(name, expected, vim.inspect(value)))
  end
end

---How many letters must change to make one word of another.
---@param a string
---@param b string
---@return integer
local function distance(a, b)
  local row = {}
  for j = 0, #b do
    row[j] = j
  end
  for i = 1, #a do
    local diagonal
    diagonal, row[0] = row[0], i
    for j = 1, #b do
      local changed = diagonal + (a:byte(i) == b:byte(j) and 0 or 1)
      diagonal, row[j] = row[j], math.min(changed, row[j] + 1, row[j - 1] + 1)
    end
  end
  return row[#b]
end

---What is said of a name that no setting has, with the one that was probably meant: `maxFileSize` is `max_file_size`.
---@param known table<string, any>
---@param name string
---@param group string?
---@return string
local function unknown(known, name, group)
  local prefix = group and group .. '.' or ''
  local plain = tostring(name):gsub('%u', '_%0'):lower()
  local nearest, least = nil, math.max(1, math.floor(#plain / 3)) + 1
  for candidate in vim.spairs(known) do
    local changes = distance(plain, candidate)
    if changes < least then
      nearest, least = candidate, changes
    end
  end
  local hint = nearest and ('; did you mean %s%s?'):format(prefix, nearest) or ''
  return ('there is no setting %s%s%s'):format(prefix, name, hint)
end

---@param options tieout.Config
---@return string[] problems, empty when all is well
function M.problems(options)
  local wrong = {}
  local known = vim.tbl_extend('error', vim.deepcopy(M.defaults), { profile = true, max_file_size = true })
  for key in pairs(options) do
    if known[key] == nil then
      table.insert(wrong, unknown(known, key))
    end
  end
  for _, group in ipairs({ 'server', 'inlay_hints', 'diagnostics' }) do
    check(wrong, group, options[group], 'table')
    local inside = group == 'server' and { path = true } or M.defaults[group]
    for key in pairs(type(options[group]) == 'table' and options[group] or {}) do
      if inside[key] == nil then
        table.insert(wrong, unknown(inside, key, group))
      end
    end
  end
  if #wrong > 0 then
    return wrong
  end
  check(wrong, 'server.path', options.server.path, 'string', true)
  check(wrong, 'filetypes', options.filetypes, 'table')
  check(wrong, 'profile', options.profile, 'reader|editor', true)
  check(wrong, 'inlay_hints.ties', options.inlay_hints.ties, 'boolean')
  check(wrong, 'inlay_hints.names', options.inlay_hints.names, 'boolean')
  check(wrong, 'diagnostics.workspace', options.diagnostics.workspace, 'boolean')
  check(wrong, 'max_file_size', options.max_file_size, 'number', true)
  check(wrong, 'detect', options.detect, 'boolean')
  return wrong
end

---Takes a user's options over the defaults; an error names every one that is wrong, and changes nothing.
---@param options table?
function M.set(options)
  local merged = vim.tbl_deep_extend('force', vim.deepcopy(M.defaults), options or {})
  local wrong = M.problems(merged)
  if #wrong > 0 then
    error('tieout: ' .. table.concat(wrong, '; '), 0)
  end
  M.current = merged
end

---The settings in the words that the server uses.
---@return table
function M.for_server()
  local c = M.current
  return {
    tieout = {
      profile = c.profile,
      inlayHints = { ties = c.inlay_hints.ties, names = c.inlay_hints.names },
      diagnostics = { workspace = c.diagnostics.workspace },
      maxFileSize = c.max_file_size,
    },
  }
end

return M
