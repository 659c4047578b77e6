/**
 * Contradictions in what was observed, and what would stop its clock.
 *
 * @module
 */
import { excerpt } from '../kernel/excerpt.ts';
import type { Duration, Edition } from '../model/edition.ts';
import { DAY_MS, type EpochMillis } from '../model/instant.ts';
import { isoInstant } from '../model/iso-instant.ts';
import type { ObservedBackup, ObservedCluster, ObservedCopy } from '../model/observed.ts';
import type { NotObservable } from '../rules/model-refusals.ts';
import {
  clusterDetails,
  contentsChecks,
  copyDetails,
  onceChecks,
  type Check,
} from './observed-details.ts';

/** The edition under which it will live, and the instant of the observation. */
type Frame = { readonly at: EpochMillis; readonly edition: Edition };

/** Work in progress: where its end belongs, whether there is any, and how long it takes. */
type Work = {
  readonly field: string;
  readonly isRunning: boolean;
  readonly end: EpochMillis | undefined;
  readonly takes: Duration;
};

/** Work that is said to end later would stop the clock of its cluster (M-15). */
const LONGEST_WORK = 30 * DAY_MS;

const endCheck = ({ field, isRunning, end, takes }: Work, { at }: Frame): Check => {
  if (!isRunning) return [field, 'nothing, since no work is in progress', end === undefined, end];
  return [
    field,
    'when the work in progress ends, within 30 days (left out if the edition says REPORTED)',
    end === undefined ? takes === 'REPORTED' : end >= at && end <= at + LONGEST_WORK,
    end,
  ];
};

const past = (field: string, instant: EpochMillis, { at }: Frame): Check => [
  field,
  'an instant up to the observation',
  instant <= at,
  instant,
];

const backupChecks = (
  it: ObservedBackup,
  takes: Duration,
  { prefix, ...frame }: Frame & { readonly prefix: string },
): readonly Check[] => {
  const isDoomed = it.state === 'PENDING_DELETION';
  const isRunning = it.state === 'CREATE_IN_PROGRESS';
  return [
    past(`${prefix}createdAt`, it.createdAt, frame),
    endCheck({ field: `${prefix}expectedAt`, isRunning, end: it.expectedAt, takes }, frame),
    [
      `${prefix}deleteAt`,
      'when it will be purged, not before the observation, if and only if it is PENDING_DELETION',
      isDoomed ? it.deleteAt !== undefined && it.deleteAt >= frame.at : it.deleteAt === undefined,
      it.deleteAt,
    ],
    ...contentsChecks(it.contents, prefix, it.createdAt),
  ];
};

const LIFE_WORK: Readonly<Partial<Record<string, keyof Edition['durations']>>> = {
  CREATE_IN_PROGRESS: 'clusterCreation',
  INITIALIZE_IN_PROGRESS: 'initialization',
  DELETE_IN_PROGRESS: 'clusterDeletion',
};

/** The states that HSMs can have in each phase; none in a phase that is not listed. */
const HSM_STATES: Readonly<Partial<Record<string, readonly string[]>>> = {
  UNINITIALIZED: ['CREATE_IN_PROGRESS', 'ACTIVE', 'DEGRADED', 'DELETE_IN_PROGRESS'],
  INITIALIZE_IN_PROGRESS: ['ACTIVE'],
  INITIALIZED: ['ACTIVE', 'DEGRADED', 'DELETE_IN_PROGRESS'],
  ACTIVE: ['CREATE_IN_PROGRESS', 'ACTIVE', 'DEGRADED', 'DELETE_IN_PROGRESS'],
};

/** The phases of clusters that may have backups, and how many; the others have none (F-244). */
const BACKUPS_MAX: Readonly<Partial<Record<string, number>>> = {
  INITIALIZED: 1,
  ACTIVE: Number.POSITIVE_INFINITY,
  DELETE_IN_PROGRESS: Number.POSITIVE_INFINITY,
  DELETED: Number.POSITIVE_INFINITY,
};

/** The phases of clusters that may be making a backup. */
const BACKING_UP: ReadonlySet<string> = new Set(['INITIALIZED', 'ACTIVE']);

const hsmChecks = (cluster: ObservedCluster, frame: Frame): readonly Check[] => {
  const states = HSM_STATES[cluster.phase] ?? [];
  const { hsm, hsmDeletion } = frame.edition.durations;
  return cluster.hsms.flatMap(({ state, expectedAt: end }, index): Check[] => {
    const isRunning = state === 'CREATE_IN_PROGRESS' || state === 'DELETE_IN_PROGRESS';
    const takes = state === 'CREATE_IN_PROGRESS' ? hsm : hsmDeletion;
    const expected = `a state that an HSM of a cluster in ${cluster.phase} can have`;
    return [
      [`hsms.${index}.state`, expected, states.includes(state), state],
      endCheck({ field: `hsms.${index}.expectedAt`, isRunning, end, takes }, frame),
    ];
  });
};

const wholeChecks = (it: ObservedCluster, frame: Frame): readonly Check[] => {
  const { phase, hsms, backups, contents, expectedAt: end } = it;
  const work = LIFE_WORK[phase];
  const takes = work === undefined ? 0 : frame.edition.durations[work];
  const isRunning = work !== undefined;
  const isHeld = hsms.some(({ state }) => state !== 'DEGRADED');
  const hasPeer = hsms.some(({ state }) => state === 'ACTIVE');
  const running = backups.filter(({ state }) => state === 'CREATE_IN_PROGRESS').length;
  return [
    past('createdAt', it.createdAt, frame),
    endCheck({ field: 'expectedAt', isRunning, end, takes }, frame),
    [
      'contents',
      'nothing, but for an ACTIVE cluster with an HSM that is not DEGRADED',
      contents === undefined || (phase === 'ACTIVE' && isHeld),
      contents,
    ],
    ['hsms', 'an ACTIVE HSM to initialize', phase !== 'INITIALIZE_IN_PROGRESS' || hasPeer, hsms],
    [
      'backups',
      'none before the activation, and one until its report, as backups begin with it',
      backups.length <= (BACKUPS_MAX[phase] ?? 0),
      backups,
    ],
    [
      'backups',
      'at most one in progress, and that of an active cluster with an ACTIVE HSM',
      running === 0 || (running === 1 && hasPeer && BACKING_UP.has(phase)),
      backups,
    ],
  ];
};

/** An instant as ISO 8601, and an excerpt of anything else. */
const actualText = (field: string, actual: unknown): string =>
  typeof actual === 'number' && field.endsWith('At') ? isoInstant(actual) : excerpt(actual);

/** Makes the refusal of the first check that does not hold. */
export const firstMisfit = (checks: readonly Check[]): NotObservable | undefined => {
  const flaw = checks.find(([, , holds]) => !holds);
  if (flaw === undefined) return undefined;
  const [field, expected, , actual] = flaw;
  const given = actual === undefined ? 'left out' : actualText(field, actual);
  return { _tag: 'NotObservable', rule: 'M-15', field, expected, actual: given };
};

/** Returns why a cluster cannot be taken in as observed, if it cannot. */
export const clusterFlaw = (it: ObservedCluster, frame: Frame): NotObservable | undefined =>
  firstMisfit([
    ...wholeChecks(it, frame),
    ...contentsChecks(it.contents, '', frame.at),
    ...onceChecks(
      'hsms',
      'hsmId',
      it.hsms.map(({ hsmId }) => hsmId),
    ),
    ...hsmChecks(it, frame),
    ...clusterDetails(it),
    ...onceChecks(
      'backups',
      'backupId',
      it.backups.map(({ backupId }) => backupId),
    ),
    ...it.backups.flatMap((each, index) =>
      backupChecks(each, frame.edition.durations.backup, { ...frame, prefix: `backups.${index}.` }),
    ),
  ]);

/** Returns why a copy cannot be taken in as observed, if it cannot. */
export const copyFlaw = (it: ObservedCopy, frame: Frame): NotObservable | undefined =>
  firstMisfit([
    ...backupChecks(it, frame.edition.durations.copy, { ...frame, prefix: '' }),
    past('copiedAt', it.copiedAt, frame),
    ...copyDetails(it),
  ]);
