/**
 * The result of verifying a store, in English.
 *
 * @module
 */
import type { Verification, VerifyFault } from '@hsm-lifecycle/runtime';
import type { Colors } from '../terminal/colors.ts';
import { countText, listText } from '@hsm-lifecycle/drills/sentences';

/** Says why a backup that must open does not. */
// One case for each reason.
// eslint-disable-next-line complexity
const faultText = ({ reason, field = 'header' }: VerifyFault): string => {
  switch (reason) {
    case 'RecordMissing':
      return 'its key record or payload is missing, though it was never purged';
    case 'ContentsDiffer':
      return 'it opens, but its contents differ from the history';
    case 'FactsDiffer':
      return `its ${field} differs from the history`;
    case 'AuthenticationFailed':
      return 'it does not open: a stored byte was changed, or these are another store’s keys';
    case 'KeyUnavailable':
      return 'its key is not in the key file (one from before a rotation?), or was retired';
    case 'EnvelopeMalformed':
    case 'SnapshotMalformed':
      return 'its stored bytes are damaged';
    case 'EnvelopeMismatch':
      return 'its stored bytes are those of another backup';
    case 'BackupPurged':
    case 'ProviderFailed':
    case 'Aborted':
      return `it could not be opened: ${reason}`;
  }
};

/** Writes an id for people. */
export type IdText = (id: string) => string;

/** Writes a name and the id; the id alone if it has no name. */
export const nameAndId =
  (called: (id: string) => string): IdText =>
  (id) =>
    called(id) === id ? id : `${called(id)} (${id})`;

const kindsText = (ids: readonly string[]): string => {
  const clusters = ids.filter((id) => id.startsWith('cluster-')).length;
  const parts = [countText(ids.length - clusters, 'backup or copy', 'backups and copies')];
  return listText(clusters === 0 ? parts : [...parts, countText(clusters, 'restored cluster')]);
};

const purgingText = (count: number): string =>
  count === 1
    ? '1 purged backup still has its key record, and can be opened'
    : `${count} purged backups still have their key records, and can be opened`;

const orphansText = (count: number): string =>
  count === 1
    ? '1 key record belongs to nothing in the history, and no event destroys it'
    : `${count} key records belong to nothing in the history, and no event destroys them`;

/** The lines of a verification, each with a mark. */
export const verifyLines = (it: Verification, name: IdText, colors: Colors): readonly string[] => {
  const good = (text: string): string => `  ${colors.green('✓')} ${text}`;
  const bad = (text: string): string => `  ${colors.red('✗')} ${colors.red(text)}`;
  return [
    ...(it.open.length > 0
      ? [good(`${it.open.length} open, with the contents of the history: ${kindsText(it.open)}`)]
      : []),
    ...(it.purged.length > 0
      ? [good(`${it.purged.length} purged: no key record is left, so nobody can open them`)]
      : []),
    ...(it.shredded.length > 0
      ? [good(`${it.shredded.length} shredded: their key is destroyed, so nobody can open them`)]
      : []),
    ...(it.elsewhere.length > 0
      ? [`  · ${it.elsewhere.length} observed, and sealed by the service: not checked here`]
      : []),
    ...(it.pending.length > 0 ? [`  · ${it.pending.length} in progress, so not checked yet`] : []),
    ...it.faults.map((fault) => bad(`${name(fault.holderId)}: ${faultText(fault)}`)),
    ...(it.purging.length > 0
      ? [bad(`${purgingText(it.purging.length)}: ${listText(it.purging.map(name))}`)]
      : []),
    ...(it.orphans.length > 0
      ? [bad(`${orphansText(it.orphans.length)}: ${listText(it.orphans.map(name))}`)]
      : []),
  ];
};
