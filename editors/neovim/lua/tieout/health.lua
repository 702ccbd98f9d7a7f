--- :checkhealth tieout

local M = {}

function M.check()
  local health, client, config = vim.health, require('tieout.client'), require('tieout.config')
  health.start('tieout')

  if vim.fn.has('nvim-0.10') == 1 then
    health.ok('Neovim ' .. tostring(vim.version()))
  else
    health.error('Neovim 0.10 or later is needed')
    return
  end

  local program, why = client.find()
  if not program then
    health.error(why, {
      'Put the program tieout on $PATH,',
      'or set its place: require("tieout").setup({ server = { path = "~/bin/tieout" } })',
    })
  else
    local version, problem = client.version(program)
    if version then
      health.ok(('server: %s (%s, from %s)'):format(version, program, why))
    else
      health.error('the server does not run: ' .. problem, { 'Is it built for this system? Try it in a shell: ' .. program .. ' --version' })
    end
  end

  local wrong = config.problems(config.current)
  if #wrong == 0 then
    health.ok('the settings are known and of the right types')
  else
    for _, problem in ipairs(wrong) do
      health.error(problem)
    end
  end

  local clients = vim.lsp.get_clients({ name = 'tieout' })
  if #clients == 0 then
    health.info('no buffer has the server attached; it looks at these filetypes: ' .. table.concat(config.current.filetypes, ', '))
  end
  for _, attached in ipairs(clients) do
    local buffers = vim.tbl_count(attached.attached_buffers)
    local root = attached.config.root_dir
    health.ok(('attached to %d %s, %s'):format(buffers, buffers == 1 and 'buffer' or 'buffers', root and 'root ' .. root or 'without a root folder'))
  end
end

return M
