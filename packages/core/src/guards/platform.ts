/**
 * Which platforms new clusters may have.
 *
 * @module
 */
import type { HsmTypeNotOffered, NetworkTypeNotOffered } from '../rules/cluster-refusals.ts';
import type { Platform, Edition } from '../model/edition.ts';
import type { HsmType, NetworkType } from '../model/placement.ts';

/** A platform as text: HSM type and mode. */
export const platformName = ({ hsmType, mode }: Platform): string => `${hsmType} ${mode}`;

/** Refuses a platform that new clusters cannot have. */
export const offeredRefusal = (
  { hsmType, mode }: Platform,
  { creatable }: Edition,
): HsmTypeNotOffered | undefined =>
  creatable.some((it) => it.hsmType === hsmType && it.mode === mode)
    ? undefined
    : {
        _tag: 'HsmTypeNotOffered',
        rule: 'F-185',
        hsmType,
        mode,
        offered: creatable.map(platformName),
      };

/** Refuses a network type that the HSM type does not have: hsm1 has IPv4 only (F-122). */
export const networkRefusal = (
  hsmType: HsmType,
  networkType: NetworkType,
): NetworkTypeNotOffered | undefined =>
  networkType === 'DUALSTACK' && hsmType.startsWith('hsm1.')
    ? { _tag: 'NetworkTypeNotOffered', rule: 'F-122', networkType, hsmType }
    : undefined;
