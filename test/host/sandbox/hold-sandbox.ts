import { startSandbox } from '../../../client/src/sandbox/start-sandbox.ts';

/* A process that holds a sandbox: `PROGRAM STATE-FOLDER [plain]`. It tells what it got as one line of JSON and stays until it is ended. */
const [program, stateFolder, plain] = process.argv.slice(2);
if (program === undefined || stateFolder === undefined) throw new Error('PROGRAM and STATE-FOLDER were expected');
const sandbox = await startSandbox({ program, stateFolder, plain: plain === 'plain' });
process.stdout.write(`${JSON.stringify(sandbox)}\n`);
process.stdin.resume();
process.stdin.on('end', () => void sandbox.close());
