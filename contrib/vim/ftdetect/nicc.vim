autocmd BufRead,BufNewFile *.ni setfiletype nicc
