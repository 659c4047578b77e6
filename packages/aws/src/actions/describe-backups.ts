/**
 * `DescribeBackups`.
 *
 * @see F-16, F-57, F-64, F-65, F-176; U-24, U-31, U-36
 * @module
 */
import type { BackupHolder } from '@hsm-lifecycle/core';
import { invalidFault, type Fault } from '../faults/fault.ts';
import { isLeft, left, right, type Either } from '../kernel/either.ts';
import type { Input } from '../model/action.ts';
import { lookAt } from '../service/submit-command.ts';
import type { Context, Perform } from '../service/context.ts';
import { seenBy, type Seen } from '../service/seen-by.ts';
import { backupView, clusterIdOf, type BackupInHolder } from '../view/backup-view.ts';
import { backupsPage } from '../view/backups-page.ts';
import { isWanted, readFilters, wantedText, type Wanted } from '../view/filters.ts';
import { pageToken, readToken, type Question } from '../view/token.ts';

const FILTERS = ['backupIds', 'sourceBackupIds', 'clusterIds', 'states', 'neverExpires'] as const;
const PAGE = 50;

const questionOf = (
  { caller }: Context,
  { Shared = false, SortAscending = false }: Input<'DescribeBackups'>,
  wanted: Wanted,
): Question => ({
  action: 'DescribeBackups',
  account: caller.account,
  region: caller.region,
  filters: wantedText(wanted),
  isShared: Shared,
  isAscending: SortAscending,
});

const valueOf =
  ({ holder, backup }: BackupInHolder) =>
  (key: string): string | undefined => {
    switch (key) {
      case 'backupIds':
        return backup.backupId;
      case 'sourceBackupIds':
        return backup.source?.backupId;
      case 'clusterIds':
        return clusterIdOf(holder);
      case 'states':
        return backup.state;
      default:
        return backup.neverExpires ? 'True' : 'False';
    }
  };

/** Only the text `True` or `False` says whether backups that never expire are wanted (F-64). */
const wantedIn = (filters: Input<'DescribeBackups'>['Filters']): Either<Fault, Wanted> => {
  const flags = filters?.['neverExpires'] ?? [];
  return flags.every((it) => it === 'True' || it === 'False')
    ? readFilters(filters, FILTERS)
    : left(invalidFault('The values of the filter neverExpires are True and False.', 'F-64'));
};

/** Backups shared by policy alone can be restored, but not listed (F-176). */
const holdersFor = (
  { sharing }: Context,
  seen: Seen,
  { wanted, isShared }: { readonly wanted: Wanted; readonly isShared: boolean },
): Iterable<BackupHolder> => {
  if (isShared) return sharing === 'RAM' ? seen.othersHolders() : [];
  const ids = wanted.get('backupIds') ?? wanted.get('clusterIds');
  return ids === undefined ? seen.holders() : seen.holdersOf(ids);
};

/** Lists the caller's backups, or those that are shared with it. */
export const describeBackupsAction: Perform<'DescribeBackups'> = async (context, input) => {
  const wanted = wantedIn(input.Filters);
  if (isLeft(wanted)) return wanted;
  const question = questionOf(context, input, wanted.right);
  const after = readToken(context.tokenKey, input.NextToken, question);
  if (isLeft(after)) return after;
  const fleet = await lookAt(context, 'DescribeBackups');
  if (isLeft(fleet)) return fleet;
  const seen = seenBy(context.caller, fleet.right);
  const isShared = input.Shared === true;
  const { backups, next } = backupsPage({
    holders: holdersFor(context, seen, { wanted: wanted.right, isShared }),
    after: after.right,
    size: input.MaxResults ?? PAGE,
    isAscending: input.SortAscending === true,
    isWanted: (held) => (!isShared || seen.isShared(held)) && isWanted(wanted.right, valueOf(held)),
  });
  return right({
    Backups: backups.map(backupView),
    NextToken: next === undefined ? undefined : pageToken(context.tokenKey, next, question),
  });
};
