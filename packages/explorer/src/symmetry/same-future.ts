/**
 * Symmetries under which states with the same future count as equal.
 *
 * @module
 */
import { isGone, type BackupHolder } from '@hsm-lifecycle/core';
import type { Fleet } from '@hsm-lifecycle/core/fleet';
import type { FleetState } from '@hsm-lifecycle/testing/laws';
import { arrangements } from './arrangements.ts';
import { newCanonicalNames, type CanonicalNames, type Interchangeable } from './canonical-names.ts';
import { holderText, supportText, type TextContext } from './holder-text.ts';
import type { Symmetry } from './symmetry.ts';

const zonesText = ({ lostZones, zonesWithoutHsms }: Fleet, { zone }: CanonicalNames): string =>
  [lostZones, zonesWithoutHsms].map((zones) => zones.map(zone).toSorted().join(' ')).join(',');

/**
 * The text of lost regions and of regions with their own quotas: first those that have a number
 * already, then the others sorted by their own text.
 */
const regionsText = ({ lost, regionQuotas }: Fleet, names: CanonicalNames): string => {
  const quotas = Object.entries(regionQuotas).map(([place, { clusters, hsms }]) => {
    const [account = '', region = ''] = place.split('/');
    return { region, text: `${account},${clusters ?? '-'},${hsms ?? '-'}` };
  });
  const texts = [
    ...Object.entries(lost).map(([region, kind]) => ({ region, text: kind })),
    ...quotas,
  ];
  const sorted = texts.toSorted((a, b) => (a.text === b.text ? 0 : a.text < b.text ? -1 : 1));
  return sorted
    .map(({ region, text }) => `${names.region(region)}:${text};`)
    .toSorted()
    .join('');
};

/**
 * Makes a symmetry under which states count as equal if they differ only in names and in what is
 * over, so that their futures are the same except for names.
 *
 * - Ids, zones and the instants at which keys and users were created are interchangeable, and so
 *   are the kinds of names you pass.
 * - Dates count from the present instant; ages count up to the age beyond which no rule looks.
 * - The order of holders makes no difference. The order of HSMs does: the first ACTIVE one is
 *   backed up, and HSMs can have different users.
 * - Left out: what remains of holders that are gone, and what no rule reads (messages, causes,
 *   labels, logins).
 *
 * It is sound only if your commands and laws do not look at what is left out, and treat
 * interchangeable names alike. `findUnsoundMerge` checks that.
 *
 * @param interchangeable - further kinds of names; none if left out
 * @example
 * const symmetry = sameFutureUpTo('KEYS');
 * explore({ world: smallWorld(), commands: smallCommands, depth: 1, symmetry });
 */
export const sameFutureUpTo = (...interchangeable: readonly Interchangeable[]): Symmetry => {
  const kinds = new Set(interchangeable);
  const namesIn = ({ at }: FleetState) => newCanonicalNames(at, kinds);

  const textAlone =
    (state: FleetState) =>
    (holder: BackupHolder): string =>
      holderText(holder, { at: state.at, names: namesIn(state) });

  const textTogether = ({ fleet, at }: FleetState, holders: readonly BackupHolder[]): string => {
    const context: TextContext = { at, names: namesIn({ fleet, at }) };
    let text = '';
    for (const holder of holders) text += `${holderText(holder, context)}\n`;
    const creatable = fleet.edition.creatable.map(({ hsmType }) => hsmType);
    const support = supportText(fleet.edition, creatable, context);
    const places = `${regionsText(fleet, context.names)}|${zonesText(fleet, context.names)}`;
    return `${text}${places}${support}`;
  };

  return (state) => {
    const { fleet } = state;
    const standing: BackupHolder[] = [];
    for (const holder of fleet.holders.values()) if (!isGone(holder)) standing.push(holder);
    const givenIds =
      fleet.aliases.size === 0 ? '' : [...fleet.aliases.entries()].map(([id]) => id).join(' ');
    const texts = arrangements(standing, textAlone(state)).map((holders) =>
      textTogether(state, holders),
    );
    return `${texts.length === 1 ? texts[0] : texts.toSorted()[0]}${givenIds}`;
  };
};

/**
 * {@link sameFutureUpTo} with ids, zones and creation instants interchangeable, and nothing else.
 */
export const sameFuture: Symmetry = sameFutureUpTo();
