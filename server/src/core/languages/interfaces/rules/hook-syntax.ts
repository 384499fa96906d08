import { hookShell } from '../../../shell/hook-reports.ts';
import { hookScripts } from '../hook-scripts.ts';
import type { InterfacesRule } from './interfaces-rule.ts';

export const hookSyntax: InterfacesRule = {
  id: 'interfaces-hook-syntax',
  severity: 'error',
  summary: 'a command that its shell cannot read',
  why: 'The value of `up`, `down` and their like is one line for `/bin/sh -c` (execute.c, doit); nobody reads it before the interface comes up. Where the shell refuses it the command has failed: after `pre-up` the interface stays down.',
  story:
    'A route was added by `up ip route add 10.0.0.0/8 via 192.0.2.1 || (logger "no route"`. At the next boot the bracket that was missing kept the route away, and the backup network with it.',
  bad: 'auto eth0\niface eth0 inet dhcp\n    up test -f /etc/routes && (sh /etc/routes\n',
  good: 'auto eth0\niface eth0 inet dhcp\n    up test -f /etc/routes && (sh /etc/routes)\n',
  *check({ tree, text }) {
    const shell = hookShell();
    for (const script of hookScripts(tree, text)) yield* shell.reports(script.text, script.place);
  },
};
