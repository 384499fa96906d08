/** What is loaded only when something is run: the one bundle with ssh in it. */
export * from './index.ts';
export { pingHost } from './ping-host.ts';
export { service } from './process/service.ts';
export { serveWindow } from './process/window-session.ts';
export { realWays, type WaysOptions } from './ways.ts';
export { resetSandbox } from '../sandbox/reset-sandbox.ts';
