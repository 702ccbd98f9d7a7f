-- nvim --headless --clean -u NONE -l run.lua SPEC.lua
-- Loads the plugin as a plugin manager would, runs the tests of one file, and ends with a status that tells.

local repo = assert(vim.env.REPO)
vim.opt.runtimepath:prepend(repo .. '/editors/neovim')
vim.cmd('filetype plugin on')
vim.cmd('syntax off')
vim.cmd('runtime! plugin/tieout.lua')
-- Ask nothing, show nothing: nobody is there to answer.
vim.o.more, vim.o.swapfile, vim.o.shortmess = false, false, vim.o.shortmess .. 'AF'

local passed, failed, skipped = 0, 0, 0

local t = { calls = assert(vim.env.CALLS), messages = {} }

vim.notify = function(message, level)
  table.insert(t.messages, { text = message, level = level })
end

---Runs one test; an error in it fails it.
function t.test(name, body)
  local good, problem = xpcall(body, debug.traceback)
  passed, failed = passed + (good and 1 or 0), failed + (good and 0 or 1)
  io.stdout:write((good and 'ok   ' or 'FAIL ') .. name .. '\n' .. (good and '' or tostring(problem) .. '\n'))
end

---Says that tests were not run, and why; they do not count as passed.
function t.skip(name, why)
  skipped = skipped + 1
  io.stdout:write(('skip %s: %s\n'):format(name, why))
end

---Waits until `probe` gives something, and returns it; fails after `seconds`, telling what `describe` gives.
function t.eventually(probe, describe, seconds)
  local value
  local came = vim.wait((seconds or 10) * 1000, function()
    value = probe()
    return value and true or false
  end, 20)
  if not came then
    error('did not come: ' .. vim.inspect(type(describe) == 'function' and describe() or describe), 2)
  end
  return value
end

function t.equal(expected, actual)
  if not vim.deep_equal(expected, actual) then
    error(('expected %s, got %s'):format(vim.inspect(expected), vim.inspect(actual)), 2)
  end
end

function t.contains(part, text)
  if not (type(text) == 'string' and text:find(part, 1, true)) then
    error(('no %q in %s'):format(part, vim.inspect(text)), 2)
  end
end

---Opens a file and waits for the server.
---@return integer buffer
function t.open(path)
  vim.cmd.edit(path)
  local buffer = vim.api.nvim_get_current_buf()
  t.eventually(function()
    local client = vim.lsp.get_clients({ bufnr = buffer, name = 'tieout' })[1]
    return client and client.initialized
  end, function()
    return { filetype = vim.bo.filetype, messages = t.messages }
  end)
  return buffer
end

---Puts the cursor on the first place of `text`.
function t.go(text)
  vim.api.nvim_win_set_cursor(0, { 1, 0 })
  assert(vim.fn.search('\\V\\C' .. vim.fn.escape(text, '\\'), 'cW') > 0, 'no text ' .. text)
end

---What the server answers to a request about the buffer.
function t.ask(buffer, method, more)
  local params = vim.tbl_extend('force', { textDocument = { uri = vim.uri_from_bufnr(buffer) } }, more or {})
  local answers, problem = vim.lsp.buf_request_sync(buffer, method, params, 10000)
  for _, answer in pairs(answers or {}) do
    assert(not answer.err, vim.inspect(answer.err))
    return answer.result
  end
  error(('no answer to %s: %s'):format(method, tostring(problem)))
end

---The text of the window that floats, once there is one; closes it.
function t.float()
  local window = t.eventually(function()
    for _, candidate in ipairs(vim.api.nvim_list_wins()) do
      if vim.api.nvim_win_get_config(candidate).relative ~= '' then
        return candidate
      end
    end
  end, 'a floating window')
  local lines = vim.api.nvim_buf_get_lines(vim.api.nvim_win_get_buf(window), 0, -1, false)
  vim.api.nvim_win_close(window, true)
  return table.concat(lines, '\n')
end

---All names of an outline, in its order.
function t.names(symbols)
  local names = {}
  local function walk(list)
    for _, symbol in ipairs(list) do
      table.insert(names, symbol.name)
      walk(symbol.children or {})
    end
  end
  walk(symbols or {})
  return names
end

_G.t = t
local loaded, problem = xpcall(dofile, debug.traceback, arg[1])
if not loaded then
  failed = failed + 1
  io.stdout:write('FAIL ' .. tostring(problem) .. '\n')
end
io.stdout:write(('%d passed, %d failed, %d skipped\n'):format(passed, failed, skipped))
io.stdout:flush()
for _, client in ipairs(vim.lsp.get_clients()) do
  vim.lsp.stop_client(client.id, true)
end
os.exit(failed == 0 and passed + skipped > 0 and 0 or 1)
