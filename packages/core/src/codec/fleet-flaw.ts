/**
 * Contradictions in a fleet read from untrusted text.
 *
 * @module
 */
import { stemIn, type Fleet } from '../fleet/fleet.ts';
import { holderIdOf, type BackupHolder } from '../model/holder.ts';
import type { HolderId, Stem } from '../model/ids.ts';
import { holderFlaw } from './holder-flaw.ts';
import { flawAt, type Flaw } from './flaw.ts';

/** A fleet by its parts, as a file holds it. */
export type FleetParts = Pick<
  Fleet,
  | 'asOf'
  | 'edition'
  | 'seed'
  | 'quotas'
  | 'regionQuotas'
  | 'lost'
  | 'lostZones'
  | 'zonesWithoutHsms'
  | 'started'
> & {
  readonly aliases: Readonly<Record<string, Stem>>;
  readonly forgotten: Readonly<Record<Stem, HolderId>>;
  readonly holders: readonly BackupHolder[];
};

const idsOf = (holder: BackupHolder): readonly string[] => {
  const own = [holderIdOf(holder), ...[...holder.backups].map(({ backupId }) => backupId)];
  return holder.kind === 'COPY' ? own : [...own, ...[...holder.hsms].map(({ hsmId }) => hsmId)];
};

const partFlaw = (
  holder: BackupHolder,
  { asOf }: FleetParts,
  aliases: Fleet['aliases'],
): Flaw | undefined => {
  const flaw = holderFlaw(holder);
  if (flaw !== undefined) return flaw;
  if (holder.asOf > asOf)
    return flawAt('asOf', `an instant up to the fleet's, ${asOf}`, holder.asOf);
  const astray = idsOf(holder).find((id) => stemIn({ aliases }, id) !== holder.stem);
  return astray === undefined
    ? undefined
    : flawAt('stem', `the stem that ${astray} leads to, by itself or by an alias`, holder.stem);
};

const holdersFlaw = (parts: FleetParts, aliases: Fleet['aliases']): Flaw | undefined => {
  const stems = new Set<Stem>(Object.keys(parts.forgotten));
  for (const [index, holder] of parts.holders.entries()) {
    const flaw = stems.has(holder.stem)
      ? flawAt('stem', 'a stem that no other holder has or had', holder.stem)
      : partFlaw(holder, parts, aliases);
    if (flaw !== undefined) return { ...flaw, path: `holders.${index}.${flaw.path}` };
    stems.add(holder.stem);
  }
  return undefined;
};

/**
 * Finds the first contradiction in the parts of a fleet.
 *
 * @param parts - as read
 * @param aliases - the same aliases as a tree
 */
export const fleetFlaw = (parts: FleetParts, aliases: Fleet['aliases']): Flaw | undefined => {
  const { started, holders } = parts;
  const forgotten = Object.entries(parts.forgotten);
  const atLeast = holders.length + forgotten.length;
  if (started < atLeast)
    return flawAt(
      'started',
      `at least the number of holders and forgotten ones, ${atLeast}`,
      started,
    );
  const stems = new Set([...holders.map(({ stem }) => stem), ...forgotten.map(([stem]) => stem)]);
  const dangling = Object.entries(parts.aliases).find(([, stem]) => !stems.has(stem));
  if (dangling !== undefined)
    return flawAt(
      `aliases.${dangling[0]}`,
      'the stem of a holder, or of a forgotten one',
      dangling[1],
    );
  const astray = forgotten.find(([stem, id]) => stemIn({ aliases }, id) !== stem);
  if (astray !== undefined)
    return flawAt(
      `forgotten.${astray[0]}`,
      'an id that leads to this stem, by itself or by an alias',
      astray[1],
    );
  return holdersFlaw(parts, aliases);
};
