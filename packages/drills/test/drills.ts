/**
 * Drills for tests, and the results of running them.
 *
 * @module
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { decodeDrill, misfitText, runDrill, type TimelineEntry } from '@hsm-lifecycle/drills';
import { tellEvent, type NameBook } from '@hsm-lifecycle/drills/sentences';

const root = fileURLToPath(new URL('../../..', import.meta.url));

/** The path of a file of the repository. */
export const at = (path: string): string => `${root}${path}`;

/** Reads a JSON file of the repository. */
export const readJson = (path: string): unknown => JSON.parse(readFileSync(at(path), 'utf8'));

/** A small drill with these steps and expectations. */
export const drill = (
  steps: readonly object[],
  expected: readonly object[] = [],
  more: object = {},
): object => ({
  format: 'hsm-lifecycle/drill',
  version: 1,
  name: 'a test',
  startsAt: '2026-11-02T09:00:00Z',
  steps,
  expect: expected,
  ...more,
});

/** Steps to an activated cluster called `primary`, with one HSM, one user and one key. */
export const primary: readonly object[] = [
  { do: 'CreateCluster', region: 'eu-west-1', zones: ['eu-west-1a', 'eu-west-1b'], as: 'primary' },
  { at: '+10m', do: 'AddHsm', cluster: 'primary', zone: 'eu-west-1a', as: 'first' },
  { at: '+15m', do: 'Initialize', cluster: 'primary' },
  { at: '+5m', do: 'Activate', cluster: 'primary' },
  { at: '+5m', do: 'CreateUser', cluster: 'primary', name: 'alice', role: 'CU' },
  { do: 'CreateKey', cluster: 'primary', key: 'key-1', owner: 'alice', expiresAt: '+10d' },
];

/** The part of a timeline line that tests check. */
type Line = {
  readonly at: string;
  readonly kind: TimelineEntry['kind'];
  readonly text: string;
  readonly rule?: string;
  readonly stream?: string;
  readonly type?: string;
};

const lineOf = (entry: TimelineEntry, book: NameBook): Line => {
  const line = { at: new Date(entry.at).toISOString(), kind: entry.kind };
  switch (entry.kind) {
    case 'EVENT': {
      const { stream, event } = entry;
      return { ...line, ...tellEvent(event, book.namesFor(stream)), stream, type: event.type };
    }
    case 'REFUSED':
      return { ...line, text: entry.refusal._tag };
    case 'NOTE':
    case 'NOTHING':
    case 'COVERAGE':
      return { ...line, text: entry.text };
  }
};

type Verdict = {
  readonly passed: boolean;
  readonly expected: string;
  readonly found: readonly string[];
};

/** The timeline and the verdicts of a drill that makes sense. */
type Report = {
  readonly timeline: readonly Line[];
  readonly verdicts: readonly Verdict[];
  readonly notReached: number;
};

/** Why a drill makes no sense, one line for each place; nothing if it does. */
export const misfitsIn = (json: unknown): readonly string[] => {
  const decoded = decodeDrill(json);
  if (decoded._tag === 'Left') return decoded.left.map(misfitText);
  const run = runDrill(decoded.right);
  return run._tag === 'Left' ? [misfitText(run.left)] : [];
};

/** Runs a drill; throws if it makes no sense. */
export const reportOn = (json: unknown): Report => {
  const decoded = decodeDrill(json);
  if (decoded._tag === 'Left') throw new Error(decoded.left.map(misfitText).join('\n'));
  const run = runDrill(decoded.right);
  if (run._tag === 'Left') throw new Error(misfitText(run.left));
  const { entries, book, verdicts, notReached } = run.right;
  return { timeline: entries.map((entry) => lineOf(entry, book)), verdicts, notReached };
};

/** Runs a drill and tells which of its expectations hold. */
export const holds = (json: unknown): readonly boolean[] =>
  reportOn(json).verdicts.map(({ passed }) => passed);
