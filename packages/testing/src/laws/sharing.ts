/**
 * Which places of a fleet share one value.
 *
 * @module
 */
import type { Access, Cluster, Material } from '@hsm-lifecycle/core';
import type { Fleet } from '@hsm-lifecycle/core/fleet';

/** Material or access, in some place. */
export type Half = Access | Material | undefined;

const hsmHalves = ({ hsms, material, origin }: Cluster): readonly Half[] =>
  hsms
    .flatMap((it): Half[] => [it.access, it.joinsWith?.access, it.joinsWith?.material])
    .concat(material, origin?.access, origin?.material);

/** The material and access in a fleet, place by place. */
export const halves = (fleet: Fleet): readonly Half[] =>
  [...fleet.holders.values()].flatMap((holder) =>
    holder.backups
      .flatMap((it): Half[] => [it.access, it.material])
      .concat(holder.kind === 'COPY' ? [] : hsmHalves(holder)),
  );

/** Whether places that shared a value share one again. */
export const areShared = (was: readonly Half[], is: readonly Half[]): boolean => {
  const counterparts = new Map<Half, Half>();
  return was.every((half, place) => {
    const counterpart = counterparts.get(half) ?? is[place];
    counterparts.set(half, counterpart);
    return counterpart === is[place];
  });
};
