/**
 * Judging whether what a drill expects is so.
 *
 * @module
 */
import { left, right } from 'fp-ts/lib/Either.js';
import type { Expectation, ExpectationOf } from '../file/drill.ts';
import type { Ledger } from '../run/ledger.ts';
import { backupIn, clusterOf, oneIdOf } from '../run/reference.ts';
import { counted } from '../tell/when.ts';
import { judgeComingBack } from './coming-back.ts';
import { judgeHolding, judgeSameContents } from './contents.ts';
import type { Judged } from './judgement.ts';
import { judgeRecoverable, judgeUnrecoverable } from './recovery.ts';

const judgeCluster = (it: ExpectationOf<'ClusterIs'>, ledger: Ledger): Judged => {
  const cluster = clusterOf(it.cluster, ledger);
  if (cluster._tag === 'Left') return left(cluster.left);
  const { state, hsms } = cluster.right;
  const passed = state === it.state && (it.hsms === undefined || hsms.length === it.hsms);
  const expected = `${it.cluster} is ${it.state}${it.hsms === undefined ? '' : ` with ${counted(it.hsms, 'HSM')}`}`;
  return right({
    passed,
    expected,
    found: [`it is ${state} with ${counted(hsms.length, 'HSM')}`],
    data: { state, hsms: hsms.length },
  });
};

const judgeBackup = (it: ExpectationOf<'BackupIs'>, ledger: Ledger): Judged => {
  const id = oneIdOf(it.backup, ledger);
  if (id._tag === 'Left') return left(id.left);
  const state = backupIn(ledger.fleet, id.right)?.state ?? 'GONE';
  const expected = `${it.backup} is ${it.state}`;
  return right({
    passed: state === it.state,
    expected,
    found: [`it is ${state}`],
    data: { state },
  });
};

/** Judges an expectation as things are now. */
export const judge = (it: Expectation, ledger: Ledger): Judged => {
  switch (it.that) {
    case 'ClusterIs':
      return judgeCluster(it, ledger);
    case 'BackupIs':
      return judgeBackup(it, ledger);
    case 'Recoverable':
      return judgeRecoverable(it, ledger);
    case 'NotRecoverable':
      return judgeUnrecoverable(it, ledger);
    case 'CanComeBack':
      return judgeComingBack(it, ledger);
    case 'Holds':
      return judgeHolding(it, ledger);
    case 'SameContents':
      return judgeSameContents(it, ledger);
  }
};
