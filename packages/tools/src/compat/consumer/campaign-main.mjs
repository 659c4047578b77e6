/**
 * Simulates a small campaign with every kind of distribution, and prints a hash of its summary:
 * the same bytes on every version of Node.
 *
 * @module
 */
import { createHash } from 'node:crypto';
import { canonicalJson } from '@hsm-lifecycle/core/codec';
import { decodeDrill } from '@hsm-lifecycle/drills';
import {
  decodeScenario,
  fleetOfDrill,
  resolveScenario,
  simulate,
  summaryToJson,
} from '@hsm-lifecycle/simulator';

const zones = ['eu-west-1a', 'eu-west-1b'];
const steps = [
  { do: 'CreateCluster', region: 'eu-west-1', zones, retentionDays: 30, as: 'primary' },
  { at: '+10m', do: 'AddHsm', cluster: 'primary', zone: 'eu-west-1a' },
  { at: '+15m', do: 'Initialize', cluster: 'primary' },
  { at: '+5m', do: 'Activate', cluster: 'primary' },
  { at: '+5m', do: 'CreateUser', cluster: 'primary', name: 'signer', role: 'CU' },
  { at: '+1h', do: 'AddHsm', cluster: 'primary', zone: 'eu-west-1b' },
  { at: '+1h', do: 'Advance' },
];
const startsAt = '2026-01-01T09:00:00Z';
const source = 'assumed';

const scenario = {
  format: 'hsm-lifecycle/scenario',
  version: 1,
  name: 'Golden campaign',
  horizon: '60d',
  begin: { startsAt, quotas: 'NONE', steps },
  work: {
    copy: { takes: { lognormal: { median: '10m', p95: '1h' } }, fails: 0.1, source },
    hsm: { takes: { exponential: '12m' }, fails: 0.1, source },
  },
  faults: [
    { process: 'HsmFailures', every: { exponential: '20d' }, source },
    { process: 'HsmFailures', every: { weibull: { median: '60d', shape: 2 } }, source },
  ],
  workload: [
    {
      process: 'ContentsChurn',
      keyMade: { exponential: '2d' },
      keyLives: { uniform: ['5d', '20d'] },
      source,
    },
  ],
  runbooks: [
    { runbook: 'CopyNewest', to: 'eu-central-1', every: '1d', at: '22h', respondsAfter: '1h' },
    { runbook: 'KeepNewest', region: 'eu-central-1', count: 7, on: ['BackupCopied'] },
  ],
  measures: [
    { measure: 'RecoveryPoint', ifLost: 'eu-west-1' },
    { measure: 'Exposure', followUp: '40d' },
    { measure: 'BackupsHeld' },
    { measure: 'Serving', hsms: 2 },
    { measure: 'Calls' },
  ],
};

const taken = (result) => {
  if (result._tag === 'Left') throw new Error(JSON.stringify(result.left));
  return result.right;
};

const drill = { format: 'hsm-lifecycle/drill', version: 1, name: 'begin', startsAt, steps };
const begin = taken(fleetOfDrill(taken(decodeDrill({ ...drill, quotas: 'NONE' })), 'begin'));
const { campaign } = taken(resolveScenario(taken(decodeScenario(scenario)), begin, 1));
const summary = taken(simulate(campaign, { from: 0, to: 16 }));
const hash = createHash('sha256')
  .update(canonicalJson(summaryToJson(summary)))
  .digest('hex');
console.log(`campaign: ${summary.events} events, ${hash}`);
