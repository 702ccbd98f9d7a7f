--- The server's process and Neovim's client of it: where it is found, how it starts, stops and is asked.

local config = require('tieout.config')

local M = {}

---@type table<string, string>
local language_ids = { text = 'plaintext' }

---Where the server is: $TIEOUT_SERVER, then the setting, then $PATH.
---@return string? program
---@return string why it was chosen, or what to do when there is none
function M.find()
  local from_environment = vim.env.TIEOUT_SERVER
  if from_environment and from_environment ~= '' then
    local path = vim.fs.normalize(from_environment)
    if vim.fn.executable(path) == 1 then
      return path, '$TIEOUT_SERVER'
    end
    return nil, ('$TIEOUT_SERVER names %s, which is no program that can be run'):format(path)
  end
  local set = config.current.server.path
  if set and set ~= '' then
    local path = vim.fs.normalize(set)
    if vim.fn.executable(path) == 1 then
      return path, 'server.path'
    end
    return nil, ('server.path names %s, which is no program that can be run'):format(path)
  end
  local found = vim.fn.exepath('tieout')
  if found ~= '' then
    return found, '$PATH'
  end
  return nil, 'there is no program tieout on $PATH; install it, or set server.path in require("tieout").setup()'
end

---The version that the program tells of itself.
---@param program string
---@return string? version
---@return string? problem
function M.version(program)
  local started, result = pcall(function()
    return vim.system({ program, '--version' }, { text = true, timeout = 5000 }):wait()
  end)
  if not started then
    return nil, tostring(result)
  end
  if result.code ~= 0 then
    local said = vim.trim(result.stderr or '')
    return nil, ('%s --version ended with status %d%s'):format(program, result.code, said == '' and '' or ': ' .. said)
  end
  return vim.trim(result.stdout or '')
end

local capabilities = vim.lsp.protocol.make_client_capabilities()
-- The commands that the plugin carries out itself, so that the server's code actions may name them.
capabilities.experimental = { tieout = { commands = { 'tieout.copyText', 'tieout.explainCheck', 'tieout.fillInReason' } } }

---The folder of a buffer's workspace. A buffer keeps the one of its server: a tieout.toml that is written later (accepting a
---finding writes one) would give it another, and with it a second server whose findings stand beside those of the first.
---@param buffer integer
---@return string?
local function root(buffer)
  local attached = vim.lsp.get_clients({ name = 'tieout', bufnr = buffer })[1]
  if attached then
    return attached.config.root_dir
  end
  return vim.fs.root(buffer, { 'tieout.toml', '.git' })
end

---Neovim's configuration of the server, for vim.lsp.config and vim.lsp.start alike.
---@return vim.lsp.ClientConfig
function M.config()
  return {
    name = 'tieout',
    cmd = function(dispatchers)
      local program, why = M.find()
      if not program then
        vim.notify('tieout: ' .. why .. ' (:checkhealth tieout)', vim.log.levels.ERROR)
        error('tieout: ' .. why, 0)
      end
      return vim.lsp.rpc.start({ program, 'lsp' }, dispatchers)
    end,
    filetypes = config.current.filetypes,
    root_dir = function(buffer, use)
      use(root(buffer))
    end,
    get_language_id = function(_, filetype)
      return language_ids[filetype] or filetype
    end,
    capabilities = capabilities,
    settings = config.for_server(),
    init_options = config.for_server().tieout,
  }
end

---Calls a method of a client, which is no method yet in Neovim 0.10.
---@param client vim.lsp.Client
---@param name string
local function call(client, name, ...)
  if vim.fn.has('nvim-0.11') == 1 then
    return client[name](client, ...)
  end
  return client[name](...)
end

---@param buffer integer?
---@return vim.lsp.Client?
function M.of(buffer)
  return vim.lsp.get_clients({ name = 'tieout', bufnr = buffer or vim.api.nvim_get_current_buf() })[1]
end

---Asks the server of a buffer, and hands what it answers to `use`; an error is shown.
---@param buffer integer
---@param method string
---@param params table
---@param use fun(result: any)
function M.ask(buffer, method, params, use)
  local client = M.of(buffer)
  if not client then
    vim.notify('tieout: no server looks at this buffer (:checkhealth tieout)', vim.log.levels.WARN)
    return
  end
  call(client, 'request', method, params, function(problem, result)
    if problem then
      vim.notify('tieout: ' .. (problem.message or vim.inspect(problem)), vim.log.levels.ERROR)
    else
      use(result)
    end
  end, buffer)
end

---Runs one of the server's commands.
---@param buffer integer
---@param command string
---@param arguments any[]
---@param use fun(result: any)
function M.execute(buffer, command, arguments, use)
  M.ask(buffer, 'workspace/executeCommand', { command = command, arguments = arguments }, use)
end

---Starts the server for a buffer of Neovim 0.10, which has no vim.lsp.enable.
---@param buffer integer
function M.start(buffer)
  if not M.find() and vim.g.tieout_told_missing then
    return
  end
  local options = M.config()
  options.root_dir = root(buffer)
  options.filetypes = nil
  local started = pcall(vim.lsp.start, options, {
    bufnr = buffer,
    -- Neovim 0.10 shares no client between files without a root.
    reuse_client = function(client, wanted)
      return client.name == wanted.name and client.config.root_dir == wanted.root_dir
    end,
  })
  vim.g.tieout_told_missing = not started or nil
end

---@param method string
---@param params table
local function tell(method, params)
  for _, client in ipairs(vim.lsp.get_clients({ name = 'tieout' })) do
    call(client, 'notify', method, params)
  end
end

---Tells every server that runs of a change that may give other findings for the same text.
---@param method string
---@param params table
local function tell_and_ask(method, params)
  tell(method, params)
  for _, client in ipairs(vim.lsp.get_clients({ name = 'tieout' })) do
    -- Until 0.12 Neovim asks for findings only when the text changes, and not when the server wants it to.
    if not vim.lsp.handlers['workspace/diagnostic/refresh'] and call(client, 'supports_method', 'textDocument/diagnostic') then
      for buffer in pairs(client.attached_buffers) do
        call(client, 'request', 'textDocument/diagnostic', { textDocument = { uri = vim.uri_from_bufnr(buffer) } }, nil, buffer)
      end
    end
  end
end

---Tells servers that run already the settings of now.
function M.tell_settings()
  local settings = config.for_server()
  for _, client in ipairs(vim.lsp.get_clients({ name = 'tieout' })) do
    client.settings = settings
  end
  tell_and_ask('workspace/didChangeConfiguration', { settings = settings })
end

---Tells servers that a tieout.toml was written. On Linux Neovim watches no files for a server.
---@param path string
function M.tell_written(path)
  local change = { uri = vim.uri_from_fname(path), type = vim.lsp.protocol.FileChangeType.Changed }
  tell_and_ask('workspace/didChangeWatchedFiles', { changes = { change } })
end

---The text of a buffer, as a server is told it.
---@param buffer integer
local function document(buffer)
  local lines = vim.api.nvim_buf_get_lines(buffer, 0, -1, false)
  return {
    uri = vim.uri_from_bufnr(buffer),
    languageId = 'toml',
    version = vim.api.nvim_buf_get_changedtick(buffer),
    text = #lines == 1 and lines[1] == '' and '' or table.concat(lines, '\n') .. '\n',
  }
end

---@type table<integer, true> the buffers with a tieout.toml that servers are told of
local followed = {}

---Tells servers the text of a tieout.toml while it is loaded, which need not be written: what it accepts already is not
---accepted again. Nothing else is asked of the server there, so it is not attached.
---@param buffer integer
function M.follow(buffer)
  if followed[buffer] or not vim.api.nvim_buf_is_loaded(buffer) then
    return
  end
  followed[buffer] = true
  local uri, due = vim.uri_from_bufnr(buffer), false
  local function changed()
    if due then
      return
    end
    due = true
    vim.schedule(function()
      due = false
      if followed[buffer] and vim.api.nvim_buf_is_loaded(buffer) then
        local now = document(buffer)
        local changes = { { text = now.text } }
        tell('textDocument/didChange', { textDocument = { uri = uri, version = now.version }, contentChanges = changes })
      end
    end)
  end
  vim.api.nvim_buf_attach(buffer, false, {
    on_lines = changed,
    on_reload = changed,
    on_detach = function()
      followed[buffer] = nil
      tell('textDocument/didClose', { textDocument = { uri = uri } })
    end,
  })
  tell('textDocument/didOpen', { textDocument = document(buffer) })
end

---Tells a server that has just started of the tieout.toml files that are loaded.
---@param client vim.lsp.Client
function M.tell_followed(client)
  for buffer in pairs(followed) do
    if vim.api.nvim_buf_is_loaded(buffer) then
      call(client, 'notify', 'textDocument/didOpen', { textDocument = document(buffer) })
    end
  end
end

---Stops the server and starts it anew for every buffer that it looked at.
function M.restart()
  local buffers = {}
  for _, client in ipairs(vim.lsp.get_clients({ name = 'tieout' })) do
    vim.list_extend(buffers, vim.tbl_keys(client.attached_buffers))
    call(client, 'stop')
  end
  if #buffers == 0 then
    buffers = { vim.api.nvim_get_current_buf() }
  end
  vim.wait(2000, function()
    return #vim.lsp.get_clients({ name = 'tieout' }) == 0
  end, 20)
  for _, buffer in ipairs(buffers) do
    if vim.api.nvim_buf_is_loaded(buffer) then
      M.start(buffer)
    end
  end
end

return M
