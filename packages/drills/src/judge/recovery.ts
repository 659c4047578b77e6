/**
 * Judging whether a cluster can be recovered, where, and how much work would be lost.
 *
 * @module
 */
import { recoveryPoints, type RecoveryPoint } from '@hsm-lifecycle/core/fleet';

import type { ExpectationOf } from '../file/drill.ts';
import { left, right } from '../kernel/either.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { clusterNamed } from '../ledger/references.ts';
import { instantText, spanText } from '../sentences/when.ts';
import { answer } from './answer.ts';
import type { JudgementOutcome } from './judgement.ts';

const whereText = (region: string | undefined): string =>
  region === undefined ? 'anywhere' : `in ${region}`;

const newestText = ({ book }: Ledger, { backupId, region, createdAt }: RecoveryPoint): string =>
  `${book.called(backupId)} in ${region} was taken on ${instantText(createdAt)}`;

const pointText = (
  { book }: Ledger,
  { backupId, region, createdAt, ageMs }: RecoveryPoint,
): string =>
  `${book.called(backupId)} in ${region}, from ${instantText(createdAt)}: ${spanText(ageMs)} old`;

const POINTS_SHOWN_MAX = 3;

const elsewhere = (ledger: Ledger, points: readonly RecoveryPoint[]): readonly string[] =>
  points.slice(0, POINTS_SHOWN_MAX).map((point) => `elsewhere: ${pointText(ledger, point)}`);

const undeletableText = (ledger: Ledger, clusterId: string): readonly string[] =>
  answer(recoveryPoints(ledger.fleet, { clusterId, at: ledger.at }))
    .undeletable.slice(0, POINTS_SHOWN_MAX)
    .map(
      ({ backupId, region, until }) =>
        `${ledger.book.called(backupId)} in ${region} can be undeleted until ${instantText(until)}`,
    );

/** Judges that a cluster can be recovered from a reachable backup that is recent enough. */
export const judgeRecoverable = (
  it: ExpectationOf<'Recoverable'>,
  ledger: Ledger,
): JudgementOutcome => {
  const cluster = clusterNamed(it.cluster, ledger);
  if (cluster._tag === 'Left') return left(cluster.left);
  const { clusterId } = cluster.right;
  const { points } = answer(recoveryPoints(ledger.fleet, { clusterId, at: ledger.at }));
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
    found: [`RPO ${spanText(newest.ageMs)}: ${newestText(ledger, newest)}`],
    data: { recoveryPoint: newest },
  });
};

/** Judges that a cluster cannot be recovered. */
export const judgeUnrecoverable = (
  it: ExpectationOf<'NotRecoverable'>,
  ledger: Ledger,
): JudgementOutcome => {
  const cluster = clusterNamed(it.cluster, ledger);
  if (cluster._tag === 'Left') return left(cluster.left);
  const { clusterId } = cluster.right;
  const { points } = answer(recoveryPoints(ledger.fleet, { clusterId, at: ledger.at }));
  const there = points.filter(({ region }) => it.region === undefined || region === it.region);
  const expected = `${it.cluster} cannot be recovered ${whereText(it.region)}`;
  const found =
    there.length === 0 ? ['no recovery point'] : there.map((point) => pointText(ledger, point));
  return right({ passed: there.length === 0, expected, found, data: { recoveryPoints: there } });
};
