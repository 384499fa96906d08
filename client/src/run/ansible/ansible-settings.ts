import { shellQuote } from '../../ssh/shell-quote.ts';

/** Descriptors of our callback: variables come in over the one, events go out over the other. */
const [variables, events] = [3, 4];

/**
 * The environment of ansible-playbook, with its files in `folder`. Only what belongs to connections is left to the machine's own ansible.cfg.
 * A server that is silent for 15 s is gone, as it is to our own engine.
 */
export function ansibleSettings(where: {
  readonly folder: string;
  readonly callbacks: string;
  readonly sshConfig: string | undefined;
}): Readonly<Record<string, string>> {
  const options = ['StrictHostKeyChecking=yes', 'BatchMode=yes', 'ServerAliveInterval=5', 'ServerAliveCountMax=3'];
  const ssh = [...options.flatMap((option) => ['-o', option]), ...(where.sshConfig === undefined ? [] : ['-F', where.sshConfig])];
  return {
    ANSIBLE_STDOUT_CALLBACK: 'opsbook_events',
    ANSIBLE_CALLBACK_PLUGINS: where.callbacks,
    ANSIBLE_CALLBACKS_ENABLED: '',
    ANSIBLE_HOST_KEY_CHECKING: 'True',
    ANSIBLE_SSH_COMMON_ARGS: ssh.map((word) => (/^[\w=./-]+$/.test(word) ? word : shellQuote(word))).join(' '),
    ANSIBLE_SSH_CONTROL_PATH_DIR: `${where.folder}/control`,
    ANSIBLE_PIPELINING: 'True',
    ANSIBLE_SSH_PIPELINING: 'True',
    ANSIBLE_NO_TARGET_SYSLOG: 'True',
    ANSIBLE_LOG_PATH: '/dev/null',
    ANSIBLE_LOCAL_TEMP: `${where.folder}/tmp`,
    ANSIBLE_RETRY_FILES_ENABLED: 'False',
    ANSIBLE_DEPRECATION_WARNINGS: 'False',
    ANSIBLE_LOCALHOST_WARNING: 'False',
    ANSIBLE_NOCOLOR: '1',
    ANSIBLE_INJECT_FACT_VARS: 'False',
    ANSIBLE_INTERPRETER_PYTHON: 'auto_silent',
    OPSBOOK_VARIABLES: String(variables),
    OPSBOOK_EVENTS: String(events),
    LC_ALL: 'C.UTF-8',
  };
}
