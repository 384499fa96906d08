import { shellCheckRule } from '../../../shell/shellcheck-rule.ts';
import { hookScripts } from '../hook-scripts.ts';
import type { InterfacesRule } from './interfaces-rule.ts';

export const shellcheck: InterfacesRule = shellCheckRule(
  {
    id: 'interfaces-shellcheck',
    summary: 'what ShellCheck says of a command',
    why: 'The commands of `up`, `down` and their like run as root while the network is not there yet, and what they print is seldom seen. Where `shellcheck` is on the `PATH` its findings stand at their places, each with its number and a link to its page. They are off with the setting `opsbook.shellcheck` in the editor, and on with `--shellcheck` on the command line. `# opsbook-disable SC2086` counts.',
    story:
      'A `post-up` said `[ $SPEED = 1000 ] || ethtool -s eth0 autoneg on`. On the one host where the variable was empty the test itself was an error, autonegotiation came on, and the link to the old switch went down.',
    bad: 'auto eth0\niface eth0 inet dhcp\n    post-up ip route add $EXTRA dev "$IFACE"\n',
    good: 'auto eth0\niface eth0 inet dhcp\n    post-up ip route add 10.0.0.0/8 dev "$IFACE"\n',
  },
  ({ tree, text }) => hookScripts(tree, text),
);
