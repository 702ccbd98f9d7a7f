-- Real calls of others, where they stand beside the repository.

local seeds = vim.env.SEEDS
if vim.fn.isdirectory(seeds) == 0 then
  t.skip('real calls', 'there are none beside this repository')
  return
end

require('tieout').setup({})

local function open(number)
  return t.open(vim.fn.glob(seeds .. '/' .. number .. '_*.txt'))
end

t.test('title-only labels are resolved in the outline', function()
  local names = table.concat(t.names(t.ask(open('000'), 'textDocument/documentSymbol')), '\n')
  for _, name in ipairs({ 'Horowitz', 'Conte', 'Tinsley' }) do
    t.contains(name, names)
  end
end)

t.test('a number has value, metric, period and both growths', function()
  open('000')
  t.go('$22.4 million')
  vim.lsp.buf.hover()
  local text = t.float()
  for _, part in ipairs({ '22,400,000', 'bookings', 'Q3 FY2007', '32%', '60%' }) do
    t.contains(part, text)
  end
end)

t.test('the share of the wrong base is found', function()
  local buffer = open('001')
  local finding = t.eventually(function()
    return vim.iter(vim.diagnostic.get(buffer)):find(function(finding)
      return finding.code == 'share-mismatch'
    end)
  end, function()
    return vim.diagnostic.get(buffer)
  end)
  local line = vim.api.nvim_buf_get_lines(buffer, finding.lnum, finding.lnum + 1, false)[1]
  t.contains('16% of this amount', line)
end)

t.test('no warning on the other two', function()
  for _, number in ipairs({ '000', '002' }) do
    local buffer = open(number)
    t.ask(buffer, 'textDocument/documentSymbol')
    vim.wait(500)
    t.equal({}, vim.diagnostic.get(buffer, { severity = { min = vim.diagnostic.severity.WARN } }))
  end
end)
