/**
 * Commands, events, holders, fleets and editions as versioned, canonical JSON; bad input is refused
 * with its path. The same as codecs, for io-ts and Standard Schema.
 *
 * @module
 */
export { canonicalJson } from './codec/canonical-json.ts';
export { decodeCommand, encodeCommand } from './codec/decode-command.ts';
export {
  decodeEvent,
  decodeFleetEvent,
  encodeEvent,
  encodeFleetEvent,
} from './codec/decode-event.ts';
export type { NewerEvent, UnknownEvent, UnreadableEvent } from './codec/event-refusals.ts';
export { fleetFromJson, fleetToJson } from './codec/fleet-json.ts';
export { restated, type RestatedEdition } from './codec/restated.ts';
export { holderFromJson, holderToJson } from './codec/holder-json.ts';
export type { MalformedInput } from './codec/malformed-input.ts';
export type { ModelCodec } from './codec/model-codec.ts';
export {
  BackupCopy,
  Cluster,
  Command,
  Edition,
  Fleet,
  FleetEvent,
  HolderEvent,
} from './codec/model-codecs.ts';
export {
  JSON_LIMITS,
  parseJson,
  type InputTooDeep,
  type InputTooLarge,
  type JsonLimits,
  type UnreadableText,
} from './codec/parse-json.ts';
export { decodeEdition } from './codec/edition-codec.ts';
export type { StandardIssue, StandardResult, StandardSchema } from './codec/standard-schema.ts';
export { READER_LEVEL } from './codec/upcasts.ts';
