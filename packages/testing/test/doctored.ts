/**
 * Steps that break each law on purpose: real ones, with one thing tampered with.
 *
 * A law that nothing here can break is one that holds because of the fold;
 * `packages/tools/test/faults.test.ts` breaks it in core's own code.
 *
 * @module
 */
import type {
  Backup,
  BackupHolder,
  Cluster,
  Command,
  CommandOf,
  HolderEvent,
} from '@hsm-lifecycle/core';
import { holderIn, type Fleet, type FleetEvent } from '@hsm-lifecycle/core/fleet';
import type { LawStep } from '@hsm-lifecycle/testing';

/** Tampers with a step; `undefined` where there is nothing to tamper with. */
export type Doctor = (step: LawStep) => LawStep | undefined;

type Events = readonly FleetEvent[];

/** Puts what a test says into the shape of an event. */
const eventOf = (it: object): FleetEvent['event'] => it as FleetEvent['event'];
const streamed = (stream: FleetEvent['stream'], event: object): FleetEvent =>
  ({ stream, event: eventOf(event) }) as FleetEvent;

const withEvents = (step: LawStep, events: Events): LawStep | undefined =>
  events === step.events ? undefined : { ...step, events };

/** Changes what the first event of a type says. */
export const saying =
  <Type extends HolderEvent['type']>(
    type: Type,
    say: (data: Extract<HolderEvent, { type: Type }>['data'], step: LawStep) => object | undefined,
  ): Doctor =>
  (step) => {
    const place = step.events.findIndex(({ event }) => event.type === type);
    const found = step.events[place];
    if (found === undefined) return undefined;
    const changes = say(found.event.data as never, step);
    if (changes === undefined) return undefined;
    return {
      ...step,
      events: step.events.with(
        place,
        streamed(found.stream, { type, data: { ...found.event.data, ...changes } }),
      ),
    };
  };

/**
 * Leaves out the first event that fits, and what comes after it if it would make no sense any more.
 */
const dropping =
  (fits: (event: FleetEvent['event']) => boolean, rest: 'KEPT' | 'CUT' = 'KEPT'): Doctor =>
  (step) => {
    const place = step.events.findIndex(({ event }) => fits(event));
    if (place < 0) return undefined;
    return withEvents(
      step,
      rest === 'CUT' ? step.events.slice(0, place) : step.events.toSpliced(place, 1),
    );
  };

/** Adds an event of a holder's stream. */
export const adding =
  (make: (holder: Cluster, at: number) => HolderEvent | undefined): Doctor =>
  (step) => {
    const at = Math.max(step.after.asOf, step.command.data.at);
    for (const holder of step.after.holders.values()) {
      const event = holder.kind === 'CLUSTER' ? make(holder, at) : undefined;
      if (event !== undefined && holder.kind === 'CLUSTER')
        return { ...step, events: [...step.events, { stream: holder.clusterId, event }] };
    }
    return undefined;
  };

/** A fleet with one holder changed, which the machine would never make. */
const overlaid = (fleet: Fleet, stem: string, changed: BackupHolder): Fleet => {
  const holders = new Map(
    [...fleet.holders.entries()].map(([key, holder]) => [key, key === stem ? changed : holder]),
  );
  return {
    ...fleet,
    holders: {
      ...fleet.holders,
      get: (key) => holders.get(key),
      entries: () => holders.entries(),
      values: () => holders.values(),
    },
  };
};

/** A fleet with one holder changed, on which events can be replayed. */
export const rewritten = (fleet: Fleet, changed: BackupHolder): Fleet => {
  const tree = fleet.holders as unknown as {
    with: (stem: string, holder: BackupHolder, overwrite: boolean) => Fleet['holders'];
  };
  return { ...fleet, holders: tree.with(changed.stem, changed, true) };
};

/** Changes the first cluster of the fleet after a step that fits. */
export const ending =
  (change: (it: Cluster, step: LawStep) => Partial<Cluster> | undefined): Doctor =>
  (step) => {
    for (const [stem, holder] of step.after.holders.entries()) {
      if (holder.kind !== 'CLUSTER' || step.before.holders.get(stem) === holder) continue;
      const changes = change(holder, step);
      if (changes !== undefined)
        return { ...step, after: overlaid(step.after, stem, { ...holder, ...changes }) };
    }
    return undefined;
  };

/** Changes what a command of a type asked for, after it was taken. */
export const asking =
  <Type extends Command['type']>(
    type: Type,
    change: (data: CommandOf<Type>['data']) => object,
  ): Doctor =>
  (step) => {
    if (step.command.type !== type) return undefined;
    const data = step.command.data as CommandOf<Type>['data'];
    return { ...step, command: { type, data: { ...data, ...change(data) } } as Command };
  };

export const isOf = (type: Command['type'], { command }: LawStep): boolean => command.type === type;

const ready = ({ backups }: Cluster): readonly Backup[] =>
  backups.filter(({ state }) => state === 'READY');

export const expired = (it: Backup | undefined, at: number): HolderEvent | undefined =>
  it && {
    type: 'BackupExpired',
    data: { at, backupId: it.backupId, deleteAt: at + 7 * 86_400_000 },
  };

const has = ({ events }: LawStep, type: string): boolean =>
  events.some(({ event }) => event.type === type);

const noAccess = { isComplete: true, users: [], policies: {}, configuration: {} };

/** By law, a tampering that breaks it. */
export const doctors: Readonly<Record<string, Doctor>> = {
  'time runs forward': (step) => {
    const last = step.events.at(-1);
    if (last === undefined) return undefined;
    const late = streamed(last.stream, {
      ...last.event,
      data: { ...last.event.data, at: step.command.data.at + 1 },
    });
    return { ...step, events: [...step.events.slice(0, -1), late] };
  },
  'state equals replayed events': (step) =>
    step.events.length === 0 ? undefined : { ...step, events: step.events.slice(0, -1) },
  'ids are unique': saying('HsmAdding', ({ hsmId }, { before }) => {
    const holder = [...before.holders.values()].find(({ stem }) => hsmId.includes(stem));
    return holder?.kind === 'CLUSTER' && holder.hsmsMade > 0
      ? { hsmId: `hsm-${holder.stem}aaaaa` }
      : undefined;
  }),
  'states follow the lifecycle': (step) => {
    const found = step.events.find(({ event }) => event.type === 'BackupDeletionScheduled');
    if (found?.event.type !== 'BackupDeletionScheduled') return undefined;
    const { at, backupId } = found.event.data;
    const event: HolderEvent = {
      type: 'BackupPurged',
      data: { at, backupId, gone: { keys: 0, users: 0 } },
    };
    return {
      ...step,
      events: step.events.map((each) => (each === found ? streamed(each.stream, event) : each)),
    };
  },
  'a cluster shows DEGRADED when its HSMs are': ending(({ state }) =>
    state === 'ACTIVE' ? { state: 'DEGRADED' } : undefined,
  ),
  'a deleted cluster has no HSM': ending(({ hsms }) =>
    hsms.length > 0 ? { phase: 'DELETED' } : undefined,
  ),
  'every active HSM has a crypto officer': ending(({ activatedAt, hsms }) => {
    const active = hsms.find(({ state }) => state === 'ACTIVE');
    return activatedAt === undefined || active === undefined
      ? undefined
      : { hsms: hsms.map((it) => ({ ...it, access: undefined })) };
  }),
  'limits hold': ending(({ edition, hsms }, step) =>
    isOf('AddHsm', step) && has(step, 'HsmAdding')
      ? { edition: { ...edition, hsmsPerClusterMax: hsms.length - 1 } }
      : undefined,
  ),
  'nothing is overdue': (step) =>
    has(step, 'BackupCreated') && !isOf('Settle', step)
      ? { ...step, after: step.before }
      : undefined,
  'a backup fails with its HSM': ending(({ backups }) =>
    backups.some(({ state }) => state === 'CREATE_IN_PROGRESS')
      ? { backups: backups.map((it) => ({ ...it, hsmId: undefined })) }
      : undefined,
  ),
  'a replacement keeps its place': saying('HsmReplaced', ({ hsmId, newHsmId }, { before }) => {
    const holder = holderIn(before, hsmId);
    const hsms = holder?.kind === 'CLUSTER' ? holder.hsms : [];
    const other = hsms.find((each) => each.hsmId !== hsmId && each.hsmId !== newHsmId);
    return other && { hsmId: other.hsmId };
  }),
  'a failed HSM is replaced in time': (step) =>
    has(step, 'HsmReplacing') ? { ...step, after: step.before } : undefined,
  'only failed HSMs are replaced unasked': saying('HsmReplacing', ({ at }, { command }) =>
    command.type === 'ReplaceHsm' ? undefined : { at: at - 1 },
  ),
  'a lost zone holds nothing': ending(({ subnets }) => ({
    lostZones: subnets.map(({ availabilityZone }) => availabilityZone),
  })),
  'no HSM is made in a closed zone': (step) => {
    const added = step.events.find(({ event }) => event.type === 'HsmAdding')?.event;
    return added?.type === 'HsmAdding'
      ? { ...step, before: { ...step.before, lostZones: [added.data.availabilityZone] } }
      : undefined;
  },
  'retention is never late': (step) => {
    const kept = step.events.filter(({ event }) => event.type !== 'BackupExpired');
    return kept.length === step.events.length || isOf('ApplyRetention', step)
      ? undefined
      : { ...step, events: kept };
  },
  'backups are daily': dropping(
    (event) => event.type === 'BackupCreating' && event.data.cause === 'DAILY',
    'CUT',
  ),
  'every backup has a cause': saying('BackupCreating', ({ cause }) =>
    cause === 'DAILY' ? { cause: 'ACTIVATION' } : undefined,
  ),
  'removing an HSM starts a backup': dropping(
    (event) => event.type === 'BackupCreating' && event.data.cause === 'HSM_REMOVED',
  ),
  'activating and adding start a backup': dropping(
    (event) => event.type === 'BackupCreating' && event.data.cause === 'ACTIVATION',
  ),
  'copying and restoring leave the source alone': (step) => {
    const { command } = step;
    if (command.type !== 'CopyToRegion') return undefined;
    const { at, backupId } = command.data;
    const stream =
      step.events.at(-1)?.stream === undefined
        ? undefined
        : [...step.after.holders.values()].find((it) => it.kind === 'CLUSTER');
    if (stream?.kind !== 'CLUSTER' || !stream.backups.some((it) => it.backupId === backupId))
      return undefined;
    const event: HolderEvent = {
      type: 'ResourceTagged',
      data: { at, resourceId: stream.clusterId, tags: { copied: 'yes' } },
    };
    return { ...step, events: [...step.events, { stream: stream.clusterId, event }] };
  },
  'a restored cluster equals its backup': saying('ClusterRestoring', ({ origin }) =>
    origin.material.keys.length === 0
      ? undefined
      : { origin: { ...origin, material: { isComplete: true, keys: [], certificates: [] } } },
  ),
  'an origin ends with the first backup': ending(({ origin, backups }) =>
    origin === undefined && backups.some(({ state }) => state === 'READY')
      ? { origin: { material: { isComplete: true, keys: [], certificates: [] }, access: noAccess } }
      : undefined,
  ),
  'an origin is kept while it is needed': adding(({ origin, lastBackupAt }, at) =>
    origin !== undefined && lastBackupAt === undefined
      ? { type: 'OriginDropped', data: { at, gone: { keys: 0, users: 0 } } }
      : undefined,
  ),
  'setting what is set is no event': adding(({ retention }, at) => ({
    type: 'RetentionSet',
    data: { at, retention },
  })),
  'a purged backup stays purged': (step) => {
    const purged = step.events.find(({ event }) => event.type === 'BackupPurged');
    if (purged?.event.type !== 'BackupPurged') return undefined;
    const { backupId } = purged.event.data;
    const isOld = [...step.before.holders.values()].some(({ backups }) =>
      backups.some((it) => it.backupId === backupId),
    );
    return isOld ? { ...step, after: step.before } : undefined;
  },
  'retention spares the newest and the exempt': adding((holder, at) =>
    expired(ready(holder).at(-1), at),
  ),
  'retention is never early': adding((holder, at) =>
    expired(
      ready(holder)
        .slice(0, -1)
        .findLast(({ createdAt }) => createdAt > at - 86_400_000),
      at,
    ),
  ),
  'the grace period is exact': saying('BackupDeletionScheduled', ({ deleteAt }) => ({
    deleteAt: deleteAt + 1,
  })),
  'an undeleted backup is spared for a while': saying(
    'BackupUndeleted',
    ({ at, reprievedUntil }, { after, events }) => {
      const holder = holderIn(after, events.at(-1)?.stream ?? '');
      return holder?.kind === 'CLUSTER'
        ? { reprievedUntil: reprievedUntil === undefined ? at + 1 : undefined }
        : undefined;
    },
  ),
  'deleting the last backup is flagged': saying('BackupDeletionScheduled', ({ isLastReady }) => ({
    isLastReady: !isLastReady,
  })),
  'deletion needs a command': (step) =>
    isOf('DeleteBackup', step)
      ? { ...step, command: { type: 'Advance', data: { at: step.command.data.at } } }
      : undefined,
  'keys are conserved': saying('BackupPurged', ({ gone }) => ({
    gone: { ...gone, keys: gone.keys + 1 },
  })),
  'users are conserved': saying('BackupPurged', ({ gone }) => ({
    gone: { ...gone, users: gone.users + 1 },
  })),
  'a backup equals its HSM': saying('BackupCreating', ({ hsmId }, { after }) => {
    const holder = holderIn(after, hsmId);
    const leaving =
      holder?.kind === 'CLUSTER'
        ? holder.hsms.find((it) => it.state === 'DELETE_IN_PROGRESS' && it.access !== undefined)
        : undefined;
    return leaving && leaving.hsmId !== hsmId ? { hsmId: leaving.hsmId } : undefined;
  }),
  'a new HSM gets the latest contents': saying('HsmAdding', ({ from }) =>
    from.kind === 'BLANK' ? undefined : { from: { kind: 'BLANK' } },
  ),
  'a completed user is one user': saying('UserCreated', () => ({ hsmIds: [] })),
  'what is replicated comes from kin': saying('KeyReplicated', ({ key }) => ({
    key: { ...key, createdAt: key.createdAt + 1 },
  })),
  'only its owner deletes a key': adding(({ material }, at) => {
    const name = material?.keys[0]?.owner;
    return name === undefined ? undefined : { type: 'UserDeleted', data: { at, name } };
  }),
  'a copy equals its source': saying('BackupCopying', ({ createdAt }) => ({
    createdAt: createdAt + 1,
  })),
  'lineage is inherited': saying('BackupCopying', () => ({ lineageId: 'cluster-another' })),
  'a lost region accepts no requests': (step) =>
    step.command.type === 'CreateCluster'
      ? { ...step, before: { ...step.before, lost: { [step.command.data.region]: 'UNREACHABLE' } } }
      : undefined,
  'a destroyed region stays destroyed': (step) => ({
    ...step,
    before: { ...step.before, lost: { 'sa-east-1': 'DESTROYED' } },
  }),
  'a lost region is not backed up': (step) => {
    const daily = step.events.find(
      ({ event }) => event.type === 'BackupCreating' && event.data.cause === 'DAILY',
    );
    const region = daily && holderIn(step.before, daily.stream)?.region;
    return region === undefined
      ? undefined
      : { ...step, before: { ...step.before, lost: { [region]: 'UNREACHABLE' } } };
  },
  'nothing goes on in a destroyed region': (step) => {
    const made = step.events.find(({ event }) => event.type === 'ClusterCreating')?.event;
    if (made?.type !== 'ClusterCreating' || made.data.expectedAt === made.data.at) return undefined;
    return { ...step, after: { ...step.after, lost: { [made.data.region]: 'DESTROYED' } } };
  },
  'an activation is reported when it is due': saying('ClusterActivated', ({ at }) => ({
    expectedAt: at + 1,
  })),
  'no report of an activation is missed': (step) => {
    const { command, before, after } = step;
    const [stem, holder] =
      [...before.holders.entries()].find(([, it]) => it.kind === 'CLUSTER') ?? [];
    if (stem === undefined || holder?.kind !== 'CLUSTER') return undefined;
    const activationDueAt = command.data.at - 1;
    const late: Cluster = {
      ...holder,
      phase: 'INITIALIZED',
      isolatedSince: undefined,
      activationDueAt,
    };
    return { ...step, before: overlaid(before, stem, late), after: overlaid(after, stem, late) };
  },
  'no HSM is made without support': (step) => {
    const added = step.events.find(({ event }) => event.type === 'HsmAdding');
    const holder = added && holderIn(step.before, added.stream);
    if (holder?.kind !== 'CLUSTER') return undefined;
    const edition = { ...holder.edition, endOfSupport: { [holder.hsmType]: 0 } };
    return { ...step, before: rewritten(step.before, { ...holder, edition }) };
  },
  'a copy in progress fails with its region': (step) => {
    const copying = step.events.find(({ event }) => event.type === 'BackupCopying');
    const holder = copying && holderIn(step.after, copying.stream);
    return holder?.backups[0]?.state === 'CREATE_IN_PROGRESS'
      ? { ...step, after: { ...step.after, lost: { [holder.region]: 'UNREACHABLE' } } }
      : undefined;
  },
  'everything is frozen': ending((it) => ({ tags: { ...it.tags } })),
};
