import { constants } from 'node:fs';
import { openFlag } from './numbers.ts';

/** The flags of open(2) for those of an SFTP open. */
export function openMode(flags: number): number {
  const reads = (flags & openFlag.read) !== 0;
  const writes = (flags & openFlag.write) !== 0;
  let mode: number = reads && writes ? constants.O_RDWR : writes ? constants.O_WRONLY : constants.O_RDONLY;
  if (flags & openFlag.append) mode |= constants.O_APPEND;
  if (flags & openFlag.creat) mode |= constants.O_CREAT;
  if (flags & openFlag.trunc) mode |= constants.O_TRUNC;
  if (flags & openFlag.excl) mode |= constants.O_EXCL;
  return mode;
}
