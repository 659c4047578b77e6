/**
 * The errors that clients get.
 *
 * @module
 */
import type { RuleId } from '@hsm-lifecycle/core';

/** The service's own errors, then those of every AWS service that speaks JSON 1.1. */
export type FaultCode =
  | 'CloudHsmAccessDeniedException'
  | 'CloudHsmInternalFailureException'
  | 'CloudHsmInvalidRequestException'
  | 'CloudHsmResourceNotFoundException'
  | 'CloudHsmResourceLimitExceededException'
  | 'CloudHsmServiceException'
  | 'CloudHsmTagException'
  | 'IncompleteSignatureException'
  | 'InvalidSignatureException'
  | 'MissingAuthenticationTokenException'
  | 'RequestTooLargeException'
  | 'SerializationException'
  | 'ThrottlingException'
  | 'UnknownOperationException'
  | 'UnrecognizedClientException';

/** An error as a client gets it. */
export type Fault = {
  readonly _tag: 'Fault';
  readonly code: FaultCode;
  /** 500 only for `CloudHsmInternalFailureException` (F-30). */
  readonly status: 400 | 413 | 500;
  readonly message: string;
  /** The rule of the refusal that it answers. */
  readonly rule?: RuleId;
};

const statusOf = (code: FaultCode): Fault['status'] => {
  if (code === 'CloudHsmInternalFailureException') return 500;
  return code === 'RequestTooLargeException' ? 413 : 400;
};

/** Makes a fault. */
export const fault = (code: FaultCode, message: string, rule?: RuleId): Fault => ({
  _tag: 'Fault',
  code,
  status: statusOf(code),
  message,
  ...(rule !== undefined && { rule }),
});

/** The fault for a thing that the caller does not have. */
export const notFoundFault = (id: string): Fault =>
  fault('CloudHsmResourceNotFoundException', `The resource ${id} was not found.`);

/** The fault for a request that breaks a rule of the API. */
export const invalidFault = (message: string, rule?: RuleId): Fault =>
  fault('CloudHsmInvalidRequestException', message, rule);
