/**
 * The fields of a `RemoveHsm` step: the HSM is named, or selected by its ENI or IP address.
 *
 * @module
 */
import type { StepFields } from './drill.ts';
import { describedField, optionalField, type FieldsOf } from './field.ts';
import { ipAddressField, referenceField } from './values.ts';

/** The fields of a `RemoveHsm` step. */
export const removeHsmFields: FieldsOf<StepFields['RemoveHsm']> = {
  hsm: optionalField(
    describedField(
      'Which HSM.',
      referenceField('an HSM', 'such as "first HSM", "every HSM of primary"'),
    ),
  ),
  cluster: optionalField(
    describedField(
      'The cluster, if the HSM is given by its ENI or IP address.',
      referenceField('a cluster', 'such as "primary"'),
    ),
  ),
  eni: optionalField(
    describedField(
      'The ENI of the HSM.',
      referenceField('an ENI', 'which means the ENI of that HSM'),
    ),
  ),
  ipAddress: optionalField(describedField('The IP address of the HSM.', ipAddressField)),
};
