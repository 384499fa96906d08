import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { NoVscode } from './install.mjs';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];

/** Path of a Chromium on this machine: `OPSBOOK_CHROMIUM`, else one in PATH. Throws a message for the user where there is none. */
export function chromiumPath() {
  const said = process.env.OPSBOOK_CHROMIUM;
  const places = (process.env.PATH ?? '').split(delimiter).flatMap((folder) => names.map((name) => join(folder, name)));
  const found = said || places.find((path) => existsSync(path));
  if (!found) throw new NoVscode('there is no Chromium in PATH, and `OPSBOOK_CHROMIUM` is not set (on Debian: apt-get install chromium)');
  return found;
}

/** What Chromium is started with: no calls home, and no sandbox of its own, which root and containers do not have. */
export const chromiumFlags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
