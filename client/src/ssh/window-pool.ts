/** Bytes that may be on their way beyond what each channel has for certain, shared by all channels of this process. */
export interface WindowPool {
  /** Takes the bytes, where there are so many. */
  take(bytes: number): boolean;
  give(bytes: number): void;
}

/** A pool of so many bytes. */
export function windowPool(bytes: number): WindowPool {
  let left = bytes;
  return {
    take(wanted) {
      if (wanted > left) return false;
      left -= wanted;
      return true;
    },
    give(back) {
      left += back;
    },
  };
}
