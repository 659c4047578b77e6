/**
 * The law of what was asked: what a command names is what changed, with what was given.
 *
 * @module
 */
import { DEFAULT_ACCOUNT, type Command, type CommandOf } from '@hsm-lifecycle/core';
import { holderIn } from '@hsm-lifecycle/core/fleet';
import { askedOfBackups } from './asked-of-backups.ts';
import { askedOfClusters } from './asked-of-clusters.ts';
import { askedOfContents } from './asked-of-contents.ts';
import { differing, type Questions } from './asked.ts';
import { firstOf, type Law, type LawStep } from './law.ts';

const nothing = (): undefined => undefined;

const forgottenTooSoon = (goneSince: number, { before, events }: LawStep): string | undefined =>
  firstOf(events, ({ event }) => {
    if (event.type !== 'ClusterForgotten' && event.type !== 'BackupCopyForgotten') return undefined;
    const id = event.type === 'ClusterForgotten' ? event.data.clusterId : event.data.backupId;
    const asOf = holderIn(before, id)?.asOf ?? 0;
    return asOf > goneSince ? `${id} is forgotten and was there at ${asOf}` : undefined;
  });

/** What a command that names nothing asks for is checked by the laws of time. */
const questions: Questions<Command['type']> = {
  ...askedOfClusters,
  ...askedOfContents,
  ...askedOfBackups,
  ObserveCluster: nothing,
  ObserveCopy: nothing,
  ApplyRetention: nothing,
  Advance: nothing,
  ForgetGone: ({ at, goneSince = at }, step) => forgottenTooSoon(goneSince, step),
  LoseRegion: ({ region, kind }, { after }) =>
    differing('the lost regions', after.lost, { [region]: kind }),
  RecoverRegion: ({ region }, { after }) =>
    Object.hasOwn(after.lost, region) ? `${region} is still lost` : undefined,
  LoseZone: ({ availabilityZone: zone }, { after }) =>
    after.lostZones.includes(zone) ? undefined : `${zone} is not lost`,
  RecoverZone: ({ availabilityZone: zone }, { after }) =>
    after.lostZones.includes(zone) ? `${zone} is still lost` : undefined,
  SetZonesWithoutHsms: ({ availabilityZones: zonesWithoutHsms }, { after }) =>
    differing('the fleet', after, { zonesWithoutHsms }),
  SetQuota: ({ account = DEFAULT_ACCOUNT, region, clusters, hsms }, { after }) =>
    differing('the quota', after.regionQuotas[`${account}/${region}`] ?? {}, { clusters, hsms }),
};

/** Asks the question of one command. */
const ask = <Type extends Command['type']>(
  { type, data }: { readonly type: Type; readonly data: CommandOf<Type>['data'] },
  step: LawStep,
): string | undefined => questions[type](data, step);

/** The law of what was asked. */
export const askedLaw: Law = {
  name: 'what is asked for is done',
  sentence:
    'What a command names is what has changed, with the values that it gave: that HSM, that ' +
    'retention, that expiry.',
  holds: (step) => ask(step.command, step) ?? true,
};
