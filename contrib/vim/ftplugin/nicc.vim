" Settings for nicc designs: how comments begin, what a word is, and the error format of nicc for :make.
if exists("b:did_ftplugin")
  finish
endif
let b:did_ftplugin = 1

setlocal commentstring=#\ %s comments=:# iskeyword=@,48-57,_,-
setlocal makeprg=nicc\ verify\ --color\ never\ %:S
setlocal errorformat=%f:%l:%c:\ %trror[%*[^]]]:\ %m,%f:%l:%c:\ %tarning[%*[^]]]:\ %m,%f:%l:%c:\ %tote[%*[^]]]:\ %m
setlocal errorformat+=%f:%l:%c:\ refuted:\ %m,%f:%l:%c:\ unknown:\ %m,%-G%.%#

let b:undo_ftplugin = "setlocal commentstring< comments< iskeyword< makeprg< errorformat<"
