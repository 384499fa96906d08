/**
 * A shell function that lists the processes of session `p`, those that only wait to be buried left out. One sed looks at them: `read` takes a
 * byte at a time, and a host may have thousands.
 */
export const sessionText = `session() { LC_ALL=C sed -n "s/^\\\\([0-9]*\\\\) .*) [^XZ] [0-9]* [0-9]* $p .*/\\\\1/p" /proc/[0-9]*/stat 2>/dev/null; }`;
