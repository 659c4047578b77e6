/**
 * Performs one effect: the real work, and what to write afterwards.
 *
 * @module
 */
import { explain, type Command, type Contents } from '@hsm-lifecycle/core';
import type { Fleet } from '@hsm-lifecycle/core/fleet';
import { cryptoSentences, type ProviderFailed } from '@hsm-lifecycle/crypto';
import type { Effect } from '../effects/effect.ts';
import { isFailed, type Failed } from '../effects/effect-outcome.ts';
import type { Elsewhere } from '../effects/elsewhere.ts';
import { isEntitled, keyOwnerIn, keyOwnersOf, type KeyOwner } from '../effects/key-owner.ts';
import { openForHsm, openFoundForHsm } from '../effects/open.ts';
import type { EffectPlanes } from '../effects/planes.ts';
import { rewrap } from '../effects/rewrap.ts';
import { seal } from '../effects/seal.ts';
import type { Answer } from '../kernel/answer.ts';
import { isLeft, left, right, type Either } from '../kernel/either.ts';
import type { Claim } from '../store/effect-row.ts';
import type { KeyEntry, SealedBackup } from '../store/key-entry.ts';
import type { StorageFailed } from '../store/storage-failed.ts';
import { keyCheck, type KeyRotated } from './active-key.ts';
import type { WorkPlan } from './decide.ts';
import { hsmInCluster, isReportable, type HsmOfCluster } from './in-progress.ts';

/** What to write, decided on the fleet of its turn. */
export type Result = (fleet: Fleet) => Either<KeyRotated, WorkPlan>;

/** Why an effect is to be tried again. */
export type Trouble = StorageFailed | ProviderFailed;

/** An effect to perform. */
export type Task = {
  readonly effect: Effect;
  readonly claims: readonly Claim[];
  /** The HSM that joins from the backup that is being sealed, and the claim on its opening. */
  readonly opening?: { readonly hsmId: string; readonly claim: Claim };
  /** The instant of a report. */
  readonly at: (fleet: Fleet) => number;
};

type Performed = Answer<Trouble, Result>;

const plain =
  (make: (fleet: Fleet) => WorkPlan): Result =>
  (fleet) =>
    right(make(fleet));

/** Nothing to report: the work is not wanted any more. */
const nothing = ({ claims: done }: Task): Result =>
  plain(() => ({ commands: [], parts: { done } }));

const succeeded = ({ at }: Task, fleet: Fleet, id: string): readonly Command[] =>
  isReportable(fleet, id)
    ? [{ type: 'Settle', data: { id, at: at(fleet), outcome: 'SUCCEEDED' } }]
    : [];

/** The id that an effect reports; undefined for one that reports nothing. */
const reportedBy = (effect: Effect): string | undefined => {
  switch (effect.kind) {
    case 'SEAL':
      return effect.backupId;
    case 'REWRAP':
      return effect.to;
    case 'OPEN':
      return effect.hsmId;
    case 'DESTROY':
      return undefined;
  }
};

/** Reports that an effect failed for good, before any date on which it would have ended. */
export const failedResult = (task: Task, { reason }: Pick<Failed, 'reason'>): Result => {
  const id = reportedBy(task.effect);
  const { claims: done, at } = task;
  return plain((fleet) => ({
    commands:
      id === undefined
        ? []
        : [{ type: 'Settle', data: { id, at: at(fleet), outcome: 'FAILED', reason } }],
    parts: { done },
  }));
};

/** Says for clients what was wrong with a keyring or a cipher. */
export const troubleText = (error: ProviderFailed): string =>
  explain(error, { books: [cryptoSentences] });

const isWanted = (owner: KeyOwner | undefined): owner is KeyOwner =>
  owner?.state === 'CREATE_IN_PROGRESS';

/**
 * Opens what was just sealed from memory, for the HSM that waits for it, so that both are reported
 * in one commit. Undefined if that is not possible; then it is opened from the store later.
 */
const openedAtOnce = async (
  planes: EffectPlanes,
  task: Task,
  made: { readonly owner: KeyOwner; readonly sealed: SealedBackup },
): Promise<Task['opening']> => {
  const { opening } = task;
  if (opening === undefined || planes.loadSecrets !== undefined) return undefined;
  const { owner, sealed } = made;
  const from = { from: owner.holderId, contents: owner.contents };
  const opened = await openFoundForHsm(planes, from, sealed);
  return !isLeft(opened) && opened.right.outcome === 'SUCCEEDED' ? opening : undefined;
};

/** An HSM that waits for this backup, and ends with a report. */
const isJoining = (fleet: Fleet, hsmId: string, backupId: string): boolean => {
  const found = hsmInCluster(fleet, hsmId);
  return found?.hsm.waitsFor === backupId && found.cluster.edition.durations.hsm === 'REPORTED';
};

const sealing = async (
  planes: EffectPlanes,
  fleet: Fleet,
  task: Task & { readonly effect: Extract<Effect, { kind: 'SEAL' }> },
): Performed => {
  const { backupId, hsmId } = task.effect;
  const owner = keyOwnerIn(fleet, backupId);
  if (!isWanted(owner)) return right(nothing(task));
  const made = await seal(planes, { owner, hsmId });
  if (isLeft(made)) return made;
  const sealed = made.right;
  if (isFailed(sealed)) return right(failedResult(task, sealed));
  const opening = await openedAtOnce(planes, task, { owner, sealed });
  const check = await keyCheck(planes, sealed.entry);
  return right((now) => {
    if (!isWanted(keyOwnerIn(now, backupId))) return nothing(task)(now);
    const rotated = check();
    if (rotated !== undefined) return left(rotated);
    const ready = succeeded(task, now, backupId);
    const joins = opening !== undefined && isJoining(now, opening.hsmId, backupId);
    const at = task.at(now);
    return right({
      commands: joins
        ? [
            ...ready,
            { type: 'Settle', data: { id: opening.hsmId, at, outcome: 'SUCCEEDED' } } as const,
          ]
        : ready,
      parts: { sealed: [sealed], done: joins ? [...task.claims, opening.claim] : task.claims },
    });
  });
};

/** A copy is wanted while it is in progress. A restored cluster gets its record in any state. */
const getsRecord = (owner: KeyOwner | undefined): owner is KeyOwner =>
  owner !== undefined && (owner.restoredFrom !== undefined || isWanted(owner));

const rewrapping = async (
  planes: EffectPlanes,
  fleet: Fleet,
  task: Task & { readonly effect: Extract<Effect, { kind: 'REWRAP' }> },
): Performed => {
  const { from, to: id } = task.effect;
  const to = keyOwnerIn(fleet, id);
  if (!getsRecord(to)) return right(nothing(task));
  const made = await rewrap(planes, { from, to });
  if (isLeft(made)) return made;
  const entry: KeyEntry | Failed | Elsewhere = made.right;
  if ('outcome' in entry) {
    if (isFailed(entry)) return right(failedResult(task, entry));
    const { claims: done } = task;
    return right(plain((now) => ({ commands: succeeded(task, now, id), parts: { done } })));
  }
  const check = await keyCheck(planes, entry);
  return right((now) => {
    if (!getsRecord(keyOwnerIn(now, id))) return nothing(task)(now);
    const rotated = check();
    if (rotated !== undefined) return left(rotated);
    return right({
      commands: succeeded(task, now, id),
      parts: { records: [{ change: 'ADD', entry }], done: task.claims },
    });
  });
};

/** What an HSM is to load: what it joins with, or on the way back to another type the backup. */
const contentsFor = ({ cluster, hsm }: HsmOfCluster, from: string): Contents | undefined =>
  hsm.migratesTo === undefined
    ? hsm.joinsWith
    : keyOwnersOf(cluster).find(({ holderId }) => holderId === from)?.contents;

const opening = async (
  planes: EffectPlanes,
  fleet: Fleet,
  task: Task & { readonly effect: Extract<Effect, { kind: 'OPEN' }> },
): Performed => {
  const { hsmId, from } = task.effect;
  const found = hsmInCluster(fleet, hsmId);
  const contents = found && contentsFor(found, from);
  if (found === undefined || contents === undefined) return right(nothing(task));
  const { clusterId, region } = found.cluster;
  const hsm = { clusterId, hsmId, region };
  const opened = await openForHsm(planes, { from, contents, hsm });
  if (isLeft(opened)) return opened;
  const outcome = opened.right;
  return right(
    outcome.outcome === 'FAILED'
      ? failedResult(task, outcome)
      : plain((now) => ({
          commands: succeeded(task, now, hsmId),
          parts: { done: task.claims },
        })),
  );
};

/**
 * Destroys a record, unless the fleet still entitles somebody to it: an altered log may say that a
 * backup is purged which the fleet has. The row goes either way.
 */
const destroying = (holderId: string, done: readonly Claim[]): Result =>
  plain((now) => ({
    commands: [],
    parts: isEntitled(keyOwnerIn(now, holderId))
      ? { done }
      : { records: [{ change: 'DESTROY', holderId }], done },
  }));

/**
 * Performs an effect, if the fleet still needs it.
 *
 * @param fleet - the present fleet, not the one at the event
 * @returns Right: what to write. Left: the store, the keyring or the cipher did not work; try again
 */
export const perform = async (planes: EffectPlanes, fleet: Fleet, task: Task): Performed => {
  const { effect, claims: done } = task;
  switch (effect.kind) {
    case 'SEAL':
      return sealing(planes, fleet, { ...task, effect });
    case 'REWRAP':
      return rewrapping(planes, fleet, { ...task, effect });
    case 'OPEN':
      return opening(planes, fleet, { ...task, effect });
    case 'DESTROY':
      return right(destroying(effect.holderId, done));
  }
};
