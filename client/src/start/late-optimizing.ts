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
  if (!isEngine() || !words.slice(0, FEW).some(isLarge)) return false;
  // For these calls alone: under another flag Node reads its own modules anew, which costs some milliseconds.
  waitBefore(1_000_000);
  return true;
}

/** What V8 11 waits by itself (flag-definitions.h, `interrupt_budget`), and what it waits where hosts are reached. */
const USUAL = 67_584;
const PATIENT = 400_000;
let isPatient = false;

/**
 * Has V8 wait longer from now on: each host takes little of everything, and to optimize that was a sixth of all processor time of a run on 200
 * hosts. What is loaded later is loaded `asUsual`.
 */
export function optimizeLater(): void {
  if (!isEngine()) return;
  isPatient = true;
  waitBefore(PATIENT);
}

/** Does something under the flags that V8 began with: it takes compiled code that was kept under the same flags alone. */
export function asUsual<T>(work: () => T): T {
  if (!isPatient) return work();
  waitBefore(USUAL);
  try {
    return work();
  } finally {
    waitBefore(PATIENT);
  }
}

function isEngine(): boolean {
  return process.versions.v8.startsWith('11.');
}

function waitBefore(budget: number): void {
  setFlagsFromString(`--interrupt-budget=${budget}`);
}

function isLarge(word: string): boolean {
  try {
    return statSync(word).size >= LARGE;
  } catch {
    return false;
  }
}
