/**
 * What the first process of an isolated sandbox does (sh, process 1 of its pid namespace): puts the new `/` together, moves into it,
 * starts the server and stays to reap what is orphaned. Standard input is the lifeline: when the other end is gone, everything ends.
 * Descriptor 3 is the listening socket, made outside, since the network namespace has no way in.
 *
 * Environment: KEPT (the folder of layers), OWN (the sandbox's programs), LAYOUT (lines `kind TAB path TAB rest`), NODE, NODE_FOLDER, OPTIONS
 * (for the server), MEMORY (`yes`: layers on a tmpfs, not kept). Lines `note: ...` on standard error are for the user.
 * Exit status 71 means that no overlay could be mounted on KEPT; 70 any other trouble, told on standard error.
 */
export const setupScript = String.raw`set -u
PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
umask 022
die() { echo "$1" >&2; exit "$2"; }
tab=$(printf '\t')

if [ "$MEMORY" = yes ]; then
  mkdir -p "$KEPT"
  mount -t tmpfs -o mode=700 tmpfs "$KEPT" || die 'cannot mount a tmpfs' 70
fi
mkdir -p "$KEPT/root" "$KEPT/upper" "$KEPT/work" || die "cannot write in $KEPT" 70
cd "$KEPT" || exit 70
mount --bind root root || die 'cannot mount in the namespace' 70
R=$KEPT/root

# A layer's top folder is what the overlay shows as its top folder: it needs the machine's mode.
printf '%s' "$LAYOUT" | while IFS=$tab read -r kind path rest; do
  case $kind in
  link) [ -L "$R$path" ] || ln -s "$rest" "$R$path" ;;
  folder) [ -d "$R$path" ] || { mkdir "$R$path" && chmod "$(stat -c %a "$path")" "$R$path"; } ;;
  file) [ -e "$R$path" ] || cp -p "$path" "$R$path" 2>/dev/null ;;
  overlay)
    mkdir -p "$R$path" "work/$rest"
    [ -d "upper/$rest" ] || { mkdir "upper/$rest" && chmod "$(stat -c %a "$path")" "upper/$rest"; }
    lower=$path
    # Relative: the state folder's name may hold what the options are split at.
    [ ! -d "../packages$path" ] || lower=../packages$path:$path
    mount -t overlay overlay -o "userxattr,lowerdir=$lower,upperdir=upper/$rest,workdir=work/$rest" "$R$path" || die "cannot mount an overlay over $path" 71 ;;
  hide)
    if [ -d "$R$path" ]; then mount -t tmpfs -o mode=755 tmpfs "$R$path" || die "cannot hide $path" 70; fi ;;
  esac
done || exit $?

mkdir -p "$R/proc" "$R/sys" "$R/dev" "$R/run" "$R/tmp" "$R/home" "$R/root"
chmod 700 "$R/root"
mount -t proc -o nosuid,nodev,noexec proc "$R/proc" || die 'cannot mount a fresh /proc' 70
mount -t sysfs -o ro,nosuid,nodev,noexec sysfs "$R/sys" 2>/dev/null || echo 'note: /sys is empty in the sandbox' >&2
mount -t tmpfs -o nosuid,mode=755 tmpfs "$R/dev" && mount -t tmpfs -o nosuid,nodev,mode=755 tmpfs "$R/run" &&
  mount -t tmpfs -o nosuid,nodev,mode=1777 tmpfs "$R/tmp" || die 'cannot mount a tmpfs' 70
for device in null zero full random urandom tty; do
  : > "$R/dev/$device"
  mount --bind "/dev/$device" "$R/dev/$device" || echo "note: /dev/$device is missing in the sandbox" >&2
done
mkdir -p "$R/dev/pts" "$R/dev/shm" "$R/run/lock"
mount -t tmpfs -o nosuid,nodev,mode=1777 tmpfs "$R/dev/shm"
mount -t devpts -o newinstance,ptmxmode=0666,mode=620,gid=5 devpts "$R/dev/pts" 2>/dev/null ||
  mount -t devpts -o newinstance,ptmxmode=0666,mode=620 devpts "$R/dev/pts" 2>/dev/null || echo 'note: there are no terminals in the sandbox' >&2
ln -s pts/ptmx "$R/dev/ptmx"; ln -s /proc/self/fd "$R/dev/fd"
ln -s fd/0 "$R/dev/stdin"; ln -s fd/1 "$R/dev/stdout"; ln -s fd/2 "$R/dev/stderr"

hostname sandbox 2>/dev/null || echo sandbox > /proc/sys/kernel/hostname 2>/dev/null || echo 'note: the sandbox goes by the name of this machine' >&2
# Kernel settings outside the sandbox's namespaces are the machine's: process 0 of a user namespace made by root may write them by their mode alone.
for path in sys sysrq-trigger irq bus fs; do
  [ -e "$R/proc/$path" ] || continue
  mount --bind "$R/proc/$path" "$R/proc/$path" && mount -o remount,bind,ro "$R/proc/$path" || die "cannot protect /proc/$path" 70
done
mount --bind "$R/proc/sys/net" "$R/proc/sys/net" && mount -o remount,bind,rw "$R/proc/sys/net"

# What opsbook keeps on the machine itself is nobody's to see or to change here: the sandbox has its own.
if [ -d /var/lib/opsbook ] && [ -d "$R/var/lib/opsbook" ]; then
  mkdir -p "$KEPT/own-kept" && chmod 700 "$KEPT/own-kept" && mount --bind "$KEPT/own-kept" "$R/var/lib/opsbook" || die 'cannot hide /var/lib/opsbook' 70
fi

mkdir -p "$R/usr/local/sbin" "$R/run/opsbook/node"
for program in systemctl service sudo; do
  cp "$OWN/$program" "$R/usr/local/sbin/$program.new" && chmod 755 "$R/usr/local/sbin/$program.new" &&
    mv -f "$R/usr/local/sbin/$program.new" "$R/usr/local/sbin/$program" || echo "note: the sandbox's own $program could not be put in place" >&2
done
{ cp "$OWN/sandbox.cjs" "$R/run/opsbook/sandbox.cjs" && { [ ! -e "$OWN/ssh2.cjs" ] || cp "$OWN/ssh2.cjs" "$R/run/opsbook/ssh2.cjs"; }; } || die 'cannot copy the server' 70
mount --rbind "$NODE_FOLDER" "$R/run/opsbook/node" && mount -o remount,bind,ro "$R/run/opsbook/node" || die "cannot show $NODE_FOLDER in the sandbox" 70
{ [ "$(cat "$R/etc/hostname" 2>/dev/null)" = sandbox ] || echo sandbox > "$R/etc/hostname"
  grep -qsw sandbox "$R/etc/hosts" || echo '127.0.1.1 sandbox' >> "$R/etc/hosts"; } 2>/dev/null

mkdir -p "$R/.machine"
cd "$R" && pivot_root . .machine && cd / && umount -l /.machine && rmdir /.machine || die 'cannot leave the file system of the machine (pivot_root)' 70

ip link set lo up 2>/dev/null || ifconfig lo up 2>/dev/null || echo 'note: the sandbox has no loopback interface: neither ip nor ifconfig is installed' >&2
unset KEPT OWN LAYOUT
exec 4<&0 </dev/null
if command -v rsyslogd >/dev/null; then
  systemctl start rsyslog >&2 4<&- 3<&- || echo 'note: rsyslog did not start in the sandbox; systemctl status rsyslog says more' >&2
else
  echo 'note: rsyslog is not installed on this machine: steps that need it will fail in the sandbox' >&2
fi
# The server cannot watch the lifeline for all: it may hang. kill -1 spares this process 1, which then finds the server gone and ends.
(while read -r _; do :; done; kill -KILL -1) <&4 >/dev/null 3<&- 4<&- &
env -i PATH="$PATH" ELECTRON_RUN_AS_NODE=1 "/run/opsbook/node/$NODE" /run/opsbook/sandbox.cjs "$OPTIONS" 4<&- &
exec 3<&- 4<&- >/dev/null
wait $!
`;
