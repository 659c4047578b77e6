/**
 * What verifying a store has found, in English.
 *
 * @module
 */
import type { Verification, VerifyFault } from '@hsm-lifecycle/runtime';
import type { Colors } from './colors.ts';
import { counted, listed } from './when.ts';

/** Says why something does not open that must. */
// One case for each reason is the point of it.
// eslint-disable-next-line complexity
const faultText = ({ reason, field = 'header' }: VerifyFault): string => {
  switch (reason) {
    case 'RecordMissing':
      return 'its key record or its payload is gone, though it was never purged';
    case 'ContentsDiffer':
      return 'it opens, but holds something else than its history says';
    case 'FactsDiffer':
      return `what is stored is not what its history says: ${field} differs`;
    case 'AuthenticationFailed':
      return 'it does not open: a stored byte was changed, or the keys are those of another store';
    case 'KeyUnavailable':
      return 'the key file has no key for it, or its key was retired by a rotation';
    case 'EnvelopeMalformed':
    case 'SnapshotMalformed':
      return 'what is stored is not a sealed backup any more';
    case 'EnvelopeMismatch':
      return 'what is stored is another backup';
    case 'BackupPurged':
    case 'ProviderFailed':
    case 'Aborted':
      return `it could not be opened: ${reason}`;
  }
};

/** What something is called, and its id. */
export type Naming = (id: string) => string;

/** A name and the id; the id alone if there is no name. */
export const naming =
  (called: (id: string) => string): Naming =>
  (id) =>
    called(id) === id ? id : `${called(id)} (${id})`;

const kindsText = (ids: readonly string[]): string => {
  const clusters = ids.filter((id) => id.startsWith('cluster-')).length;
  const parts = [counted(ids.length - clusters, 'backup or copy', 'backups and copies')];
  return listed(clusters === 0 ? parts : [...parts, counted(clusters, 'restored cluster')]);
};

const owed = (count: number): string =>
  `${counted(count, 'purged backup still has its key record', 'purged backups still have their key records')}, and can be opened`;

/** The lines of a verification, a mark before each. */
export const verifyLines = (it: Verification, name: Naming, colors: Colors): readonly string[] => {
  const good = (text: string): string => `  ${colors.green('✓')} ${text}`;
  const bad = (text: string): string => `  ${colors.red('✗')} ${colors.red(text)}`;
  return [
    ...(it.open.length > 0
      ? [good(`${it.open.length} open, and hold what their history says: ${kindsText(it.open)}`)]
      : []),
    ...(it.purged.length > 0
      ? [good(`${it.purged.length} purged, and beyond opening: no key record is left`)]
      : []),
    ...(it.pending.length > 0
      ? [`  · ${it.pending.length} in progress, so nothing is promised of them yet`]
      : []),
    ...it.faults.map((fault) => bad(`${name(fault.holderId)}: ${faultText(fault)}`)),
    ...(it.purging.length > 0
      ? [bad(`${owed(it.purging.length)}: ${listed(it.purging.map(name))}`)]
      : []),
  ];
};
