/**
 * Which platforms new clusters may have.
 *
 * @module
 */
import type { HsmTypeNotOffered } from '../rules/cluster-refusals.ts';
import type { Platform, Edition } from '../model/edition.ts';

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
