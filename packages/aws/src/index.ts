/**
 * The API of AWS CloudHSM V2 over the model, so that unchanged AWS clients can use it.
 *
 * @module
 */
export type { Action, Input, Output, ValueOf } from './model/action.ts';
export { actions } from './model/action.ts';
export { createCloudHsm, type CloudHsm, type CloudHsmWith } from './endpoint/cloud-hsm.ts';
export { createCloudHsmHandler, type Handler, type HandlerWith } from './http/app.ts';
export type { Fault, FaultCode } from './faults/fault.ts';
export type { Host, LoggedEvent, Submitted } from './host/host.ts';
export { memoryHost, type MemoryHostWith } from './host/memory-host.ts';
export { runtimeHost, type RuntimeHostWith } from './host/runtime-host.ts';
export {
  CLOCK_END,
  runningClock,
  standingClock,
  type MovableClock,
  type RunningClockWith,
  type StandingClockWith,
} from './host/movable-clock.ts';
export { AWS_REGIONS } from './host/aws-regions.ts';
export type { SubnetDirectory, SubnetFlaw } from './network/subnet-directory.ts';
export { automaticSubnets } from './network/automatic-subnets.ts';
export type { Sharing } from './service/context.ts';
export type { Caller } from './service/caller.ts';
export type { Credential } from './wire/caller-of.ts';
export type { About, AwsRequest, AwsResponse } from './wire/aws-request.ts';
export {
  createControl,
  type Control,
  type ControlAnswer,
  type ControlQuery,
  type ControlWith,
} from './control/control.ts';
export type { PlannedFault, PlannedKind } from './control/planned-faults.ts';
export type { LogEntry } from './http/access-log.ts';
export {
  sdkRequestHandler,
  type SdkHandlerWith,
  type SdkRequest,
  type SdkRequestHandler,
  type SdkResponse,
} from './http/sdk-request-handler.ts';
export {
  listedSubnets,
  readSubnetCatalogue,
  zonesNotOffered,
  type ListedSubnet,
  type SubnetCatalogue,
} from './network/subnet-catalogue.ts';
export {
  fleetFromAws,
  type FleetFromAws,
  type TakenIn,
  type Unexplained,
} from './reality/fleet-from-aws.ts';
