-- The plugin with the real server on the sample call.

local sample = t.calls .. '/halden-optics-2031-q2.txt'

require('tieout').setup({})
local buffer = t.open(sample)

local function findings()
  return vim.tbl_filter(function(finding)
    return finding.source == 'tieout'
  end, vim.diagnostic.get(buffer))
end

t.test('plain text that is a call gets its filetype, and lines wrap between words', function()
  t.eventually(function()
    return vim.bo[buffer].filetype == 'earnings-call'
  end, vim.bo[buffer].filetype)
  t.equal(true, vim.wo.wrap and vim.wo.linebreak)
  t.equal(1, #vim.lsp.get_clients({ name = 'tieout' }))
end)

t.test('the outline lists the resolved speakers', function()
  local names = table.concat(t.names(t.ask(buffer, 'textDocument/documentSymbol')), '\n')
  for _, name in ipairs({ 'Raman', 'Lindqvist', 'Tully', 'Whitlock, Corvane Securities', 'Marchetti', 'Oyelaran' }) do
    t.contains(name, names)
  end
end)

t.test('hover on a number tells value, metric, period, speaker and the growth that ties', function()
  for number, parts in pairs({
    ['$96.7 million'] = { '96,700,000', 'revenue', 'Lindqvist', '11.9–12.2%' },
    ['$98 million'] = { '98,000,000', 'revenue', 'Q3 FY2031', 'Tully' },
  }) do
    t.go(number)
    vim.lsp.buf.hover()
    local text = t.float()
    for _, part in ipairs(parts) do
      t.contains(part, text)
    end
  end
end)

t.test('the wrong share is a finding, and nothing else is', function()
  local found = t.eventually(function()
    return #findings() > 0 and findings()
  end, findings)
  t.equal({ 'share-mismatch' }, vim.tbl_map(function(finding)
    return finding.code
  end, found))
  local line = vim.api.nvim_buf_get_lines(buffer, found[1].lnum, found[1].lnum + 1, false)[1]
  t.contains('51%', line:sub(found[1].col + 1, found[1].end_col))
  t.contains('15', found[1].message)
  t.equal(vim.diagnostic.severity.WARN, found[1].severity)
end)

t.test('names are hinted after title-only labels; ticks only when asked for', function()
  local function hints()
    local shown = {}
    for _, hint in ipairs(vim.lsp.inlay_hint.get({ bufnr = buffer })) do
      local label = hint.inlay_hint.label
      table.insert(shown, type(label) == 'string' and label or vim.iter(label):map(function(part)
        return part.value
      end):join(''))
    end
    return table.concat(shown, '|')
  end
  t.eventually(function()
    return hints():find('Owen Tully', 1, true)
  end, hints)
  t.equal(nil, hints():find('✓', 1, true))

  vim.cmd('Tieout hints')
  t.equal(false, vim.lsp.inlay_hint.is_enabled({ bufnr = buffer }))
  vim.cmd('Tieout hints')
  t.equal(true, vim.lsp.inlay_hint.is_enabled({ bufnr = buffer }))

  require('tieout').setup({ inlay_hints = { ties = true } })
  t.eventually(function()
    return hints():find('✓', 1, true)
  end, hints)
end)

t.test('the code lens counts figures, ties and findings on top of the call, also after an edit', function()
  local function shown()
    local marks = vim.api.nvim_buf_get_extmarks(buffer, -1, { 0, 0 }, { 0, -1 }, { details = true, type = 'virt_text' })
    return vim.iter(marks):map(function(mark)
      return vim.iter(mark[4].virt_text):map(function(chunk)
        return chunk[1]
      end):join('')
    end):join('')
  end
  local function shows(count)
    t.eventually(function()
      return shown():find(' figures · %d+ tied · ' .. count)
    end, shown)
  end
  shows('1 finding$')
  t.go('51%')
  vim.cmd('normal! R15%')
  vim.cmd('doautocmd TextChanged')
  shows('0 findings$')
  vim.cmd('silent undo')
  vim.cmd('doautocmd TextChanged')
  shows('1 finding$')
end)

t.test('key figures: the code lens opens a table and a quickfix list whose lines lead to the text', function()
  local window = vim.api.nvim_get_current_win()
  vim.api.nvim_win_set_cursor(0, { 1, 0 })
  vim.lsp.codelens.run()
  t.eventually(function()
    return vim.bo.filetype == 'tieout-key-figures'
  end, t.messages)
  t.equal('tieout://keyfigures/' .. vim.fs.basename(sample), vim.api.nvim_buf_get_name(0))
  -- Without a screen, Neovim 0.10 shows any window from its cursor on.
  if vim.fn.has('nvim-0.11') == 1 then
    t.equal(1, vim.fn.line('w0'))
  end
  local lines = vim.api.nvim_buf_get_lines(0, 0, -1, false)
  t.equal({ 'Metric', 'Period', 'Said', 'Midpoint' }, vim.list_slice(vim.split(lines[1], '%s+'), 1, 4))
  t.contains('Speaker', lines[1])
  local guided
  for number, line in ipairs(lines) do
    if line:find('$98 million', 1, true) then
      guided = number
    end
  end
  assert(guided, vim.inspect(lines))
  t.contains('$100 million', lines[guided])
  t.contains('Owen Tully', lines[guided])
  vim.api.nvim_win_set_cursor(0, { guided, 0 })
  vim.api.nvim_feedkeys(vim.keycode('<CR>'), 'xt', false)
  t.equal(window, vim.api.nvim_get_current_win())
  t.contains('$98 million', vim.api.nvim_get_current_line())
  local items = vim.fn.getqflist()
  t.equal(#lines - 1, #items)
  t.contains('$98 million', items[guided - 1].text)
  vim.cmd('silent cfirst ' .. (guided - 1))
  t.contains('We expect revenue between $98 million', vim.api.nvim_get_current_line())
  vim.cmd('only')
  vim.cmd('Tieout keyfigures')
  t.eventually(function()
    return vim.bo.filetype == 'tieout-key-figures'
  end, t.messages)
  vim.api.nvim_feedkeys('q', 'xt', false)
  t.equal(window, vim.api.nvim_get_current_win())
end)

t.test('export writes a table that a spreadsheet reads', function()
  local target = t.calls .. '/figures.csv'
  vim.cmd('Tieout export csv ' .. target)
  t.eventually(function()
    return vim.fn.filereadable(target) == 1
  end, t.messages)
  local file = assert(io.open(target, 'rb'))
  local text = file:read('a')
  file:close()
  t.equal('\239\187\191', text:sub(1, 3))
  t.contains('96.7', text)
end)

t.test('export counts money in the scale that is asked for', function()
  local target = t.calls .. '/thousands.tsv'
  vim.cmd('Tieout export tsv thousands ' .. target)
  t.eventually(function()
    return vim.fn.filereadable(target) == 1
  end, t.messages)
  t.contains('\t96700\t', table.concat(vim.fn.readfile(target), '\n'))
  t.equal({ 'csv', 'json', 'tsv' }, vim.fn.getcompletion('Tieout export ', 'cmdline'))
  t.equal({ 'millions' }, vim.fn.getcompletion('Tieout export csv m', 'cmdline'))
end)

t.test('export takes the format from the end of the name', function()
  local target = t.calls .. '/figures.json'
  vim.cmd('Tieout export ' .. target)
  t.eventually(function()
    return vim.fn.filereadable(target) == 1
  end, t.messages)
  assert(#vim.json.decode(table.concat(vim.fn.readfile(target), '\n')) > 10)
  t.equal({ target }, vim.fn.getcompletion('Tieout export ' .. target:sub(1, -3), 'cmdline'))
end)

t.test('export without a file, and the same again, is one window with a name', function()
  for _ = 1, 2 do
    vim.cmd('Tieout export csv')
    t.eventually(function()
      return vim.api.nvim_buf_get_name(0) == 'tieout://export/' .. vim.fs.basename(sample) .. '.csv'
    end, t.messages)
    t.contains('96.7', table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), '\n'))
    t.equal(2, #vim.api.nvim_list_wins())
    vim.cmd.wincmd('p')
    t.equal(buffer, vim.api.nvim_get_current_buf())
  end
  vim.cmd('only')
end)

t.test('without a word, or with an unknown one, :Tieout tells what there is', function()
  for command, begin in pairs({ ['Tieout'] = 'tieout: :Tieout accept | explain', ['Tieout find'] = 'tieout: there is no :Tieout find, but' }) do
    t.messages = {}
    vim.cmd(command)
    t.contains(begin, t.messages[1].text)
  end
end)

t.test('explain completes the names of checks', function()
  t.equal({ 'share-mismatch' }, vim.fn.getcompletion('Tieout explain share', 'cmdline'))
end)

t.test('explain shows the page of the check at the cursor', function()
  t.go('51%')
  vim.cmd('Tieout explain')
  t.equal('markdown', vim.bo.filetype)
  t.contains('share-mismatch', table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), '\n'))
  vim.cmd('close')
end)

t.test('workspace symbols find a speaker', function()
  local found = t.ask(buffer, 'workspace/symbol', { query = 'Tully' })
  t.contains('Tully', vim.inspect(found))
end)

t.test('colours: every modifier of the server has a highlight, and a number in the text is marked', function()
  local legend = vim.lsp.get_clients({ name = 'tieout' })[1].server_capabilities.semanticTokensProvider.legend
  for _, modifier in ipairs(legend.tokenModifiers) do
    local group = vim.api.nvim_get_hl(0, { name = '@lsp.mod.' .. modifier })
    t.equal(require('tieout.highlight').links['@lsp.mod.' .. modifier], group.link)
  end
  t.go('$96.7 million')
  t.eventually(function()
    return vim.iter(vim.lsp.semantic_tokens.get_at_pos() or {}):any(function(token)
      return token.modifiers.figure
    end)
  end, vim.lsp.semantic_tokens.get_at_pos)
end)

t.test('where there is no finding there is nothing to accept or to explain, and that is said', function()
  t.go('Operating income')
  for _, command in ipairs({ 'accept', 'explain' }) do
    t.messages = {}
    vim.cmd('Tieout ' .. command)
    t.equal(1, #t.messages)
    t.contains('no finding here', t.messages[1].text)
  end
end)

t.test('accepting a finding of the line writes it to tieout.toml; saved, the finding is gone', function()
  t.go('Product revenue was')
  vim.cmd('Tieout accept')
  local function accepted()
    for _, other in ipairs(vim.api.nvim_list_bufs()) do
      if vim.api.nvim_buf_get_name(other):find('tieout.toml', 1, true) then
        local text = table.concat(vim.api.nvim_buf_get_lines(other, 0, -1, false), '\n')
        return text:find('[[accept]]', 1, true) and text
      end
    end
  end
  local text = t.eventually(accepted, t.messages)
  t.contains('check = "share-mismatch"', text)
  t.contains('51%', text)
  -- The file is shown, with the cursor where the reason is to be typed.
  t.eventually(function()
    return vim.fs.basename(vim.api.nvim_buf_get_name(0)) == 'tieout.toml'
  end, vim.api.nvim_buf_get_name(0))
  t.equal({ 'reason = ""', 10 }, { vim.api.nvim_get_current_line(), vim.api.nvim_win_get_cursor(0)[2] })
  -- Accepted once more before it is written, the entry is shown and not written twice.
  local toml = vim.api.nvim_get_current_buf()
  vim.cmd.wincmd('p')
  t.equal(buffer, vim.api.nvim_get_current_buf())
  t.go('Product revenue was')
  vim.cmd('Tieout accept')
  t.eventually(function()
    return vim.api.nvim_get_current_buf() == toml
  end, t.messages)
  t.equal(text, table.concat(vim.api.nvim_buf_get_lines(toml, 0, -1, false), '\n'))
  vim.cmd('silent wall')
  t.eventually(function()
    return #findings() == 0
  end, findings)
  -- With it the call has a root folder, and keeps its one server.
  require('tieout').setup({})
  vim.wait(500)
  t.equal(1, #vim.lsp.get_clients({ name = 'tieout', bufnr = buffer }))
  vim.cmd('%delete | silent write')
  t.eventually(function()
    return #findings() == 1
  end, findings)
end)

t.test('the repair corrects the number, and the finding is gone', function()
  vim.cmd.edit(sample)
  t.go('51%')
  local offered
  vim.lsp.buf.code_action({
    apply = true,
    filter = function(action)
      local fits = action.title:find('15%', 1, true) ~= nil
      offered = offered or (fits and action.title)
      return fits
    end,
  })
  t.eventually(function()
    return vim.api.nvim_get_current_line():find('or 15%% of total revenue')
  end, function()
    return { offered, vim.api.nvim_get_current_line() }
  end)
  t.eventually(function()
    return #findings() == 0
  end, findings)
end)

t.test('restart gives a new server that knows the text', function()
  local before = vim.lsp.get_clients({ name = 'tieout' })[1].id
  vim.cmd('Tieout restart')
  t.eventually(function()
    local client = vim.lsp.get_clients({ name = 'tieout', bufnr = buffer })[1]
    return client and client.id ~= before and client.initialized
  end, 'a new client')
  t.equal(true, #t.ask(buffer, 'textDocument/documentSymbol') > 0)
end)

t.test('checkhealth tells which server runs, and that it does', function()
  vim.cmd('checkhealth tieout')
  local text = table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), '\n')
  t.contains('server: tieout ', text)
  t.contains('attached to 1 buffer,', text)
  t.equal(nil, text:find('ERROR'))
  vim.cmd('bdelete')
end)

t.test('the help has a tag for :Tieout, and names every command and setting', function()
  local folder = vim.fn.tempname()
  vim.fn.mkdir(folder .. '/doc', 'p')
  vim.uv.fs_copyfile(vim.env.REPO .. '/editors/neovim/doc/tieout.txt', folder .. '/doc/tieout.txt')
  vim.cmd('helptags ' .. folder .. '/doc')
  vim.opt.runtimepath:prepend(folder)
  vim.cmd('help :Tieout')
  local text = table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), '\n')
  vim.cmd('helpclose')
  for name in pairs(require('tieout.commands').subcommands) do
    t.contains(':Tieout ' .. name, text)
  end
  local config = require('tieout.config')
  for name, default in pairs(vim.tbl_extend('error', config.defaults, { profile = 'nil', max_file_size = 'nil' })) do
    t.contains('\n    ' .. name .. ' = ', text)
    for inside in pairs(type(default) == 'table' and not vim.islist(default) and default or {}) do
      t.contains('\n      ' .. inside .. ' = ', text)
    end
  end
end)

t.test('text that is no call is left alone', function()
  local path = t.calls .. '/shopping.txt'
  vim.fn.writefile({ 'Two litres of milk, 3 eggs and $4 of bread.', 'Analyst: none.' }, path)
  local other = t.open(path)
  t.equal({}, t.ask(other, 'textDocument/documentSymbol') or {})
  t.equal('text', vim.bo[other].filetype)
  t.equal({}, vim.diagnostic.get(other))
end)
