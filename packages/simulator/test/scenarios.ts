/** Scenarios for tests. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { decodeDrill } from '@hsm-lifecycle/drills';
import type { Fleet } from '@hsm-lifecycle/core/fleet';
import { accepted } from '@hsm-lifecycle/testing/examples';
import {
  decodeScenario,
  fleetOfDrill,
  resolveScenario,
  type ResolvedScenario,
} from '@hsm-lifecycle/simulator';

/** A JSON object that tests change. */
export type Json = { readonly [name: string]: unknown };

/** Steps that make a cluster of two HSMs in Ireland, with a crypto user. */
export const steps: readonly Json[] = [
  {
    do: 'CreateCluster',
    region: 'eu-west-1',
    zones: ['eu-west-1a', 'eu-west-1b'],
    retentionDays: 30,
    as: 'payments',
  },
  { at: '+10m', do: 'AddHsm', cluster: 'payments', zone: 'eu-west-1a' },
  { at: '+15m', do: 'Initialize', cluster: 'payments' },
  { at: '+5m', do: 'Activate', cluster: 'payments' },
  { at: '+10m', do: 'CreateUser', cluster: 'payments', name: 'signer', role: 'CU' },
  { at: '+5m', do: 'AddHsm', cluster: 'payments', zone: 'eu-west-1b' },
  { at: '+1h', do: 'Advance' },
];

/** A scenario with every process and every runbook. */
export const everything: Json = {
  format: 'hsm-lifecycle/scenario',
  version: 1,
  name: 'Everything that can happen',
  horizon: '90d',
  begin: { startsAt: '2026-01-01T09:00:00Z', quotas: 'NONE', steps },
  work: {
    copy: {
      takes: { lognormal: { median: '10m', p95: '1h' } },
      fails: 0.1,
      source: 'assumed',
    },
    backup: { takes: { uniform: ['1m', '10m'] }, fails: 0.05, source: 'assumed' },
    hsm: { takes: { exponential: '12m' }, fails: 0.1, source: 'assumed' },
    hsmDeletion: { takes: '1m', source: 'assumed' },
    restore: { fails: 0.1, source: 'assumed' },
    detection: { takes: { exponential: '2h' }, source: 'assumed' },
    replacement: { takes: { exponential: '1h' }, fails: 0.1, source: 'assumed' },
  },
  faults: [
    { process: 'HsmFailures', every: { exponential: '20d' }, source: 'assumed' },
    { process: 'HsmFailures', every: { weibull: { median: '60d', shape: 2 } }, source: 'assumed' },
    {
      process: 'RegionOutage',
      region: 'eu-west-1',
      kind: 'UNREACHABLE',
      every: { exponential: '40d' },
      lasts: { uniform: ['1h', '5d'] },
      source: 'assumed',
    },
    {
      process: 'RegionOutage',
      region: 'eu-west-1',
      kind: 'DESTROYED',
      every: { exponential: '100d' },
      source: 'assumed',
    },
    {
      process: 'ZoneOutage',
      zone: 'eu-west-1a',
      every: { exponential: '20d' },
      lasts: { exponential: '3h' },
      source: 'assumed',
    },
    {
      process: 'ZoneOutage',
      zone: 'eu-west-1b',
      kind: 'LOST',
      every: { exponential: '30d' },
      lasts: { exponential: '3h' },
      source: 'assumed',
    },
    {
      process: 'WrongDeletion',
      every: { exponential: '10d' },
      noticedAfter: { uniform: ['1h', '9d'] },
      source: 'assumed',
    },
    {
      process: 'JobStops',
      runbook: 'CopyNewest',
      every: { exponential: '30d' },
      noticedAfter: '2d',
      source: 'assumed',
    },
  ],
  workload: [
    {
      process: 'ContentsChurn',
      keyMade: { exponential: '2d' },
      keyLives: { exponential: '20d' },
      source: 'assumed',
    },
    {
      process: 'PauseSchedule',
      region: 'eu-west-1',
      every: '7d',
      pausesAt: '2d20h',
      resumesAt: '4d6h',
      hsms: 2,
      source: 'assumed',
    },
  ],
  runbooks: [
    {
      runbook: 'CopyNewest',
      to: 'eu-central-1',
      every: '1d',
      at: '22h',
      on: ['BackupCopyFailed'],
      respondsAfter: '1h',
    },
    { runbook: 'KeepNewest', region: 'eu-central-1', count: 9, on: ['BackupCopied'] },
    {
      runbook: 'KeepGfs',
      region: 'eu-central-1',
      daily: 3,
      weekly: 2,
      monthly: 2,
      every: '1d',
    },
    { runbook: 'ExemptMonthly', months: 2, every: '1d' },
    { runbook: 'RemoveForGood', keys: ['key-1'], expired: true, every: '1d' },
    { runbook: 'RotateHsms', after: '20d', every: '1d', on: ['HsmAdded'] },
    { runbook: 'PauseWhenIdle', idle: '30d', every: '1d' },
    {
      runbook: 'FailOver',
      from: 'eu-west-1',
      to: 'eu-central-1',
      hsms: 2,
      on: ['RegionLost', 'ClusterRestored', 'HsmAdded', 'HsmAdditionFailed'],
      respondsAfter: { uniform: ['15m', '45m'] },
    },
    { runbook: 'FailBack', home: 'eu-west-1', hsms: 2, every: '6h' },
    { runbook: 'ForgetGone', after: '1d', every: '1d' },
  ],
  measures: [
    { measure: 'RecoveryPoint', ifLost: 'eu-west-1' },
    { measure: 'LostContents' },
    { measure: 'RecoveryTime', hsms: 2 },
    { measure: 'Exposure', followUp: '40d' },
    { measure: 'BackupsHeld' },
    { measure: 'HsmHours' },
    { measure: 'Cost' },
    { measure: 'Calls' },
    { measure: 'Serving', hsms: 2, zones: 2 },
  ],
  prices: { currency: 'USD', hsmHour: { '*': 1.6 }, source: 'F-220, us-east-1' },
};

/** The fleet that these steps make. */
export const fleetOfSteps = (): Fleet => {
  const drill = decodeDrill({
    format: 'hsm-lifecycle/drill',
    version: 1,
    name: 'begin',
    quotas: 'NONE',
    startsAt: '2026-01-01T09:00:00Z',
    steps,
  });
  return accepted(fleetOfDrill(accepted(drill), 'begin'));
};

/** Resolves a scenario over the fleet of the steps. */
export const resolved = (json: unknown, seed = 1): ResolvedScenario =>
  accepted(resolveScenario(accepted(decodeScenario(json)), fleetOfSteps(), seed));

/** A file of the repository. */
export const fileText = (path: string): string =>
  readFileSync(fileURLToPath(new URL(`../../../${path}`, import.meta.url)), 'utf8');
