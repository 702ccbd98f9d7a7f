-- Speech is long lines: they wrap between words, and cursor motions stay those of the user.
vim.opt_local.wrap = true
vim.opt_local.linebreak = true
vim.opt_local.breakindent = true
vim.b.undo_ftplugin = 'setlocal wrap< linebreak< breakindent<'
