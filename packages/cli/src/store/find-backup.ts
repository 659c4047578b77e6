/**
 * Finding a backup in a store by its id, or by what the drill called it.
 *
 * @module
 */
import { left, right, type Either } from 'fp-ts/lib/Either.js';
import type { History } from './history.ts';
import { readHistory } from './history.ts';
import type { KeylessStore } from './open-store.ts';
import { storeProblem } from './problem.ts';

/**
 * Why nothing was found; `PURGED` is how things are, `UNKNOWN` a mistake in asking, `STORE` a fault
 * of the store.
 */
export type NotFound = { readonly why: 'PURGED' | 'UNKNOWN' | 'STORE'; readonly text: string };

/** A backup that has a key record, and the history it is part of. */
export type FoundBackup = { readonly id: string; readonly history: History };

const LISTED_MAX = 20;

const unknown = (
  wanted: string | undefined,
  ids: readonly string[],
  { book }: History,
): NotFound => {
  const question =
    wanted === undefined
      ? 'say which backup'
      : `nothing in the store is called ${JSON.stringify(wanted)}`;
  const more =
    ids.length > LISTED_MAX
      ? [`  and ${ids.length - LISTED_MAX} more: hsm-lifecycle verify --json lists all`]
      : [];
  const lines = ids
    .slice(0, LISTED_MAX)
    .map((id) => `  ${id}  ${book.called(id) === id ? '' : book.called(id)}`.trimEnd());
  const there = ids.length === 0 ? 'nothing in it can be opened' : 'it has';
  return { why: 'UNKNOWN', text: [`${question}; ${there}`, ...lines, ...more].join('\n') };
};

const purgedAt = ({ events }: History, id: string): number | undefined =>
  events.find(({ event }) => event.type === 'BackupPurged' && event.data.backupId === id)?.event
    .data.at;

const idsIn = ({ events }: History): readonly string[] =>
  events.flatMap(({ event }) => ('backupId' in event.data ? [event.data.backupId] : []));

/**
 * Finds what an id, a name from the drill, or a name that the report made up stands for; says what
 * there is when nothing is wanted.
 */
export const findBackup = async (
  store: KeylessStore,
  wanted: string | undefined,
): Promise<Either<NotFound, FoundBackup>> => {
  const history = await readHistory(store.eventLog);
  if (history._tag === 'Left')
    return left({ why: 'STORE', text: storeProblem(store.path, history.left) });
  const ids = await store.snapshots.holderIds();
  if (ids._tag === 'Left') return left({ why: 'STORE', text: storeProblem(store.path, ids.left) });
  const { book } = history.right;
  if (wanted === undefined) return left(unknown(wanted, ids.right, history.right));
  const meant = [...ids.right, ...idsIn(history.right)].find(
    (id) => id === wanted || book.called(id) === wanted,
  );
  if (meant === undefined) return left(unknown(wanted, ids.right, history.right));
  if (ids.right.includes(meant)) return right({ id: meant, history: history.right });
  const at = purgedAt(history.right, meant);
  const since = at === undefined ? '' : ` since ${new Date(at).toISOString()}`;
  return left({
    why: 'PURGED',
    text: `${wanted} has no key record${since}: nobody can open it again`,
  });
};
