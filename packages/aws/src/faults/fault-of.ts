/**
 * Turns a refusal into the error that a client gets.
 *
 * @module
 */
import { saying, type RuleId } from '@hsm-lifecycle/core';
import type { Action } from '../model/action.ts';
import { fault, type Fault, type FaultCode } from './fault.ts';
import { faultKinds, type FaultKind, type SubmitRefusal } from './fault-kinds.ts';

/** What a refusal is about: the action, and the caller's region. */
export type FaultContext = {
  readonly action: Action;
  readonly region: string;
  /** The cluster that was named, for the service's own sentence about it. */
  readonly clusterId?: string | undefined;
};

const ruleIn = (refusal: SubmitRefusal): RuleId | undefined =>
  'rule' in refusal ? refusal.rule : undefined;

/** The service's own words where they have been seen (F-71, F-185); else the model's. */
const messageOf = (refusal: SubmitRefusal, { clusterId }: FaultContext): string => {
  if (refusal._tag === 'NotYetActivated' && refusal.rule !== 'F-79')
    return (
      `Cluster '${clusterId ?? ''}' already contains an HSM ` +
      'but has not yet been fully activated.'
    );
  if (refusal._tag === 'HsmTypeNotOffered') return 'Provided HsmType is not supported.';
  return saying(refusal);
};

const CODES: Readonly<Record<Exclude<FaultKind, 'REGION' | 'TAGS'>, FaultCode>> = {
  NOT_FOUND: 'CloudHsmResourceNotFoundException',
  INVALID: 'CloudHsmInvalidRequestException',
  DENIED: 'CloudHsmAccessDeniedException',
  DOWN: 'CloudHsmInternalFailureException',
  BUG: 'CloudHsmInternalFailureException',
};

const codeOf = (refusal: SubmitRefusal, { action, region }: FaultContext): FaultCode => {
  const kind = faultKinds[refusal._tag];
  if (kind === 'TAGS')
    return action === 'TagResource'
      ? 'CloudHsmResourceLimitExceededException'
      : 'CloudHsmTagException';
  if (kind !== 'REGION') return CODES[kind];
  return 'region' in refusal && refusal.region !== region
    ? 'CloudHsmServiceException'
    : 'CloudHsmInternalFailureException';
};

/** Says no more to a client than that it can try again: the error is the endpoint's own. */
const OWN_ERROR = 'The service could not carry out the request. Try again.';

/**
 * The error for a refusal.
 *
 * @see F-9 to F-31 for what each action declares
 */
export const faultOf = (refusal: SubmitRefusal, context: FaultContext): Fault => {
  const code = codeOf(refusal, context);
  return code === 'CloudHsmInternalFailureException'
    ? fault(code, OWN_ERROR, ruleIn(refusal))
    : fault(code, messageOf(refusal, context), ruleIn(refusal));
};
