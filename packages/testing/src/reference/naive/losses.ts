/**
 * Regions and zones that are lost and recovered, and zones without free HSMs.
 *
 * @module
 */
import type { NaiveFleet, NaiveHolder } from './state.ts';
import type { NaiveAnswer, NaiveOrder } from './order.ts';
import { updateDerived } from './derived.ts';
import { breakChange, breakOff, failLife, spoil } from './endings.ts';
import { naiveFail } from './hsm-orders.ts';
import { lapse } from './settling.ts';

/** In a destroyed region everything in progress fails, but what is being deleted. */
const ruin = (it: NaiveHolder, at: number): boolean => {
  const isYoung = it.is === 'CREATING' || it.is === 'INITIALIZING';
  const made = it.backups.filter(({ is }) => is === 'MAKING');
  if (isYoung) failLife(it, at);
  for (const backup of made) spoil(it, backup, at);
  const joining = it.hsms.filter(({ is }) => is === 'JOINING');
  for (const hsm of joining) breakOff(it, hsm, at);
  const changing = it.hsms.filter(({ becomes }) => becomes !== undefined);
  for (const hsm of changing) breakChange(it, hsm, at);
  return isYoung || made.length + joining.length + changing.length > 0;
};

const cutOff = (it: NaiveHolder, { at, kind }: NaiveOrder): boolean => {
  const isNew = !it.isolated;
  it.isolated = true;
  return (kind === 'DESTROYED' && ruin(it, at)) || isNew;
};

/** A region becomes unreachable, or is destroyed. */
export const lose = (fleet: NaiveFleet, order: NaiveOrder): boolean => {
  const { at, region = '', kind = '' } = order;
  if (fleet.lost[region] === 'DESTROYED' || fleet.lost[region] === kind) return false;
  fleet.lost[region] = kind;
  for (const it of fleet.holders) {
    const [backup] =
      it.kind === 'COPY' && (it.region === region || it.from === region) ? it.backups : [];
    const isHit = it.kind === 'CLUSTER' && it.region === region && it.is !== 'DELETED';
    if (backup?.is === 'MAKING') lapse(backup, at);
    else if (!isHit || !cutOff(it, order)) continue;
    updateDerived(it, at);
  }
  return true;
};

/** A region can be reached again. */
export const recover = (fleet: NaiveFleet, { at, region = '' }: NaiveOrder): boolean => {
  if (fleet.lost[region] !== 'UNREACHABLE') return false;
  delete fleet.lost[region];
  for (const it of fleet.holders.filter((each) => each.region === region && each.isolated)) {
    it.isolated = false;
    for (const hsm of it.hsms) if (hsm.brokeAt !== undefined) hsm.brokeAt = at;
    updateDerived(it, at);
  }
  return true;
};

/** A zone is lost: its HSMs fail. */
export const darken = (fleet: NaiveFleet, { at, zone = '' }: NaiveOrder): boolean => {
  if (fleet.lostZones.includes(zone)) return false;
  fleet.lostZones.push(zone);
  for (const it of fleet.holders) {
    if (it.kind === 'COPY' || it.is === 'DELETED' || !it.zones.includes(zone)) continue;
    it.dark.push(zone);
    for (const hsm of it.hsms)
      if (hsm.zone === zone && it.hsms.includes(hsm)) naiveFail(it, hsm, { do: '', at });
    updateDerived(it, at);
  }
  return true;
};

/** A zone is back; its broken HSMs are replaced an hour later at the earliest. */
export const brighten = (fleet: NaiveFleet, { at, zone = '' }: NaiveOrder): boolean => {
  if (!fleet.lostZones.includes(zone)) return false;
  fleet.lostZones = fleet.lostZones.filter((each) => each !== zone);
  for (const it of fleet.holders.filter(({ dark }) => dark.includes(zone))) {
    it.dark = it.dark.filter((each) => each !== zone);
    for (const hsm of it.hsms) if (hsm.zone === zone && hsm.brokeAt !== undefined) hsm.brokeAt = at;
    updateDerived(it, at);
  }
  return true;
};

/** Sets the zones without free HSMs. */
export const bare = (fleet: NaiveFleet, { zones = [] }: NaiveOrder): NaiveAnswer => {
  if (JSON.stringify(zones) === JSON.stringify(fleet.bareZones)) return 'SAME';
  fleet.bareZones = zones;
  return true;
};
