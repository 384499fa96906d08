import { randomBytes } from 'node:crypto';
import { chmodSync, renameSync, statSync, unlinkSync, writeFileSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { realWays, service, serveWindow, stateFolder } from '../bundle.ts';

// The runner process: started detached, met on a socket, gone when nobody needs it. Arguments: --socket PATH --token PATH, and for tests
// --idle MS (60 000) and --patience MS.
const { values } = parseArgs({
  options: { socket: { type: 'string' }, token: { type: 'string' }, idle: { type: 'string' }, patience: { type: 'string' } },
});
const socketPath = values.socket ?? '';
const tokenPath = values.token ?? '';
const token = randomBytes(32).toString('hex');
const windows = new Set<Socket>();
let idle: NodeJS.Timeout | undefined;
let inode: number | undefined;

const served = service({
  ways: (reaching) => realWays({ sandboxProgram: join(dirname(process.argv[1] ?? ''), 'sandbox.cjs'), ...reaching }),
  records: join(stateFolder(), 'runs'),
  keepOpen: 5 * 60_000,
  patience: Number(values.patience ?? 10 * 60_000),
  changed: rest,
});

/** Ends the process when for a minute there was no window and no run. */
function rest(): void {
  clearTimeout(idle);
  if (windows.size > 0 || served.running().length > 0) return;
  idle = setTimeout(() => void end(0), Number(values.idle ?? 60_000));
}

async function end(status: number): Promise<void> {
  server.close();
  try {
    // Another runner may have taken the place.
    if (inode !== undefined && statSync(socketPath).ino === inode) {
      unlinkSync(socketPath);
      unlinkSync(tokenPath);
    }
  } catch {
    // It is gone already.
  }
  await served.close();
  process.exit(status);
}

const server = createServer((socket) => {
  windows.add(socket);
  rest();
  socket.once('close', () => {
    windows.delete(socket);
    rest();
  });
  serveWindow(socket, token, served);
});
server.once('error', (error) => {
  process.stderr.write(`opsbook: the runner cannot be met at ${socketPath}: ${error.message}\n`);
  process.exit(1);
});
process.on('SIGTERM', () => void end(143));

// Made under another name and renamed: the place always has a whole socket, and the token is there before it.
const windowsPipe = process.platform === 'win32';
const own = windowsPipe ? socketPath : join(dirname(socketPath), `.${process.pid}.s`);
server.listen(own, () => {
  writeFileSync(`${tokenPath}.${process.pid}`, token, { mode: 0o600 });
  renameSync(`${tokenPath}.${process.pid}`, tokenPath);
  if (!windowsPipe) {
    chmodSync(own, 0o600);
    inode = statSync(own).ino;
    renameSync(own, socketPath);
  }
  rest();
});
