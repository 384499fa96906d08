import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

/**
 * Runs a program to its end, its output thrown away. Resolves with milliseconds: `wall`, and `cpu` of it and all that it started; and with
 * `peak`, the most memory in MB that one process of it held. Rejects unless it ends with 0.
 */
export function timed(command, env, cwd) {
  return new Promise((resolve, reject) => {
    const script = 'TIMEFORMAT="%R %U %S"; time "$@" </dev/null >/dev/null 2>&3';
    const child = spawn('bash', ['-c', script, 'bash', ...command], { env, cwd, stdio: ['ignore', 'ignore', 'pipe', 'pipe'] });
    let peak = 0;
    const look = setInterval(() => {
      for (const pid of children(child.pid)) peak = Math.max(peak, Number(/^VmHWM:\s+(\d+)/m.exec(text(`/proc/${pid}/status`))?.[1] ?? 0) / 1024);
    }, 50);
    let times = '';
    let words = '';
    child.stderr.on('data', (data) => { times += data; });
    child.stdio[3].on('data', (data) => { words = (words + data).slice(-2000); });
    child.on('error', reject);
    child.on('close', (status) => {
      clearInterval(look);
      const [wall, user, system] = times.trim().split('\n').at(-1).split(' ').map((word) => Number(word) * 1000);
      if (status === 0) resolve({ wall, cpu: user + system, peak });
      else reject(new Error(`${command.slice(0, 3).join(' ')} ended with ${status}: ${words}`));
    });
  });
}

/** Milliseconds of processor time of all sshd whose configuration lies below `folder`, with that of their sessions that have ended. */
export function serverTime(folder) {
  let time = 0;
  for (const pid of readdirSync('/proc')) {
    if (!/^\d+$/.test(pid)) continue;
    const command = text(`/proc/${pid}/cmdline`);
    if (!command.includes(folder) || !command.includes('[listener]')) continue;
    time += processorTime(pid, { ended: true }) || 0;
  }
  return time;
}

/**
 * Milliseconds of processor time of a process so far, with `ended` also that of its children that have ended; in steps of ten. NaN where the
 * system does not tell it, or there is no such process.
 */
export function processorTime(pid, { ended = false } = {}) {
  const stat = text(`/proc/${pid}/stat`);
  if (stat === '') return Number.NaN;
  // proc(5), /proc/pid/stat: utime, stime, cutime and cstime are its fields 14 to 17, in hundredths of a second; the second, a name, may hold blanks.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return fields.slice(11, ended ? 15 : 13).reduce((ticks, field) => ticks + Number(field), 0) * 10;
}

function children(pid) {
  return text(`/proc/${pid}/task/${pid}/children`).trim().split(' ').filter((word) => word !== '');
}

function text(path) {
  try {
    return readFileSync(path, 'latin1');
  } catch {
    return '';
  }
}
