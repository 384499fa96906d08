/** What kept a file from being `read` or `written`, in words; an error that has none keeps its own. */
export function fileTrouble(error: unknown, doing: 'read' | 'written'): string {
  const { code, message } = error as NodeJS.ErrnoException;
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return doing === 'read' ? 'there is no such file' : 'there is no such folder';
    case 'EISDIR':
      return 'it is a folder; a file was expected';
    case 'EACCES':
    case 'EPERM':
      return `it may not be ${doing} by this user`;
    case 'EROFS':
      return 'its file system can only be read';
    case 'ENOSPC':
      return 'its file system is full';
    default:
      return message;
  }
}
