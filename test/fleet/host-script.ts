/**
 * What the first process of a fleet host does (sh as process 1 of its pid namespace, with root's rights): waits for its network, makes a root of
 * its own (an overlay over the machine's, upper layer in memory), moves into it, starts sshd, and stays to reap. Standard input is the lifeline.
 *
 * Environment: HOST, ADDRESS (with prefix length), GATEWAY, FOLDER (of this host: keys, sshd_config), DISK (size of the upper layer), LAYERS (folders whose
 * files are added, one a line), LOGIN (name of the login user), SUDOERS (its line in sudoers.d), PASSWORD (hash), SERVICES (to start).
 */
export const hostScript = String.raw`set -eu
PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
export PATH
umask 022
read -r _
mount --make-rprivate /
mkdir -p "$FOLDER/layer"
mount -t tmpfs -o "size=$DISK,mode=755" upper "$FOLDER/layer"
cd "$FOLDER/layer"
mkdir upper work root
# What opsbook keeps on the machine itself is not the host's: a whiteout hides it.
mkdir -p upper/var/lib
mknod upper/var/lib/opsbook c 0 0
R=$FOLDER/layer/root
mount -t overlay overlay -o "lowerdir=/,upperdir=upper,workdir=work" root
# Copied, for overlayfs takes no lower layer that is inside another one, as every folder is inside /.
printf '%s' "$LAYERS" | while IFS= read -r layer; do cp -a "$layer/." root/; done
mount -t proc -o nosuid,nodev,noexec proc "$R/proc"
mount -t sysfs -o ro,nosuid,nodev,noexec sysfs "$R/sys"
mount -t tmpfs -o mode=755,size=1m dev "$R/dev"
for device in null zero full random urandom tty; do : > "$R/dev/$device"; mount --bind "/dev/$device" "$R/dev/$device"; done
mkdir "$R/dev/pts" "$R/dev/shm"
mount -t devpts -o newinstance,ptmxmode=0666,mode=620,gid=5 devpts "$R/dev/pts"
ln -s pts/ptmx "$R/dev/ptmx"; ln -s /proc/self/fd "$R/dev/fd"
ln -s fd/0 "$R/dev/stdin"; ln -s fd/1 "$R/dev/stdout"; ln -s fd/2 "$R/dev/stderr"
for folder in tmp home root; do mount -t tmpfs -o "size=16m,mode=755" "$folder" "$R/$folder"; done
chmod 1777 "$R/tmp"; chmod 700 "$R/root"
mount -t tmpfs -o size=4m,mode=755 run "$R/run"
mkdir -p "$R/run/sshd" "$R/run/lock" "$R/run/network" "$R/fleet" "$R/usr/local/sbin" "$R/home/$LOGIN"
for program in systemctl service; do cp "$FOLDER/../systemctl" "$R/usr/local/sbin/$program"; chmod 755 "$R/usr/local/sbin/$program"; done
cp "$FOLDER/host_key" "$FOLDER/host_key.pub" "$FOLDER/authorized_keys" "$FOLDER/sshd_config" "$R/fleet/"
chmod 600 "$R/fleet/host_key"
hostname "$HOST"
echo "$HOST" > "$R/etc/hostname"
printf '127.0.0.1 localhost\n127.0.1.1 %s\n' "$HOST" > "$R/etc/hosts"
echo "$LOGIN:x:7700:7700::/home/$LOGIN:/bin/bash" >> "$R/etc/passwd"
echo "$LOGIN:x:7700:" >> "$R/etc/group"
echo "$LOGIN:$PASSWORD:19000:0:99999:7:::" >> "$R/etc/shadow"
if [ -n "$SUDOERS" ]; then mkdir -p "$R/etc/sudoers.d"; echo "$SUDOERS" > "$R/etc/sudoers.d/fleet"; chmod 440 "$R/etc/sudoers.d/fleet"; fi
chown 7700:7700 "$R/home/$LOGIN"
# What the machine logged is not the host's: its daemons begin with empty files.
find "$R/var/log" -type f -exec rm -f {} + 2>/dev/null || true
mkdir "$R/.machine"
cd "$R"
pivot_root . .machine
cd /
umount -l /.machine
rmdir /.machine
ip link set lo up
ip addr add "$ADDRESS" dev eth0
ip link set eth0 up
ip route add default via "$GATEWAY"
exec 4<&0 </dev/null
for service in $SERVICES; do systemctl start "$service" 4<&-; done
env -i PATH="$PATH" /usr/sbin/sshd -f /fleet/sshd_config -E /fleet/log 4<&-
(while read -r _; do :; done; kill -KILL -1) <&4 4<&- &
exec 4<&-
wait $!
`;

/** Mode `lo`: each sshd with processes, a folder, a /var/lib and an address of its own, all other files shared with the machine. FOLDERS: their folders, one a line. */
export const loopbackScript = String.raw`set -eu
printf '%s\n' "$FOLDERS" | while IFS= read -r folder; do
  env -i PATH="$PATH" unshare --pid --fork --kill-child=KILL --mount-proc -- \
    sh -c 'mount -t tmpfs -o size=16m,mode=755 lib /var/lib; /usr/sbin/sshd -f "$1/sshd_config" -E "$1/log"; sleep infinity & wait' sh "$folder" </dev/null &
done
exec 4<&0 </dev/null
(while read -r _; do :; done; kill -KILL -1) <&4 4<&- &
exec 4<&-
wait $!
`;

/** Takes away what outlives a fleet's processes, when they are gone however that came: its bridge and its folder. Arguments: BRIDGE FOLDER. */
export const guardianScript = `while read -r _; do :; done
# The links first: they go by themselves with their namespaces, but later, and the bridge's name keeps others from the same.
if [ "$1" != - ]; then
  for link in /sys/class/net/"$1"h*; do [ ! -e "$link" ] || ip link del "$(basename "$link")"; done
  ip link del "$1"
fi
for try in 1 2 3 4 5 6 7 8 9 10; do rm -rf "$2" && [ ! -e "$2" ] && exit 0; sleep 0.2; done
`;
