const all = new Set<() => void>();

/** Has `work` done when this process exits by itself; returns how to forget it. One listener for all. */
export function beforeExit(work: () => void): () => void {
  if (all.size === 0) process.on('exit', doAll);
  all.add(work);
  return () => {
    all.delete(work);
    if (all.size === 0) process.off('exit', doAll);
  };
}

function doAll(): void {
  for (const work of all) {
    try {
      work();
    } catch {
      // It is too late to tell anybody; the others are to have their turn.
    }
  }
}
