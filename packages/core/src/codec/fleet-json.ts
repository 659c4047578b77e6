/**
 * A fleet as JSON text, and back.
 *
 * @module
 */
import { isLeft, left, right, type Either } from '../kernel/either.ts';
import { emptyTree, written } from '../kernel/tree.ts';
import type { RegionLoss } from '../transitions/command.ts';
import { absorb } from '../fleet/absorb.ts';
import { changedFleet, emptyFleet, type Fleet, type Quotas } from '../fleet/fleet.ts';
import type { Stem } from '../model/ids.ts';
import { fileCodec, fileText, opened } from './file-json.ts';
import { fleetFlaw, type FleetParts } from './fleet-flaw.ts';
import type { Codec } from './io.ts';
import { decoded, type MalformedInput } from './malformed-input.ts';
import { givenId, holderId, region, stem } from './names.ts';
import { parseJson, type JsonLimits, type UnreadableText } from './parse-json.ts';
import { count, instant, whole, wordOr, words } from './scalars.ts';
import { dictionary, list, optional, record } from './shapes.ts';
import { holderCodec, type SharedCodecs } from './state-codec.ts';

const quotas: Codec<Quotas | 'NONE'> = wordOr(
  'NONE',
  record<Quotas>('quotas', { clusters: count, hsms: count }),
);
const regionQuotas = record<Partial<Quotas>>('quotas of a region', {
  clusters: optional(count),
  hsms: optional(count),
});
const loss: Codec<RegionLoss> = words('UNREACHABLE', 'DESTROYED');

const partsCodec = (shared: SharedCodecs): Codec<FleetParts> =>
  fileCodec<FleetParts>({
    asOf: instant,
    edition: shared.edition,
    seed: whole,
    quotas,
    regionQuotas: dictionary('quotas by region', region, regionQuotas),
    lost: dictionary('lost regions', region, loss),
    started: count,
    aliases: dictionary('stems by given id', givenId, stem),
    forgotten: dictionary('ids by stem', stem, holderId),
    holders: list('a list of clusters and copies', holderCodec(shared)),
  });

const partsOf = (fleet: Fleet): FleetParts => ({
  asOf: fleet.asOf,
  edition: fleet.edition,
  seed: fleet.seed,
  quotas: fleet.quotas,
  regionQuotas: fleet.regionQuotas,
  lost: fleet.lost,
  started: fleet.started,
  aliases: Object.fromEntries(fleet.aliases.entries()),
  forgotten: Object.fromEntries(fleet.forgotten.entries()),
  holders: [...fleet.holders.values()],
});

/**
 * Writes a fleet as canonical JSON: equal fleets give equal bytes.
 *
 * Contents and rules are written once for each distinct value. What follows from the rest (agenda,
 * usage, a cluster's `state`) is not written.
 *
 * @param fleet - any fleet whose commands came through `decodeCommand`, or would have
 * @returns text that {@link fleetFromJson} reads
 */
export const fleetToJson = (fleet: Fleet): string =>
  fileText('hsm-lifecycle/fleet', (shared) => partsCodec(shared).encode(partsOf(fleet)));

const assembled = (parts: FleetParts): Either<MalformedInput, Fleet> => {
  const { asOf, edition, seed, quotas: general, started, holders } = parts;
  const aliases = written(emptyTree<string, Stem>(), Object.entries(parts.aliases));
  const flaw = fleetFlaw(parts, aliases);
  if (flaw !== undefined) return left(flaw);
  const moves = holders.map((after) => ({
    stem: after.stem,
    before: undefined,
    after,
    events: [],
  }));
  const peopled = absorb(emptyFleet({ at: asOf, edition, quotas: general, seed }), moves, asOf);
  const fleet = changedFleet(peopled, asOf, (it) => {
    it.regionQuotas = parts.regionQuotas;
    it.lost = parts.lost;
    it.aliases = aliases;
    it.forgotten = written(it.forgotten, Object.entries(parts.forgotten));
    it.started = started;
  });
  return right(fleet);
};

/**
 * Reads a fleet.
 *
 * @param text - of any origin
 * @param limits - how much text to take; the largest fleets need more than the default
 * @returns Right: the fleet, deeply frozen, its contents shared as they were. Left:
 *   `InputTooLarge`, `InputTooDeep`, or `MalformedInput` at the first place that is wrong or
 *   contradicts the rest.
 */
export const fleetFromJson = (
  text: string,
  limits: JsonLimits = {},
): Either<UnreadableText, Fleet> => {
  const value = parseJson(text, limits);
  if (isLeft(value)) return value;
  const file = opened(value.right, 'hsm-lifecycle/fleet');
  if (isLeft(file)) return file;
  const parts = decoded(partsCodec(file.right), value.right);
  return isLeft(parts) ? parts : assembled(parts.right);
};
