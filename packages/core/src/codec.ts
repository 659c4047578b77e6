/**
 * Commands, events, holders, fleets and rules as versioned, canonical JSON; bad input is refused
 * with its path.
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
export { fleetFromJson, fleetToJson } from './codec/fleet-json.ts';
export { holderFromJson, holderToJson } from './codec/holder-json.ts';
export type { MalformedInput } from './codec/malformed-input.ts';
export {
  JSON_LIMITS,
  parseJson,
  type InputTooDeep,
  type InputTooLarge,
  type JsonLimits,
  type UnreadableText,
} from './codec/parse-json.ts';
export { decodeEdition } from './codec/edition-codec.ts';
