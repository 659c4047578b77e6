/**
 * Judging one expectation of a drill.
 *
 * @module
 */
import type { Expectation, ExpectationOf } from '../file/drill.ts';
import { left, right } from '../kernel/either.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { backupInFleet, clusterNamed, singleIdNamed } from '../ledger/references.ts';
import { countText } from '../sentences/when.ts';
import { judgeReturn } from './coming-back.ts';
import { judgeAgreement, judgeHolding, judgeSameContents } from './contents.ts';
import type { JudgementOutcome } from './judgement.ts';
import { judgeRecoverable, judgeUnrecoverable } from './recovery.ts';

const judgeCluster = (it: ExpectationOf<'ClusterIs'>, ledger: Ledger): JudgementOutcome => {
  const cluster = clusterNamed(it.cluster, ledger);
  if (cluster._tag === 'Left') return left(cluster.left);
  const { state, hsms } = cluster.right;
  const passed = state === it.state && (it.hsms === undefined || hsms.length === it.hsms);
  const withHsms = it.hsms === undefined ? '' : ` with ${countText(it.hsms, 'HSM')}`;
  const expected = `${it.cluster} is ${it.state}${withHsms}`;
  return right({
    passed,
    expected,
    found: [`it is ${state} with ${countText(hsms.length, 'HSM')}`],
    data: { state, hsms: hsms.length },
  });
};

const judgeBackup = (it: ExpectationOf<'BackupIs'>, ledger: Ledger): JudgementOutcome => {
  const id = singleIdNamed(it.backup, ledger);
  if (id._tag === 'Left') return left(id.left);
  const state = backupInFleet(ledger.fleet, id.right)?.state ?? 'GONE';
  const expected = `${it.backup} is ${it.state}`;
  return right({
    passed: state === it.state,
    expected,
    found: [`it is ${state}`],
    data: { state },
  });
};

/**
 * Judges an expectation as things are now.
 *
 * @returns Left: a reference in it that cannot be resolved
 */
export const judge = (it: Expectation, ledger: Ledger): JudgementOutcome => {
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
      return judgeReturn(it, ledger);
    case 'Holds':
      return judgeHolding(it, ledger);
    case 'SameContents':
      return judgeSameContents(it, ledger);
    case 'HsmsAgree':
      return judgeAgreement(it, ledger);
  }
};
