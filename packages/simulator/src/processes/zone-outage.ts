/**
 * Outages of zones: those that pass, and those that destroy what is there.
 *
 * @module
 */
import { isPeer, type AvailabilityZone, type Hsm } from '@hsm-lifecycle/core';
import { holderIn, type Fleet, type FleetEvent } from '@hsm-lifecycle/core/fleet';
import type { Act, Process, Timer } from '../life/process.ts';
import type { Distribution } from '../random/distribution.ts';

/** The options of `zoneOutageProcess`. */
export type ZoneOutage = {
  readonly availabilityZone: AvailabilityZone;
  /**
   * `PASSING`: its HSMs do not serve, and keep their contents. `LOST`: its HSMs are lost, as core's
   * `LoseZone` does. `PASSING` if left out.
   */
  readonly kind?: 'PASSING' | 'LOST';
  /** How long until it begins, and after each beginning until the next one. */
  readonly every: Distribution;
  readonly lasts: Distribution;
};

const beginAct = ({ availabilityZone, kind }: ZoneOutage, at: number): Act =>
  kind === 'LOST'
    ? { type: 'LoseZone', data: { at, availabilityZone } }
    : { type: 'BeginZoneOutage', availabilityZone };

const endAct = ({ availabilityZone, kind }: ZoneOutage, at: number): Act =>
  kind === 'LOST'
    ? { type: 'RecoverZone', data: { at, availabilityZone } }
    : { type: 'EndZoneOutage', availabilityZone };

const joiningIn = (fleet: Fleet, zone: AvailabilityZone): readonly Hsm[] =>
  [...fleet.holders.values()].flatMap((holder) =>
    holder.kind === 'CLUSTER'
      ? holder.hsms.filter(
          (it) => it.availabilityZone === zone && it.state === 'CREATE_IN_PROGRESS' && !isPeer(it),
        )
      : [],
  );

/** The HSM that an event says is joining, if it is in the zone. */
const joinsIn = (
  { event: { data } }: FleetEvent,
  fleet: Fleet,
  zone: AvailabilityZone,
): readonly string[] => {
  const id = 'newHsmId' in data ? data.newHsmId : 'hsmId' in data ? data.hsmId : undefined;
  const holder = id === undefined ? undefined : holderIn(fleet, id);
  return holder?.kind === 'CLUSTER' &&
    id !== undefined &&
    holder.hsms.some((it) => it.hsmId === id && it.availabilityZone === zone)
    ? [id]
    : [];
};

const failing = (at: number, ids: readonly string[]): readonly Act[] =>
  ids.map((id) => ({ type: 'Settle', data: { at, id, outcome: 'FAILED' } }));

/**
 * Outages of one zone. During a passing one, HSMs that are joining there fail to join. Daily
 * backups still start there: a limit of the model.
 */
export const zoneOutageProcess = (options: ZoneOutage): Process => {
  const { availabilityZone: zone, every, lasts, kind } = options;
  const next: Timer = { subject: `${zone} fails`, about: { what: 'BEGIN' }, after: every };
  const end: Timer = { subject: `${zone} recovers`, about: { what: 'END' }, after: lasts };
  return {
    name: `ZoneOutage ${zone}`,
    kind: 'FAULT',
    sees: kind === 'LOST' ? [] : ['HsmAdding', 'HsmReplacing'],
    begin: () => [undefined, [next]],
    see: (state, event, { world: { zonesOut, fleet, at } }) => [
      state,
      zonesOut.includes(zone)
        ? joinsIn(event, fleet, zone).map((id): Timer => ({
            subject: zone,
            about: { what: 'JOINS', id },
            at,
          }))
        : [],
    ],
    wake: (state, { about }, { world: { zonesOut, fleet, at } }) => {
      if (about.what === 'END') return { state, acts: [endAct(options, at)] };
      if (about.id !== undefined) return { state, acts: failing(at, [about.id]) };
      if (zonesOut.includes(zone) || fleet.lostZones.includes(zone))
        return { state, timers: [next] };
      const joining = kind === 'LOST' ? [] : joiningIn(fleet, zone).map(({ hsmId }) => hsmId);
      const acts = [beginAct(options, at), ...failing(at, joining)];
      return { state, acts, timers: [next, end] };
    },
  };
};
