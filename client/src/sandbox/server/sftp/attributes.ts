/** Attributes of a file as SFTP version 3 knows them; times in seconds since the epoch. */
export interface Attributes {
  readonly size?: number;
  readonly uid?: number;
  readonly gid?: number;
  readonly mode?: number;
  readonly atime?: number;
  readonly mtime?: number;
}
