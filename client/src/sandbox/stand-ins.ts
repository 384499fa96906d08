/** `systemctl` of the sandbox, which has no systemd: reads the real unit files, starts what they name. Also as `service NAME ACTION`. */
export const systemctlScript = String.raw`#!/bin/sh
# systemctl (and service) of the opsbook sandbox, which has no systemd.
# It reads the machine's own unit files and really starts, stops and reloads what they name, inside the sandbox.
# Known: start stop restart try-restart reload reload-or-restart kill status show-pid is-active is-failed is-enabled enable disable mask unmask
# daemon-reload daemon-reexec reset-failed cat list-units. Dependencies, sockets and timers are not looked at.
set -u
state=/run/opsbook/services
mkdir -p "$state"

if [ "$(basename "$0")" = service ]; then
  [ $# -ge 2 ] || { echo 'usage: service NAME ACTION' >&2; exit 2; }
  name=$1; action=$2
  [ "$action" != force-reload ] || action=reload-or-restart
  set -- "$action" "$name"
fi

verb=; units=; signal=TERM; now=no; quiet=no
while [ $# -gt 0 ]; do
  case $1 in
  --now) now=yes ;;
  -q|--quiet) quiet=yes ;;
  -s|--signal) signal=$2; shift ;;
  --signal=*) signal=$(echo "$1" | cut -d= -f2) ;;
  -n|-o|-t|-p|--lines|--output|--type|--property) shift ;;
  --user) echo 'systemctl of the sandbox: there are no user units' >&2; exit 1 ;;
  -*) ;;
  *) if [ -z "$verb" ]; then verb=$1; else units="$units $1"; fi ;;
  esac
  shift
done

find_unit() { # prints the unit's file
  for folder in /etc/systemd/system /run/systemd/system /usr/local/lib/systemd/system /usr/lib/systemd/system /lib/systemd/system; do
    [ -f "$folder/$1.service" ] && { echo "$folder/$1.service"; return 0; }
  done
  return 1
}
value() { # FILE KEY: each value of the key in [Service], continuation lines joined, drop-ins last; an empty one forgets those before
  base=$(basename "$1")
  cat "$1" "/etc/systemd/system/$base.d"/*.conf 2>/dev/null | sed -e ':a' -e '/\\$/{N;s/\\\n//;ta' -e '}' | awk -v key="$2" '
    /^[ \t]*[#;]/ { next }
    /^[ \t]*\[/ { on = ($0 ~ /\[Service\]/); next }
    on && index($0, "=") { k = substr($0, 1, index($0, "=") - 1); gsub(/[ \t]/, "", k)
      v = substr($0, index($0, "=") + 1); sub(/^[ \t]+/, "", v)
      if (k == key) { if (v == "") n = 0; else line[++n] = v } }
    END { for (i = 1; i <= n; i++) print line[i] }'
}
bare() { echo "$1" | sed -e 's/^[-@:+!|]*//' -e "s/%n/$name.service/g" -e "s/%[pN]/$name/g" -e 's/%%/%/g'; }
live() { # prints the main process, if it lives
  main=$(cat "$state/$name.pid" 2>/dev/null) || return 1
  [ -n "$main" ] && kill -0 "$main" 2>/dev/null && ! grep -qs '^State:.Z' "/proc/$main/status" && echo "$main"
}
surroundings() { # variables of Environment= and EnvironmentFile=, as a script
  value "$file" Environment | sed 's/^/export /'
  value "$file" EnvironmentFile | while read -r from; do
    from=$(echo "$from" | sed 's/^-//')
    [ ! -r "$from" ] || printf 'set -a; . "%s"; set +a\n' "$from"
  done
}
command_line() { echo "$(surroundings)
$1"; }

start() {
  live >/dev/null && return 0
  kind=$(value "$file" Type | tail -n 1)
  rm -f "$state/$name.failed" "$state/$name.exited"
  for folder in $(value "$file" RuntimeDirectory); do mkdir -p "/run/$folder"; done
  if ! value "$file" ExecStartPre | while read -r line; do
    sh -c "$(command_line "$(bare "$line")")" </dev/null >>"$state/$name.log" 2>&1 || case $line in -*) ;; *) exit 1 ;; esac
  done; then echo "$name.service: ExecStartPre failed" >&2; : >"$state/$name.failed"; return 1; fi
  line=$(bare "$(value "$file" ExecStart | head -n 1)")
  case $kind in
  oneshot|forking)
    value "$file" ExecStart | while read -r line; do
      sh -c "$(command_line "$(bare "$line")")" </dev/null >>"$state/$name.log" 2>&1 || exit 1
    done || { : >"$state/$name.failed"; tail -n 5 "$state/$name.log" >&2; return 1; }
    : >"$state/$name.exited"
    if [ "$kind" = forking ]; then
      pidfile=$(value "$file" PIDFile | tail -n 1)
      [ -z "$pidfile" ] || { for try in 1 2 3 4 5 6 7 8 9 10; do [ -s "$pidfile" ] && break; sleep 0.1; done; cp "$pidfile" "$state/$name.pid"; }
    fi ;;
  *)
    setsid sh -c "$(surroundings)
exec $line" </dev/null >>"$state/$name.log" 2>&1 &
    echo $! >"$state/$name.pid"
    # No notification socket here: a daemon that dislikes its configuration is gone by then.
    for try in 1 2 3 4 5; do sleep 0.1; live >/dev/null || break; done
    if ! live >/dev/null; then
      if wait "$(cat "$state/$name.pid")"; then : >"$state/$name.exited"; return 0; fi
      : >"$state/$name.failed"; echo "Job for $name.service failed:" >&2; tail -n 5 "$state/$name.log" >&2; return 1
    fi ;;
  esac
}
stop() {
  rm -f "$state/$name.exited" "$state/$name.failed"
  value "$file" ExecStop | while read -r line; do sh -c "MAINPID=$(live); export MAINPID; $(bare "$line")" </dev/null >>"$state/$name.log" 2>&1; done
  main=$(live) || { rm -f "$state/$name.pid"; return 0; }
  kill -TERM "$main" 2>/dev/null
  n=0; while live >/dev/null && [ $n -lt 100 ]; do sleep 0.1; n=$((n + 1)); done
  main=$(live) && { kill -KILL "-$main" 2>/dev/null || kill -KILL "$main"; }
  rm -f "$state/$name.pid"
}
reload() {
  main=$(live) || { echo "$name.service is not active, cannot reload." >&2; return 1; }
  line=$(value "$file" ExecReload | head -n 1)
  [ -n "$line" ] || { echo "Failed to reload $name.service: Job type reload is not applicable for unit $name.service." >&2; return 1; }
  value "$file" ExecReload | while read -r line; do sh -c "MAINPID=$main; export MAINPID; $(bare "$line")" || exit 1; done
}
active() { if live >/dev/null; then echo active; elif [ -e "$state/$name.exited" ]; then echo active; elif [ -e "$state/$name.failed" ]; then echo failed; else echo inactive; fi; }

case $verb in
daemon-reload|daemon-reexec|reset-failed) exit 0 ;;
list-units|'') for pid in "$state"/*.pid; do [ -e "$pid" ] || continue; name=$(basename "$pid" .pid); echo "$name.service $(active)"; done; exit 0 ;;
reboot|poweroff|halt) echo "systemctl of the sandbox: cannot $verb, it ends with its user" >&2; exit 1 ;;
is-system-running) echo running; exit 0 ;;
esac
[ -n "$units" ] || { echo "systemctl of the sandbox: \"$verb\" needs a unit" >&2; exit 1; }
status=0
for unit in $units; do
  name=$(basename "$unit" .service)
  if ! file=$(find_unit "$name"); then
    case $verb in is-active|is-failed) [ $quiet = yes ] || echo inactive; status=3; continue ;; esac
    if [ -x "/etc/init.d/$name" ] && [ "$verb" != enable ] && [ "$verb" != disable ]; then "/etc/init.d/$name" "$verb" || status=$?; continue; fi
    echo "Unit $name.service could not be found in the sandbox." >&2; status=5; [ "$verb" != status ] || status=4; continue
  fi
  # The unit's own name, where it was asked for by an alias.
  file=$(readlink -f "$file"); name=$(basename "$file" .service)
  case $verb in
  start) start || status=1 ;;
  stop) stop ;;
  restart) stop; start || status=1 ;;
  try-restart|condrestart) if live >/dev/null; then stop; start || status=1; fi ;;
  reload) reload || status=1 ;;
  reload-or-restart|force-reload) if live >/dev/null && [ -n "$(value "$file" ExecReload)" ]; then reload || status=1; else stop; start || status=1; fi ;;
  kill) main=$(live) || { echo "$name.service is not active" >&2; status=1; continue; }; kill -s "$(echo "$signal" | sed 's/^SIG//')" "$main" ;;
  show-pid) live || status=3 ;;
  is-active) answer=$(active); [ $quiet = yes ] || echo "$answer"; [ "$answer" = active ] || status=3 ;;
  is-failed) answer=$(active); [ $quiet = yes ] || echo "$answer"; [ "$answer" = failed ] || status=1 ;;
  is-enabled) if [ -e "/etc/systemd/system/multi-user.target.wants/$name.service" ]; then answer=enabled; else answer=disabled; status=1; fi; [ $quiet = yes ] || echo "$answer" ;;
  enable) mkdir -p /etc/systemd/system/multi-user.target.wants; ln -sf "$file" "/etc/systemd/system/multi-user.target.wants/$name.service"; [ $now = no ] || start || status=1 ;;
  disable) rm -f "/etc/systemd/system/multi-user.target.wants/$name.service"; [ $now = no ] || stop ;;
  mask|unmask) echo "systemctl of the sandbox: cannot $verb" >&2; status=1 ;;
  cat) echo "# $file"; cat "$file" ;;
  status)
    echo "$name.service: $(active), main process $(live || echo none) ($file)"
    [ ! -s "$state/$name.log" ] || tail -n 10 "$state/$name.log"
    [ "$(active)" = active ] || status=3 ;;
  *) echo "systemctl of the sandbox: unknown verb \"$verb\"" >&2; exit 1 ;;
  esac
done
exit $status
`;

/** `sudo` of the sandbox, whose login user is root already: runs the command and never asks. A set-uid sudo does not work where only one user id is mapped. */
export const sudoScript = `#!/bin/sh
# sudo of the opsbook sandbox: its login user is root already, so it never asks for a password. Options that real sudo has are taken and mostly without effect.
user=root; login=no; shell=no; folder=
while [ $# -gt 0 ]; do
  case $1 in
  -u|--user) user=$2; shift 2 ;;
  --user=*) user=$(echo "$1" | cut -d= -f2-); shift ;;
  -D|--chdir) folder=$2; shift 2 ;;
  -p|-g|-h|-C|-r|-t|-T|-R|--prompt|--group|--host) shift 2 ;;
  -i|--login) login=yes; shift ;;
  -s|--shell) shell=yes; shift ;;
  -v|--validate|-k|-K) [ $# -gt 1 ] || exit 0; shift ;;
  -l|--list) [ $# -gt 1 ] || { echo 'User root may run the following commands on sandbox: (ALL) NOPASSWD: ALL'; exit 0; }; shift ;;
  -V|--version) echo "sudo of the opsbook sandbox"; exit 0 ;;
  --) shift; break ;;
  -*) shift ;;
  *=*) export "$1"; shift ;;
  *) break ;;
  esac
done
[ -z "$folder" ] || cd "$folder" || exit 1
case $user in '#'*) user=$(id -nu "$(echo "$user" | cut -c2-)") || exit 1 ;; esac
id=$(id -u "$user" 2>/dev/null) || { echo "sudo: unknown user $user" >&2; exit 1; }
SUDO_USER=root; SUDO_UID=0; SUDO_GID=0; SUDO_COMMAND=$*; export SUDO_USER SUDO_UID SUDO_GID SUDO_COMMAND
HOME=$(getent passwd "$user" | cut -d: -f6); USER=$user; LOGNAME=$user; export HOME USER LOGNAME
if [ $# -eq 0 ]; then set -- "$(getent passwd "$user" | cut -d: -f7)"; [ $login = no ] || set -- "$1" -l; elif [ $login$shell != nono ]; then set -- sh -c "$*"; fi
[ $login = no ] || cd "$HOME" 2>/dev/null || true
[ "$id" != 0 ] || exec "$@"
if [ "$(awk '{ n += $3 } END { print n }' /proc/self/uid_map)" = 1 ]; then
  echo "sudo: this sandbox has one user, root: it cannot run a command as $user (it was not started by root)" >&2; exit 1
fi
exec setpriv --reuid "$id" --regid "$(id -g "$user")" --init-groups -- "$@"
`;
