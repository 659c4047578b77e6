/**
 * What somebody who is about to command something has before them, and whom they can mean.
 *
 * @module
 */
import type { Backup, BackupHolder, Cluster, Command, EpochMillis, Hsm } from '@hsm-lifecycle/core';
import { type Fleet } from '@hsm-lifecycle/core/fleet';
import { clustersIn } from '../../examples/fleet.ts';
import { drawAnyOf, type Draw, type Weighted } from './draw.ts';
import { isReachable, isWritable } from './fits.ts';

/** A fleet as it is at an instant, and lots to draw. */
export type Situation = {
  /** All that was due by `at` has happened. */
  readonly fleet: Fleet;
  readonly at: EpochMillis;
  readonly draw: Draw;
};

/** Makes a command that fits a situation; `undefined` when nothing there calls for it. */
export type Proposal = (it: Situation) => Command | undefined;

/** By type of command, how often it is proposed and how. */
export type Proposals<Type extends Command['type']> = Readonly<Record<Type, Weighted<Proposal>>>;

/** Draws one of the clusters within reach that fit. */
export const someCluster = (
  { fleet, draw }: Situation,
  fits: (it: Cluster) => boolean,
): Cluster | undefined =>
  drawAnyOf(
    draw,
    clustersIn(fleet).filter((it) => isReachable(fleet, it.region) && fits(it)),
  );

/** A cluster and one of its HSMs. */
export type ClusterAndHsm = { readonly cluster: Cluster; readonly hsm: Hsm };

/** Draws one of the HSMs that fit, out of reach too: the service itself speaks of those. */
export const someHsm = (
  { fleet, draw }: Situation,
  fits: (hsm: Hsm, cluster: Cluster) => boolean,
): ClusterAndHsm | undefined =>
  drawAnyOf(
    draw,
    clustersIn(fleet).flatMap((cluster) =>
      cluster.hsms.filter((hsm) => fits(hsm, cluster)).map((hsm) => ({ cluster, hsm })),
    ),
  );

/** A holder and one of its backups. */
export type HolderAndBackup = { readonly holder: BackupHolder; readonly backup: Backup };

/** Draws one of the backups within reach that fit. */
export const someBackup = (
  { fleet, draw }: Situation,
  fits: (backup: Backup, holder: BackupHolder) => boolean,
): HolderAndBackup | undefined =>
  drawAnyOf(
    draw,
    [...fleet.holders.values()].flatMap((holder) =>
      isReachable(fleet, holder.region)
        ? [...holder.backups]
            .filter((backup) => fits(backup, holder))
            .map((backup) => ({ holder, backup }))
        : [],
    ),
  );

/** Draws one of the clusters whose HSMs can be written on. */
export const someWritable = (it: Situation): Cluster | undefined => someCluster(it, isWritable);

/** Makes a proposal out of what there has to be for it, and what is said then. */
export const proposalFor =
  <Target>(
    find: (it: Situation) => Target | undefined,
    say: (target: Target, it: Situation) => Command | undefined,
  ): Proposal =>
  (it) => {
    const target = find(it);
    return target === undefined ? undefined : say(target, it);
  };
