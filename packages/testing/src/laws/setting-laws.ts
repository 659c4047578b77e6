/**
 * A law of settings: setting what is set already is no event.
 *
 * @module
 */
import type { BackupHolder } from '@hsm-lifecycle/core';
import type { Fleet } from '@hsm-lifecycle/core/fleet';
import { lawOfMoments, type Law, type LawMoment } from './law.ts';
import { same } from './same.ts';

const SETTINGS: ReadonlySet<string> = new Set([
  'RetentionSet',
  'BackupNeverExpiresSet',
  'ResourceTagged',
  'ResourceUntagged',
  'PolicySet',
]);

const FLEET_SETTINGS: ReadonlySet<string> = new Set(['QuotaSet', 'ZonesWithoutHsmsSet']);

/** What can be set on a fleet. */
const fleetSettingsOf = ({ regionQuotas, zonesWithoutHsms }: Fleet): unknown => [
  regionQuotas,
  zonesWithoutHsms,
];

/** What can be set on a holder. */
const settingsOf = (holder: BackupHolder | undefined): unknown => {
  if (holder === undefined) return undefined;
  const ofBackups = holder.backups.map(({ tags, neverExpires }) => [tags, neverExpires]);
  if (holder.kind === 'COPY') return ofBackups;
  const policies = holder.hsms.map(({ access }) => access?.policies);
  return [holder.retention, holder.tags, policies, ofBackups];
};

const idle = ({ event, before, after, holder, holderAfter }: LawMoment): string | undefined => {
  const isIdle = FLEET_SETTINGS.has(event.type)
    ? same(fleetSettingsOf(before), fleetSettingsOf(after))
    : SETTINGS.has(event.type) && same(settingsOf(holder), settingsOf(holderAfter));
  return isIdle ? `${event.type} sets what was set already` : undefined;
};

/** A law of settings. */
export const settingLaws: readonly Law[] = [
  lawOfMoments(
    'setting what is set is no event',
    'A policy, a quota, an exemption, a tag that is set already can be set again, and nothing ' +
      'happens (U-17).',
    idle,
  ),
];
