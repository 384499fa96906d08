import { statSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';

/** From this many bytes on a file is read with functions that V8 would compile anew in the midst of it. */
const LARGE = 150_000;
/** Of more words than these the rest is not looked at: a call for many files is none of one moment. */
const FEW = 16;

/**
 * Has V8 wait longer before it compiles a function anew with its optimizing compiler, where one of `words` is a large file, and tells whether
 * it does. Such a call is over before that pays: for a megabyte of logrotate it was a third of all processor time. Calls of seconds get it all
 * the same. Only with Node 20's engine: later ones have a compiler between, and do not know the flag.
 */
export function optimizeLate(words: readonly string[]): boolean {
  if (!process.versions.v8.startsWith('11.') || !words.slice(0, FEW).some(isLarge)) return false;
  // For these calls alone: under another flag Node reads its own modules anew, which costs some milliseconds.
  setFlagsFromString('--interrupt-budget=1000000');
  return true;
}

function isLarge(word: string): boolean {
  try {
    return statSync(word).size >= LARGE;
  } catch {
    return false;
  }
}
