" Writes to $RESULT, for each line of $WORDS "LINE COLUMN", the group in which Vim shows that place of the design.
" The file type comes from ftdetect/, the settings from ftplugin/.
set nocompatible
set runtimepath^=contrib/vim
filetype plugin on
syntax on
execute 'edit' fnameescape($DESIGN)
let lines = ['filetype ' . &filetype, 'comments ' . &commentstring]
for place in readfile($WORDS)
  let [row, column] = split(place)
  call add(lines, synIDattr(synID(str2nr(row), str2nr(column), 1), 'name'))
endfor
" A run of nicc fills the list of errors: its first entry with a place.
make
let places = filter(getqflist(), 'v:val.valid')
call add(lines, len(places) . ' ' . places[0].lnum . ' ' . places[0].col . ' ' . places[0].text)
call writefile(lines, $RESULT)
quitall!
