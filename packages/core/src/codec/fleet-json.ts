/**
 * Reads and writes fleets as JSON text.
 *
 * @module
 */
import { isLeft, type Either } from '../kernel/either.ts';
import { invariant } from '../kernel/invariant.ts';
import { emptyTree, written } from '../kernel/tree.ts';
import type { RegionLoss } from '../transitions/command.ts';
import { absorb } from '../fleet/absorb.ts';
import { changedFleet, fleetOf, type Fleet, type Quotas } from '../fleet/fleet.ts';
import type { Stem } from '../model/ids.ts';
import { fleetRefusal } from '../rules/argument-refusal.ts';
import { canonicalJson } from './canonical-json.ts';
import { fileCodec } from './file-json.ts';
import { fleetFlaw, type FleetParts } from './fleet-flaw.ts';
import type { Codec } from './io.ts';
import { decoded } from './malformed-input.ts';
import { accountRegion, availabilityZone, givenId, holderId, region, stem } from './names.ts';
import { parseJson, type JsonLimits, type UnreadableText } from './parse-json.ts';
import { count, instant, whole, wordOr, words } from './scalars.ts';
import { dictionary, isPlain, list, optional, record, type Members } from './shapes.ts';
import { holderCodec, type SharedCodecs } from './state-codec.ts';

const quotas: Codec<Quotas | 'NONE'> = wordOr(
  'NONE',
  record<Quotas>('quotas', { clusters: count, hsms: count }),
);
const regionQuotas = record<Partial<Quotas>>('quotas of an account in a region', {
  clusters: optional(count),
  hsms: optional(count),
});
const loss: Codec<RegionLoss> = words('UNREACHABLE', 'DESTROYED');

const members = (shared: SharedCodecs): Members<FleetParts> => ({
  asOf: instant,
  edition: shared.edition,
  seed: whole,
  quotas,
  regionQuotas: dictionary('quotas by account and region', accountRegion, regionQuotas),
  lost: dictionary('lost regions', region, loss),
  lostZones: list('a list of zones', availabilityZone),
  zonesWithoutHsms: list('a list of zones', availabilityZone),
  started: count,
  aliases: dictionary('stems by given id', givenId, stem),
  forgotten: dictionary('ids by stem', stem, holderId),
  holders: list('a list of clusters and copies', holderCodec(shared)),
});

/** The parts of a fleet, as a file has them. */
export const partsOf = (fleet: Fleet): FleetParts => ({
  asOf: fleet.asOf,
  edition: fleet.edition,
  seed: fleet.seed,
  quotas: fleet.quotas,
  regionQuotas: fleet.regionQuotas,
  lost: fleet.lost,
  lostZones: fleet.lostZones,
  zonesWithoutHsms: fleet.zonesWithoutHsms,
  started: fleet.started,
  aliases: Object.fromEntries(fleet.aliases.entries()),
  forgotten: Object.fromEntries(fleet.forgotten.entries()),
  holders: [...fleet.holders.values()],
});

const aliasesOf = (parts: FleetParts): Fleet['aliases'] =>
  written(emptyTree<string, Stem>(), Object.entries(parts.aliases));

/** Puts a fleet together from checked parts. */
export const assembled = (parts: FleetParts): Fleet => {
  const { asOf, edition, seed, quotas: general, started, holders } = parts;
  const moves = holders.map((after) => ({
    stem: after.stem,
    before: undefined,
    after,
    events: [],
  }));
  const begun = changedFleet(fleetOf({ asOf, edition, quotas: general, seed }), asOf, (it) => {
    it.lost = parts.lost;
  });
  const peopled = absorb(begun, moves, asOf);
  return changedFleet(peopled, asOf, (it) => {
    it.regionQuotas = parts.regionQuotas;
    it.lostZones = parts.lostZones;
    it.zonesWithoutHsms = parts.zonesWithoutHsms;
    it.aliases = aliasesOf(parts);
    it.forgotten = written(it.forgotten, Object.entries(parts.forgotten));
    it.started = started;
  });
};

const TREES = ['aliases', 'forgotten', 'holders'] as const;

const hasTrees = (value: unknown): value is Fleet =>
  isPlain(value) &&
  TREES.every((name) => {
    const tree = value[name];
    return isPlain(tree) && typeof tree['minKey'] === 'function';
  });

/** A fleet as plain JSON. */
export const fleetFile: Codec<Fleet> = fileCodec<Fleet, FleetParts>({
  format: 'hsm-lifecycle/fleet',
  members,
  hasParts: hasTrees,
  partsOf,
  flawIn: (parts) => fleetFlaw(parts, aliasesOf(parts)),
  assembled,
});

/**
 * Writes a fleet as canonical JSON: equal fleets give equal bytes.
 *
 * Each distinct edition, material and access is written once. Derived members (agenda, usage, a
 * cluster's `state`) are not written.
 *
 * @param fleet - any fleet whose commands `decodeCommand` accepts
 * @returns text that {@link fleetFromJson} reads
 * @throws InvariantViolation for what is not a fleet
 */
export const fleetToJson = (fleet: Fleet): string => {
  const wrong = fleetRefusal(fleet);
  invariant(wrong === undefined, `fleetToJson takes a fleet, not ${wrong?.actual}`);
  return canonicalJson(fleetFile.encode(fleet));
};

/**
 * Reads a fleet.
 *
 * @param text - of any origin
 * @param limits - how much text to accept; the largest fleets need more than the default
 * @returns Right: the fleet, deeply frozen, with contents shared as before. Left:
 *   `InputTooLarge`, `InputTooDeep`, or `MalformedInput` at the first place that is wrong or
 *   contradicts the rest.
 */
export const fleetFromJson = (
  text: string,
  limits: JsonLimits = {},
): Either<UnreadableText, Fleet> => {
  const value = parseJson(text, limits);
  return isLeft(value) ? value : decoded(fleetFile, value.right);
};
