/**
 * Finding a backup in a store by its id or by its name in the drill.
 *
 * @module
 */
import { left, right, type Either } from 'fp-ts/lib/Either.js';
import { fail, refuseInput, type ExitCode, type Io } from '../terminal/io.ts';
import { readStoreHistory, type StoreHistory } from './store-history.ts';
import type { KeylessStore } from './open-store.ts';
import { storeProblem } from './store-problem.ts';

/**
 * Why nothing was found. `PURGED`: a finding; `UNKNOWN`: a mistake in the request; `STORE`: a fault
 * of the store.
 */
export type NotFound = { readonly why: 'PURGED' | 'UNKNOWN' | 'STORE'; readonly text: string };

/** A backup that has a key record, and the history of its store. */
export type FoundBackup = { readonly id: string; readonly history: StoreHistory };

const LISTED_MAX = 20;

const unknown = (
  wanted: string | undefined,
  ids: readonly string[],
  { book }: StoreHistory,
): NotFound => {
  const question =
    wanted === undefined
      ? 'which backup?'
      : `nothing in the store is called ${JSON.stringify(wanted)}.`;
  const more =
    ids.length > LISTED_MAX
      ? [`  and ${ids.length - LISTED_MAX} more; hsm-lifecycle verify --json lists them all`]
      : [];
  const lines = ids
    .slice(0, LISTED_MAX)
    .map((id) => `  ${id}  ${book.called(id) === id ? '' : book.called(id)}`.trimEnd());
  const there = ids.length === 0 ? 'The store has no backup to open.' : 'The store has:';
  return { why: 'UNKNOWN', text: [`${question} ${there}`, ...lines, ...more].join('\n') };
};

const purgedAt = ({ events }: StoreHistory, id: string): number | undefined =>
  events.find(({ event }) => event.type === 'BackupPurged' && event.data.backupId === id)?.event
    .data.at;

const idsIn = ({ events }: StoreHistory): readonly string[] =>
  events.flatMap(({ event }) => ('backupId' in event.data ? [event.data.backupId] : []));

/**
 * Finds a backup by its id, its name in the drill, or the name that the report generated. Without
 * `wanted`, says what there is.
 */
export const findBackup = async (
  store: KeylessStore,
  wanted: string | undefined,
): Promise<Either<NotFound, FoundBackup>> => {
  const history = await readStoreHistory(store);
  if (history._tag === 'Left')
    return left({ why: 'STORE', text: storeProblem(store.path, history.left) });
  const ids = await store.store.holders(store.fleet);
  if (ids._tag === 'Left') return left({ why: 'STORE', text: storeProblem(store.path, ids.left) });
  const { book } = history.right;
  if (wanted === undefined) return left(unknown(wanted, ids.right, history.right));
  const meant = [...ids.right, ...idsIn(history.right)].find(
    (id) => id === wanted || book.called(id) === wanted,
  );
  if (meant === undefined) return left(unknown(wanted, ids.right, history.right));
  if (ids.right.includes(meant)) return right({ id: meant, history: history.right });
  const at = purgedAt(history.right, meant);
  const since = at === undefined ? '' : ` (purged on ${new Date(at).toISOString()})`;
  return left({
    why: 'PURGED',
    text: `${wanted} has no key record${since}: nobody can open it again`,
  });
};

/** Reports that nothing was found: a purged backup is a finding, an unknown name a mistake. */
export const refuseNotFound = (io: Io, { why, text }: NotFound): ExitCode =>
  why === 'PURGED' ? fail(io, text) : refuseInput(io, text);
