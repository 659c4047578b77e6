/**
 * Finding the name that somebody meant.
 *
 * @module
 */
import { distance } from 'fastest-levenshtein';

/** One wrong letter in three is a typing mistake; more is another word. */
const LETTERS_PER_MISTAKE = 3;

/** Shorter names are all alike. */
const LETTERS_MIN = 3;

/** Names of AWS for what a drill names otherwise, and names of before the first release. */
export const STEPS_BY_OTHER_NAMES: Readonly<Record<string, string>> = {
  CreateHsm: 'AddHsm',
  DeleteHsm: 'RemoveHsm',
  InitializeCluster: 'Initialize',
  ActivateCluster: 'Activate',
  RestoreCluster: 'Restore',
  CopyBackupToRegion: 'CopyToRegion',
  RestoreBackup: 'UndeleteBackup',
  ModifyBackupAttributes: 'SetNeverExpires',
  SetBackupNeverExpires: 'SetNeverExpires',
  TagResource: 'Tag',
  UntagResource: 'Untag',
};

/**
 * Finds the known name that is most like a text: the same but for case, or with few wrong letters.
 *
 * @returns `undefined` if none is alike
 */
export const nearestName = (text: string, known: readonly string[]): string | undefined => {
  const plain = text.toLowerCase();
  const limit = plain.length < LETTERS_MIN ? 0 : Math.round(plain.length / LETTERS_PER_MISTAKE);
  const [nearest] = known
    .map((name) => ({ name, mistakes: distance(plain, name.toLowerCase()) }))
    .filter(({ mistakes }) => mistakes <= limit)
    .toSorted((a, b) => a.mistakes - b.mistakes);
  return nearest?.name;
};
