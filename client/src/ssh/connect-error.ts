/** Why a host cannot be worked on: it could not be reached, or one of the two sides refused the other. The message is for the user. */
export class ConnectError extends Error {
  readonly outcome: 'unreachable' | 'refused';

  constructor(outcome: 'unreachable' | 'refused', message: string) {
    super(message);
    this.name = 'ConnectError';
    this.outcome = outcome;
  }
}
