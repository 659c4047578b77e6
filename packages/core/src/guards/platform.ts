/**
 * Which platforms new clusters may have.
 *
 * @module
 */
import type { HsmTypeNotOffered } from '../rules/cluster-refusals.ts';
import type { Platform, Edition } from '../model/edition.ts';

/** How a platform is written. */
export const platformName = ({ hsmType, mode }: Platform): string => `${hsmType} ${mode}`;

/** Says why no new cluster can have a platform, if so. */
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
