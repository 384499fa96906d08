import { expect } from 'vitest';
import { foretells } from '../../daemons/rsyslog/foretells.ts';

foretells('what we foretell for thousands of messages', { rules: 25, messages: 60, runs: 400, timeout: 1_800_000 }, ({ messages }) => {
  expect(messages).toBeGreaterThan(5000);
});
