import { main } from './main.ts';

// A reader that goes away (`opsbook lint | head`) is no error of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
});

void main(process.argv.slice(2), __dirname).then((status) => {
  process.exitCode = status;
});
