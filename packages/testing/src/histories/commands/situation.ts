/**
 * What the next command is drawn from: the fleet at its instant, and the things in it.
 *
 * @module
 */
import type { Backup, BackupHolder, Cluster, Command, EpochMillis, Hsm } from '@hsm-lifecycle/core';
import { type Fleet } from '@hsm-lifecycle/core/fleet';
import { clustersIn } from '../../examples/fleet.ts';
import { drawAnyOf, type Draw, type Weighted } from './draw.ts';
import { isOpenToUsers, isReachable, isWritable } from './fits.ts';

/** A fleet at an instant, and random draws. */
export type Situation = {
  /** The fleet after everything due by `at`. */
  readonly fleet: Fleet;
  readonly at: EpochMillis;
  readonly draw: Draw;
};

/** Makes a command for a situation; `undefined` if none applies. */
export type Proposal = (it: Situation) => Command | undefined;

/** By type of command, its weight and its proposal. */
export type Proposals<Type extends Command['type']> = Readonly<Record<Type, Weighted<Proposal>>>;

/** Draws one of the reachable clusters that fit. */
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

/** Draws one of the HSMs that fit, in lost regions too: the service reports on those. */
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

/** Draws one of the reachable backups that fit. */
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

/** Draws one of the clusters whose HSMs accept writes. */
export const someWritable = (it: Situation): Cluster | undefined => someCluster(it, isWritable);

/** Draws one of the clusters to which users can log in. */
export const someLoggedInTo = (it: Situation): Cluster | undefined =>
  someCluster(it, isOpenToUsers);

/** Makes a proposal from a search for its target and a command for the target. */
export const proposalFor =
  <Target>(
    find: (it: Situation) => Target | undefined,
    say: (target: Target, it: Situation) => Command | undefined,
  ): Proposal =>
  (it) => {
    const target = find(it);
    return target === undefined ? undefined : say(target, it);
  };
