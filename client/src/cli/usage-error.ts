/** Something that keeps a command from running; its message is for the user, and the exit status is 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
