# Types a line and a tab into an interactive zsh with the completion in $1, and prints what zsh then shows.
# usage: zsh -f complete-in-zsh.zsh COMPLETION LINE
zmodload zsh/zpty
zpty shell zsh -f -i
zpty -w shell "PROMPT='' PS2='' TERM=dumb; unsetopt zle_bracketed_paste 2> /dev/null; autoload -Uz compinit && compinit -u -D"
zpty -w shell "source ${(q)1}; zstyle ':completion:*' list-prompt ''; zstyle ':completion:*' menu no; LISTMAX=100000"
zpty -w shell "bindkey '^I' complete-word; print -r -- 're''ady'"
local text= line
while zpty -r shell line '*'$'\n'; do [[ $line == *ready* ]] && break; done
zpty -w -n shell "$2"$'\t'
local -i tries=0
while (( tries++ < 30 )); do
  sleep 0.1
  while zpty -r -t shell line; do text+=$line; tries=$(( tries > 24 ? tries : 24 )); done
done
print -r -- $text
zpty -d shell
