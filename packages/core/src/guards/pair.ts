/**
 * Whether an HSM is one of a pair of which one replaces the other.
 *
 * @module
 */
import type { HsmBusy } from '../rules/cluster-refusals.ts';
import type { Hsm } from '../model/hsm.ts';
import { counterpartOf } from '../model/hsm-pairs.ts';

/** Says that an HSM is being replaced, or comes in the place of another, if so (F-243). */
export const pairRefusal = (hsms: readonly Hsm[], it: Hsm): HsmBusy | undefined => {
  const counterpart = counterpartOf(hsms, it);
  return (
    counterpart && {
      _tag: 'HsmBusy',
      rule: 'F-243',
      hsmId: it.hsmId,
      actual: it.state,
      counterpart: counterpart.hsmId,
    }
  );
};
