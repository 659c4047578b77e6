/**
 * The oracle: a Python program that judges stores, and shares no code with the packages.
 *
 * @module
 */
import { spawn, spawnSync } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** Something that must not be. */
export type Violation = {
  readonly what: string;
  readonly about: string;
  readonly detail: string;
};

/** What the oracle found. */
export type Verdict = {
  readonly violations: readonly Violation[];
  readonly counts: Readonly<Record<string, number>>;
};

/** What to judge: files that no process has open. */
export type Case = {
  readonly store: string;
  readonly keys: string;
  readonly fleet: string;
  readonly acknowledged: string;
  /** No work may be left, and of what was destroyed no byte. */
  readonly settled: boolean;
  /** Cases of one series are of one store, in order: nothing may be lost in between. */
  readonly series: string;
};

/** A running oracle. */
export type Oracle = {
  readonly judge: (it: Case) => Promise<Verdict>;
  readonly close: () => void;
};

const PYTHON = 'python3';
const PROGRAM = fileURLToPath(new URL('../../../tools/oracle', import.meta.url));

/** Why there is no oracle on this machine; undefined if there is. */
export const whyNoOracle = (): string | undefined => {
  const asked = spawnSync(PYTHON, ['-c', 'import sqlite3, cryptography'], { encoding: 'utf8' });
  if (asked.error !== undefined) return 'python3 is missing';
  return asked.status === 0 ? undefined : 'the Python module cryptography is missing';
};

const isVerdict = (value: unknown): value is Verdict =>
  typeof value === 'object' && value !== null && 'violations' in value && 'counts' in value;

/** Starts an oracle. */
export const startOracle = (): Oracle => {
  const child = spawn(PYTHON, ['-B', PROGRAM, 'serve'], { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    judge: async (it) => {
      child.stdin.write(`${JSON.stringify({ ...it, secrets: 'drill' })}\n`);
      const line = await lines.next();
      const verdict: unknown = line.done === true ? undefined : JSON.parse(line.value);
      if (!isVerdict(verdict)) throw new Error('the oracle gave no verdict');
      return verdict;
    },
    close: () => child.stdin.end(),
  };
};
