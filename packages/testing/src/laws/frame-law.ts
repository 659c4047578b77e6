/**
 * The law of frames: an event writes what its row of the table says, and nothing else.
 *
 * @module
 */
import type { Access, Backup, BackupHolder, Cluster, FirstEvent, Hsm } from '@hsm-lifecycle/core';
import type { Fleet, FleetEvent } from '@hsm-lifecycle/core/fleet';
import {
  fleetFrames,
  eventFrames,
  HOLDER_FRAME,
  NAMING_FRAME,
  type EventFrame,
} from './frame-table.ts';
import { firstOf, lawOfMoments, type Law, type LawMoment } from './law.ts';
import { same } from './same.ts';

type Event = FleetEvent['event'];
/** A thing before and after an event. */
type Pair<Thing> = { readonly was: Thing; readonly is: Thing };
type Plain = Readonly<Record<string, unknown>>;

/** The first member that differs and that the frame does not list. */
const strayIn = (was: Plain, is: Plain, listed: readonly string[] = []): string | undefined => {
  const differs = (name: string): boolean =>
    was[name] !== is[name] && !listed.includes(name) && !same(was[name], is[name]);
  return Object.keys(is).find(differs) ?? Object.keys(was).find(differs);
};

/** The member of an event's data that has a name, as a text. */
const textIn = ({ data }: Event, name: string | undefined): string | undefined => {
  const value = name === undefined ? undefined : (data as Plain)[name];
  return typeof value === 'string' ? value : undefined;
};

/** The HSMs that an event names; `undefined` if it names none, and so may concern each. */
const namedHsms = (event: Event): readonly string[] | undefined => {
  if (event.type === 'BackupCreated') return event.data.released.map(({ hsmId }) => hsmId);
  if ('hsmIds' in event.data) return event.data.hsmIds;
  if (event.type === 'HsmReplaced' || event.type === 'HsmMigrated') return [event.data.newHsmId];
  return 'hsmId' in event.data ? [event.data.hsmId] : undefined;
};

/** The id that an HSM had before an event. */
const formerId = (event: Event, hsmId: string): string =>
  event.type === 'HsmMigrated' && hsmId === event.data.newHsmId ? event.data.hsmId : hsmId;

const NOTHING: Plain = {};

/** Whether an event may give an HSM other contents, or take all that it holds. */
const strayAccess = (was: Hsm, is: Hsm, frame: EventFrame): string | undefined => {
  const [before, after]: readonly [Access | undefined, Access | undefined] = [
    was.access,
    is.access,
  ];
  if (before === after) return undefined;
  if (after === undefined) return frame.hsms?.includes('access') === true ? undefined : 'access';
  return strayIn(before ?? NOTHING, after, frame.access);
};

const strayHsm = (event: Event, frame: EventFrame, { was, is }: Pair<Hsm>) => {
  const isNamed = namedHsms(event)?.includes(is.hsmId) ?? true;
  const name = isNamed
    ? (strayIn(was, is, [...(frame.hsms ?? []), 'access']) ?? strayAccess(was, is, frame))
    : strayIn(was, is);
  return name && `${event.type} has changed ${name} of ${was.hsmId}`;
};

const strayBackup = (event: Event, frame: EventFrame, { was, is }: Pair<Backup>) => {
  const isNamed =
    textIn(event, 'backupId') === is.backupId || textIn(event, 'resourceId') === is.backupId;
  const name = strayIn(was, is, isNamed ? frame.backup : frame.otherBackups);
  return name && `${event.type} has changed ${name} of ${was.backupId}`;
};

/** The ids that a list should have after an event, in order. */
const expectedIds = (event: Event, { comes, goes }: EventFrame, ids: readonly string[]) => {
  const [first, last] = [textIn(event, goes), textIn(event, comes)];
  const rest = ids.filter((id) => id !== first);
  return last === undefined ? rest : [...rest, last];
};

const isOfHsms = (name: string | undefined): boolean => name === 'hsmId' || name === 'newHsmId';

/** A frame without what comes to and leaves lists of the other kind. */
const ofKind = (
  { comes, goes }: EventFrame,
  isOfKind: (name: string | undefined) => boolean,
): EventFrame => ({
  ...(comes !== undefined && isOfKind(comes) && { comes }),
  ...(goes !== undefined && isOfKind(goes) && { goes }),
});

const strayHsms = (event: Event, frame: EventFrame, { was, is }: Pair<Cluster>) => {
  if (was.hsms === is.hsms) return undefined;
  const expected = expectedIds(
    event,
    ofKind(frame, isOfHsms),
    was.hsms.map(({ hsmId }) => hsmId),
  );
  const ids = is.hsms.map(({ hsmId }) => formerId(event, hsmId));
  if (!same(ids, expected)) return `${event.type} has changed which HSMs ${was.clusterId} has`;
  return firstOf(is.hsms, (it) => {
    const before = was.hsms.find(({ hsmId }) => hsmId === formerId(event, it.hsmId));
    return before && strayHsm(event, frame, { was: before, is: it });
  });
};

type Backups = readonly Backup[];

const strayBackups = (event: Event, frame: EventFrame, { was, is }: Pair<Backups>) => {
  if (was === is) return undefined;
  const expected = expectedIds(
    event,
    ofKind(frame, (name) => name === 'backupId'),
    was.map(({ backupId }) => backupId),
  );
  if (
    !same(
      is.map(({ backupId }) => backupId),
      expected,
    )
  )
    return `${event.type} has changed which backups there are`;
  return firstOf(is, (it) => {
    const before = was.find(({ backupId }) => backupId === it.backupId);
    return before && strayBackup(event, frame, { was: before, is: it });
  });
};

/** Keys end with the last HSM that holds contents; else an event writes the listed members. */
const strayMaterial = ({ material: was }: Cluster, is: Cluster, frame: EventFrame) => {
  if (was === is.material) return undefined;
  if (is.material === undefined)
    return is.hsms.some(({ access }) => access !== undefined) ? 'material' : undefined;
  return strayIn(was ?? NOTHING, is.material, frame.material);
};

/** Members of a cluster with a rule of their own, or written by every event. */
const APART = ['asOf', 'hsms', 'backups', 'material'];

const strayInCluster = (event: Event, frame: EventFrame, { was, is }: Pair<Cluster>) => {
  const isOfBackup = 'resourceId' in event.data && event.data.resourceId !== was.clusterId;
  const listed = isOfBackup ? APART : [...(frame.cluster ?? []), ...APART];
  const name = strayIn(was, is, listed) ?? strayMaterial(was, is, frame);
  if (name !== undefined) return `${event.type} has changed ${name} of ${was.clusterId}`;
  return (
    strayHsms(event, frame, { was, is }) ??
    strayBackups(event, frame, { was: was.backups, is: is.backups })
  );
};

const FIRST: ReadonlySet<string> = new Set<FirstEvent['type']>([
  'ClusterCreating',
  'ClusterRestoring',
  'BackupCopying',
  'ClusterObserved',
  'BackupCopyObserved',
]);

const frameOf = ({ type }: Event): EventFrame =>
  (eventFrames as Readonly<Record<string, EventFrame>>)[type] ?? {};

const strayInHolder = ({ event, holder: was, holderAfter: is }: LawMoment) => {
  if (was === undefined || is === undefined || was === is) return undefined;
  const frame = frameOf(event);
  if (was.kind === 'CLUSTER' && is.kind === 'CLUSTER')
    return strayInCluster(event, frame, { was, is });
  const name = strayIn(was, is, ['asOf', 'backups']);
  if (name !== undefined) return `${event.type} has changed ${name} of a copy`;
  return strayBackups(event, frame, { was: was.backups, is: is.backups });
};

/** The members of the fleet that an event may write. */
const fleetFrameOf = ({ stream, event }: LawMoment): readonly (keyof Fleet)[] => {
  if (stream === 'fleet') return fleetFrames[event.type];
  return FIRST.has(event.type) || event.type === 'HsmAdding' ? NAMING_FRAME : HOLDER_FRAME;
};

const strayInFleet = (moment: LawMoment): string | undefined => {
  const { before, after, event } = moment;
  const name = strayIn(before, after, [...fleetFrameOf(moment), 'asOf']);
  return name && `${event.type} has changed ${name} of the fleet`;
};

/** Whether an observed cluster has only taken a holder into its lineage (F-111). */
const isTakenIn = (event: Event, was: BackupHolder, is: BackupHolder | undefined): boolean =>
  event.type === 'ClusterObserved' &&
  was.lineageId === event.data.cluster.clusterId &&
  is?.lineageId === event.data.cluster.lineageId &&
  strayIn(was, is, ['lineageId', 'certificate']) === undefined;

/** Whether another holder than the event's own has changed. */
const strayElsewhere = ({ before, after, event, holder }: LawMoment): string | undefined =>
  before.holders === after.holders
    ? undefined
    : firstOf(before.holders.entries(), ([stem, it]) => {
        const now = after.holders.get(stem);
        if (it === holder || now === it || isTakenIn(event, it, now)) return undefined;
        return now === undefined && event.type.endsWith('Forgotten')
          ? undefined
          : `${event.type} has changed the holder ${stem}, which is not its own`;
      });

/** The law of frames. */
export const frameLaw: Law = lawOfMoments(
  'an event writes what it says',
  'Each event changes those members of its cluster, HSM, backup, copy or fleet that its row of a ' +
    'table lists; all else is the same before and after.',
  (moment) => strayInFleet(moment) ?? strayElsewhere(moment) ?? strayInHolder(moment),
);
