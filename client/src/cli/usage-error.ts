/** Something that keeps a command from running; its message is for the user, several of them a line each, and the exit status is 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
