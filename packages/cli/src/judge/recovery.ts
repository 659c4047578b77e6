/**
 * Judging what could be recovered, where, and how old it is.
 *
 * @module
 */
import { recoveryPoints, type RecoveryPoint } from '@hsm-lifecycle/core/fleet';
import { left, right } from 'fp-ts/lib/Either.js';
import type { ExpectationOf } from '../file/drill.ts';
import type { Ledger } from '../run/ledger.ts';
import { clusterOf } from '../run/reference.ts';
import { instantText, spanText } from '../tell/when.ts';
import type { Judged } from './judgement.ts';

const whereText = (region: string | undefined): string =>
  region === undefined ? 'anywhere' : `in ${region}`;

const originText = ({ book }: Ledger, { backupId, region, createdAt }: RecoveryPoint): string =>
  `${book.called(backupId)} in ${region} holds what there was on ${instantText(createdAt)}`;

const pointText = (
  { book }: Ledger,
  { backupId, region, createdAt, ageMs }: RecoveryPoint,
): string =>
  `${book.called(backupId)} in ${region}, from ${instantText(createdAt)}: ${spanText(ageMs)} old`;

const LOOKUPS_SHOWN_MAX = 3;

const elsewhere = (ledger: Ledger, points: readonly RecoveryPoint[]): readonly string[] =>
  points
    .slice(0, LOOKUPS_SHOWN_MAX)
    .map((point) => `elsewhere there is ${pointText(ledger, point)}`);

const undeletableText = (ledger: Ledger, clusterId: string): readonly string[] =>
  recoveryPoints(ledger.fleet, { clusterId, at: ledger.at })
    .undeletable.slice(0, LOOKUPS_SHOWN_MAX)
    .map(
      ({ backupId, region, until }) =>
        `${ledger.book.called(backupId)} in ${region} can be undeleted until ${instantText(until)}`,
    );

/** Judges that a cluster can be made from a backup within reach, not older than so much. */
export const judgeRecoverable = (it: ExpectationOf<'Recoverable'>, ledger: Ledger): Judged => {
  const cluster = clusterOf(it.cluster, ledger);
  if (cluster._tag === 'Left') return left(cluster.left);
  const { clusterId } = cluster.right;
  const { points } = recoveryPoints(ledger.fleet, { clusterId, at: ledger.at });
  const newest = points.find(({ region }) => it.region === undefined || region === it.region);
  const limit = it.maxAge === undefined ? '' : `, losing at most ${spanText(it.maxAge)} of work`;
  const expected = `${it.cluster} can be recovered ${whereText(it.region)}${limit}`;
  if (newest === undefined) {
    const found = [
      `no recovery point ${whereText(it.region)}`,
      ...elsewhere(ledger, points),
      ...undeletableText(ledger, clusterId),
    ];
    return right({ passed: false, expected, found, data: { recoveryPoint: null } });
  }
  const passed = it.maxAge === undefined || newest.ageMs <= it.maxAge;
  return right({
    passed,
    expected,
    found: [`RPO ${spanText(newest.ageMs)}: ${originText(ledger, newest)}`],
    data: { recoveryPoint: newest },
  });
};

/** Judges that nothing can be recovered. */
export const judgeUnrecoverable = (it: ExpectationOf<'NotRecoverable'>, ledger: Ledger): Judged => {
  const cluster = clusterOf(it.cluster, ledger);
  if (cluster._tag === 'Left') return left(cluster.left);
  const { clusterId } = cluster.right;
  const { points } = recoveryPoints(ledger.fleet, { clusterId, at: ledger.at });
  const there = points.filter(({ region }) => it.region === undefined || region === it.region);
  const expected = `${it.cluster} cannot be recovered ${whereText(it.region)}`;
  const found =
    there.length === 0 ? ['no recovery point'] : there.map((point) => pointText(ledger, point));
  return right({ passed: there.length === 0, expected, found, data: { recoveryPoints: there } });
};
