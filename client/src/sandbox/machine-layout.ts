/** What the machine's root folder holds, as far as the sandbox's view of it needs to know. */
export interface Machine {
  /** What lies in a folder, or [] where it cannot be read. */
  readonly list: (
    folder: string,
  ) => readonly { readonly name: string; readonly kind: 'folder' | 'link' | 'file'; readonly target?: string }[];
  /** Text of /proc/self/mountinfo. */
  readonly mountinfo: string;
  /** Real, absolute. */
  readonly stateFolder: string;
  /** Home folders, real, absolute. */
  readonly homes: readonly string[];
}

/** One line of what the setup does, in order. */
export type LayoutStep =
  /** An overlay over that folder; `layer` names its upper and work folder. */
  | { readonly kind: 'overlay'; readonly path: string; readonly layer: string }
  /** A folder of the sandbox's own, for what is put together from parts. */
  | { readonly kind: 'folder'; readonly path: string }
  | { readonly kind: 'link'; readonly path: string; readonly target: string }
  /** A file that is copied, the first time. */
  | { readonly kind: 'file'; readonly path: string }
  /** A folder of the machine that is shown empty. */
  | { readonly kind: 'hide'; readonly path: string };

/** Made fresh, or left empty: nothing of the machine shows there. */
const fresh = new Set(['/proc', '/sys', '/dev', '/run', '/tmp', '/home', '/root', '/lost+found']);

/** File systems that hold a machine's own files. Others (network, fuse, kernel) may hang or show more than was meant. */
const disks = new Set(['ext2', 'ext3', 'ext4', 'xfs', 'btrfs', 'f2fs', 'zfs', 'bcachefs', 'erofs', 'overlay', 'jfs', 'reiserfs']);

/** overlayfs options and our lines are split at these; no distribution has them in the name of a folder of its own. */
const awkward = /[,:\s\\%"']/;

/**
 * How the sandbox's `/` is put together: one overlay for each folder of the machine's `/`. Two kinds of folder cannot be the lower layer of one
 * and are put together from their entries instead: one that the state folder is in, for an overlay may not have its upper layer inside its lower
 * one (fs/overlayfs/super.c, "overlapping upperdir path"), and one that something is mounted in, since in a user namespace those mounts are
 * locked to their place (fs/namespace.c, clone_private_mount). What is mounted there is shown if it is a disk, else it is an empty folder.
 */
export function machineLayout(machine: Machine): LayoutStep[] {
  const steps: LayoutStep[] = [];
  const mounts = mountsOf(machine.mountinfo);
  const shown: string[] = [];
  const visit = (path: string, depth: number): void => {
    const type = mounts.get(path);
    const foreign = type !== undefined && (!disks.has(type) || inside(path, '/mnt') || inside(path, '/media'));
    if (path === machine.stateFolder || machine.homes.includes(path) || foreign) {
      steps.push({ kind: 'folder', path });
    } else if (depth > 0 && !inside(machine.stateFolder, path) && ![...mounts.keys()].some((point) => inside(point, path))) {
      steps.push({ kind: 'overlay', path, layer: path.slice(1).replaceAll('/', '%') });
      shown.push(path);
    } else {
      if (depth > 0) steps.push({ kind: 'folder', path });
      for (const entry of machine.list(path === '' ? '/' : path)) {
        const child = `${path}/${entry.name}`;
        if (fresh.has(child) || awkward.test(child)) continue;
        if (entry.kind === 'folder') visit(child, depth + 1);
        else if (entry.kind === 'link') steps.push({ kind: 'link', path: child, target: entry.target ?? '' });
        else if (depth > 0) steps.push({ kind: 'file', path: child });
      }
    }
  };
  visit('', 0);
  for (const home of machine.homes) if (shown.some((path) => inside(home, path))) steps.push({ kind: 'hide', path: home });
  return steps;
}

function inside(path: string, folder: string): boolean {
  return path.startsWith(`${folder}/`);
}

/** Types of what is mounted, by mount point; the last mount on a point is the one that is seen. proc(5): field 5, octal escapes undone, and the type after `-`. */
function mountsOf(mountinfo: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const line of mountinfo.split('\n')) {
    const [before, after] = line.split(' - ');
    const point = before?.split(' ')[4];
    const type = after?.split(' ')[0];
    if (point === undefined || type === undefined || point === '/') continue;
    found.set(
      point.replace(/\\([0-7]{3})/g, (_, octal: string) => String.fromCharCode(Number.parseInt(octal, 8))),
      type,
    );
  }
  return found;
}
