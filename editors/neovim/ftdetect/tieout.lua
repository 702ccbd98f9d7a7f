-- Plain text is looked at by the server itself; this name is for those who want to say so.
vim.filetype.add({ extension = { ['earnings-call'] = 'earnings-call' } })
