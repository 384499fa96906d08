/** An ssh_config that cannot be followed, or asks for what is not supported: the host is not to be reached by guessing. */
export class ConfigError extends Error {
  readonly outcome = 'unreachable';

  constructor(message: string) {
    super(message);
    this.name = 'ConfigError';
  }
}
