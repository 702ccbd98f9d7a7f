-- A server that is not there, or is no server.

local sample = t.calls .. '/halden-optics-2031-q2.txt'

local function health()
  vim.cmd('checkhealth tieout')
  local text = table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), '\n')
  vim.cmd('bdelete')
  return text
end

t.test('one readable message says that the named server does not exist', function()
  vim.env.TIEOUT_SERVER = '/nowhere/tieout'
  require('tieout').setup({})
  vim.cmd.edit(sample)
  t.eventually(function()
    return #t.messages > 0
  end, 'a message')
  t.contains('/nowhere/tieout', t.messages[1].text)
  t.contains(':checkhealth tieout', t.messages[1].text)
  t.equal(vim.log.levels.ERROR, t.messages[1].level)
  t.contains('ERROR', health())
end)

t.test('the setting is looked at next, and its home is expanded', function()
  vim.env.TIEOUT_SERVER = nil
  require('tieout.config').set({ server = { path = '~/bin/none' } })
  local program, why = require('tieout.client').find()
  t.equal(nil, program)
  t.contains(vim.env.HOME .. '/bin/none', why)
end)

t.test('then $PATH; nothing there says what to do', function()
  require('tieout.config').set({})
  vim.env.PATH = t.calls
  local program, why = require('tieout.client').find()
  t.equal(nil, program)
  t.contains('server.path', why)
  vim.fn.writefile({ '#!/bin/sh', 'echo broken >&2', 'exit 3' }, t.calls .. '/tieout')
  vim.fn.setfperm(t.calls .. '/tieout', 'rwxr-xr-x')
  t.equal(t.calls .. '/tieout', (require('tieout.client').find()))
  vim.env.PATH = t.calls .. ':/usr/bin:/bin'
  local version, problem = require('tieout.client').version(t.calls .. '/tieout')
  t.equal(nil, version)
  t.contains('status 3: broken', problem)
end)

t.test('a setting that is wrong is named, and changes nothing', function()
  local config = require('tieout.config')
  local before = config.current
  for name, options in pairs({
    ['profile must be one of reader, editor'] = { profile = 'writer' },
    ['there is no setting inlay_hints.tie; did you mean inlay_hints.ties?'] = { inlay_hints = { tie = true } },
    ['there is no setting maxFileSize; did you mean max_file_size?'] = { maxFileSize = 5 },
    ['there is no setting profil; did you mean profile?'] = { profil = 'editor' },
    ['inlay_hints.ties must be a boolean'] = { inlay_hints = { ties = 'yes' } },
  }) do
    local good, problem = pcall(config.set, options)
    t.equal(false, good)
    t.contains(name, problem)
  end
  -- What is near to nothing is only named.
  local _, problem = pcall(config.set, { colours = true })
  t.equal('tieout: there is no setting colours', problem)
  t.equal(before, config.current)
end)
