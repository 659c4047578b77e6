/**
 * The machine beside its naive twin, step by step.
 *
 * @module
 */
import { advance, decide, dueAt, HOUR_MS, DAY_MS, MINUTE_MS, type Cluster, type Decidable, type EpochMillis } from '@hsm-lifecycle/core';
import { cluster } from '../cluster.ts';
import { naiveCluster, naiveStep, naiveWait, type NaiveCluster, type NaiveOrder } from './naive-cluster.ts';

/** What `compareWithReference` needs to know. */
export type CompareWithReference = {
  /** A whole number; the same one draws the same steps. */
  readonly seed: number;
  readonly steps: number;
  /** `decide` if left out. */
  readonly machine?: typeof decide;
};

/** A step after which the two differ; `undefined` sides are refusals. */
export type Difference = {
  readonly step: number;
  readonly at: EpochMillis;
  readonly order: NaiveOrder;
  readonly machine: string;
  readonly reference: string;
};

/** What a comparison came to. */
export type Comparison = {
  readonly steps: number;
  readonly accepted: number;
  readonly refused: number;
  readonly difference: Difference | undefined;
};

type Draw = (below: number) => number;

/** mulberry32: small, and good enough to wander about. */
const drawFrom = (seed: number): Draw => {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
};

const DAYS = [7, 7, 8, 9, 12, 30, 6, 380] as const;

const ORDERS: readonly ((draw: Draw, it: NaiveCluster) => NaiveOrder)[] = [
  () => ({ do: 'WAIT' }),
  () => ({ do: 'SWEEP' }),
  () => ({ do: 'ADD' }),
  () => ({ do: 'ADD' }),
  (draw, it) => ({ do: 'REMOVE', hsm: draw(it.hsms.length + 1) }),
  (draw, it) => ({ do: 'REMOVE', hsm: draw(it.hsms.length + 1) }),
  (draw, it) => ({ do: 'FAIL', hsm: draw(it.hsms.length + 1) }),
  (draw, it) => ({ do: 'REPLACE', hsm: draw(it.hsms.length + 1) }),
  (draw, it) => ({ do: 'DELETE', backup: draw(it.backups.length + 1) }),
  (draw, it) => ({ do: 'UNDELETE', backup: draw(it.backups.length + 1) }),
  (draw, it) => ({ do: 'EXEMPT', backup: draw(it.backups.length + 1), exempt: draw(3) === 0 }),
  (draw) => ({ do: 'KEEP', days: DAYS[draw(DAYS.length)] ?? 7 }),
  (draw, it) => ({ do: 'END_HSM', hsm: draw(it.hsms.length + 1), well: draw(2) === 0 }),
  (draw, it) => ({ do: 'END_BACKUP', backup: draw(it.backups.length + 1), well: draw(2) === 0 }),
];

const WAITS = [0, 1, 2 * MINUTE_MS, 10 * MINUTE_MS, HOUR_MS, DAY_MS, DAY_MS, 8 * DAY_MS] as const;

/** Waits that often end on a due instant, or a millisecond beside it. */
const instantAfter = (real: Cluster, draw: Draw): EpochMillis => {
  const due = dueAt(real);
  if (due !== undefined && draw(3) === 0) return Math.max(real.asOf, due + draw(3) - 1);
  const wait = WAITS[draw(WAITS.length)] ?? 0;
  return real.asOf + (draw(2) === 0 ? wait : draw(wait + 1));
};

const hsmId = ({ hsms }: Cluster, place: number): string => hsms[place]?.hsmId ?? 'hsm-none';
const backupId = ({ backups }: Cluster, place: number): string => backups[place]?.backupId ?? 'backup-none';

const hsmCommand = (it: Cluster, order: Extract<NaiveOrder, { hsm: number }>, at: EpochMillis): Decidable => {
  const id = hsmId(it, order.hsm);
  const data = { at, clusterId: it.clusterId, hsmId: id };
  if ('well' in order) return { type: 'Settle', data: { at, id, outcome: order.well ? 'SUCCEEDED' : 'FAILED' } };
  if (order.do === 'REMOVE') return { type: 'RemoveHsm', data };
  return order.do === 'FAIL' ? { type: 'FailHsm', data } : { type: 'ReplaceHsm', data };
};

const backupCommand = (it: Cluster, order: Extract<NaiveOrder, { backup: number }>, at: EpochMillis): Decidable => {
  const id = backupId(it, order.backup);
  if ('well' in order) return { type: 'Settle', data: { at, id, outcome: order.well ? 'SUCCEEDED' : 'FAILED' } };
  if ('exempt' in order) return { type: 'SetBackupNeverExpires', data: { at, backupId: id, neverExpires: order.exempt } };
  return { type: order.do === 'DELETE' ? 'DeleteBackup' : 'UndeleteBackup', data: { at, backupId: id } };
};

const commandFor = (it: Cluster, order: Exclude<NaiveOrder, { do: 'WAIT' }>, at: EpochMillis): Decidable => {
  if ('hsm' in order) return hsmCommand(it, order, at);
  if ('backup' in order) return backupCommand(it, order, at);
  const { clusterId, subnets } = it;
  if (order.do === 'KEEP') return { type: 'SetRetention', data: { at, clusterId, retentionDays: order.days } };
  if (order.do === 'ADD') return { type: 'AddHsm', data: { at, clusterId, availabilityZone: subnets[0]?.availabilityZone ?? 'none' } };
  return { type: 'ApplyRetention', data: { at, clusterId } };
};

const SHOWN_HSM = { CREATE_IN_PROGRESS: 'JOINING', DELETE_IN_PROGRESS: 'LEAVING', ACTIVE: 'ACTIVE', DEGRADED: 'DEGRADED', DELETED: 'GONE' };
const SHOWN_BACKUP = { CREATE_IN_PROGRESS: 'MAKING', READY: 'READY', PENDING_DELETION: 'PENDING', DELETED: 'GONE' };

const NONE = -1;

/** What can be seen of the machine's cluster. */
const seen = (it: Cluster): string =>
  JSON.stringify([
    it.asOf,
    it.retention === 'NONE' ? NONE : it.retention.days,
    it.hsms.map((each) => [
      SHOWN_HSM[each.state],
      each.expectedAt ?? NONE,
      it.backups.findIndex(({ backupId: id }) => id === each.waitsFor),
    ]),
    it.backups.map((each) => [
      SHOWN_BACKUP[each.state],
      each.createdAt,
      each.expectedAt ?? NONE,
      each.neverExpires,
      each.markableSince ?? NONE,
      each.deleteAt ?? NONE,
    ]),
    it.peerSince ?? NONE,
  ]);

/** The same of its twin. */
const seenNaively = (it: NaiveCluster): string =>
  JSON.stringify([
    it.now,
    it.days,
    it.hsms.map((each) => [each.is, each.doneAt ?? NONE, it.backups.findIndex((backup) => backup === each.waitsFor)]),
    it.backups.map((each) => [each.is, each.madeAt, each.doneAt ?? NONE, each.exempt, each.markableSince ?? NONE, each.purgeAt ?? NONE]),
    it.peerSince ?? NONE,
  ]);

/** A fresh pair: an active cluster of one HSM, the first backup READY. */
const pair = (): { real: Cluster; readonly naive: NaiveCluster } => {
  const real = cluster('ACTIVE');
  const naive = naiveCluster(real.activatedAt ?? real.asOf);
  naiveWait(naive, real.asOf);
  return { real, naive };
};

/** Lives this long before it starts afresh, so that a long run sees many youths. */
const STEPS_PER_LIFE = 500;

/** Takes one step on both sides; tells whether the machine accepted it, and what differs. */
const stepped = (
  it: { real: Cluster; readonly naive: NaiveCluster },
  { order, at }: { readonly order: NaiveOrder; readonly at: EpochMillis },
  machine: typeof decide,
): { readonly isAccepted: boolean; readonly sides: readonly [machine: string, reference: string] | undefined } => {
  const outcome = order.do === 'WAIT' ? undefined : machine(it.real, commandFor(it.real, order, at));
  const isAccepted = outcome?._tag !== 'Left';
  const isObeyed = naiveStep(it.naive, order, at);
  const next = outcome?._tag === 'Right' ? outcome.right[0] : advance(it.real, { at })[0];
  if (next.kind === 'CLUSTER') it.real = next;
  const machineSide = `${isAccepted ? 'accepted' : 'refused'} ${seen(it.real)}`;
  const reference = `${isObeyed ? 'accepted' : 'refused'} ${seenNaively(it.naive)}`;
  return { isAccepted, sides: machineSide === reference ? undefined : [machineSide, reference] };
};

/**
 * Takes random steps with the machine and with its naive twin, and compares after each one whether it was accepted and everything that can be seen.
 *
 * A refused command leaves the machine as it was; here both then wait until its instant, so that refusals come in every state.
 *
 * @param input - the seed, how many steps; a million take minutes
 * @returns counts, and the first difference if there is one
 */
export const compareWithReference = ({ seed, steps, machine = decide }: CompareWithReference): Comparison => {
  const draw = drawFrom(seed);
  const counts = { accepted: 0, refused: 0 };
  let both = pair();
  for (let step = 0; step < steps; step += 1) {
    if (step % STEPS_PER_LIFE === 0) both = pair();
    const at = instantAfter(both.real, draw);
    const order = (ORDERS[draw(ORDERS.length)] ?? (() => ({ do: 'WAIT' })))(draw, both.naive);
    const { isAccepted, sides } = stepped(both, { order, at }, machine);
    counts[isAccepted ? 'accepted' : 'refused'] += 1;
    if (sides !== undefined) return { steps: step + 1, ...counts, difference: { step, at, order, machine: sides[0], reference: sides[1] } };
  }
  return { steps, ...counts, difference: undefined };
};
