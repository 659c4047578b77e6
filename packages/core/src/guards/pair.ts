/**
 * Whether an HSM is being replaced.
 *
 * @module
 */
import type { HsmBusy } from '../rules/cluster-refusals.ts';
import type { Hsm } from '../model/hsm.ts';
import { successorOf } from '../model/hsm-pairs.ts';

/**
 * Says that an HSM is being replaced, if so (F-243). What comes in its place is CREATE_IN_PROGRESS,
 * which every transition refuses by the state.
 */
export const pairRefusal = (hsms: readonly Hsm[], it: Hsm): HsmBusy | undefined => {
  const counterpart = successorOf(hsms, it);
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
