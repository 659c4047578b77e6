/**
 * When two scenes are one.
 *
 * @module
 */
import { isGone, type BackupHolder } from '@hsm-lifecycle/core';
import { fleetToJson } from '@hsm-lifecycle/core/codec';
import type { Fleet } from '@hsm-lifecycle/core/fleet';
import type { FleetState, Symmetry } from '../world/state.ts';
import { holderText, type TextContext } from './holder-text.ts';
import { newCanonicalNames, type Interchangeable, type CanonicalNames } from './canonical-names.ts';
import { arrangements } from './arrangements.ts';

/**
 * Tells every two fleets apart that differ at all: the one symmetry that cannot be wrong, and the
 * slowest.
 */
export const exactly: Symmetry = ({ fleet, at }) => `${at} ${fleetToJson(fleet)}`;

/**
 * Regions that differ from others, those named so far in order of their numbers, then the rest in
 * order of what is true of them.
 */
const regionsText = ({ lost, regionQuotas }: Fleet, naming: CanonicalNames): string => {
  const regions = [...new Set([...Object.keys(lost), ...Object.keys(regionQuotas)])];
  const told = regions.map((region) => {
    const { clusters, hsms } = regionQuotas[region] ?? {};
    return { region, text: `${lost[region] ?? '-'},${clusters ?? '-'},${hsms ?? '-'}` };
  });
  const inOrder = told.toSorted((a, b) => (a.text === b.text ? 0 : a.text < b.text ? -1 : 1));
  return inOrder
    .map(({ region, text }) => `${naming.region(region)}:${text};`)
    .toSorted()
    .join('');
};

/**
 * Makes a symmetry that takes scenes for one that differ in names and in what is past and over, and
 * whose futures are therefore the same but for names.
 *
 * Ids, zones and the instants at which keys and users were made mean nothing by themselves, nor do
 * the names of what is said to be interchangeable. Dates count from the present; ages end where no
 * policy looks any further back. In which order a fleet's holders stand says nothing. In which
 * order a cluster's HSMs stand does: the first ACTIVE one is backed up, and HSMs may have different
 * users. What is left of a holder that is gone is left out, and so is what no rule reads: messages,
 * causes, labels, logins.
 *
 * It is as sound as what it is used with: commands and laws that do not look at what is left out,
 * and do not treat one of two interchangeable names in another way. `unsoundMerge` finds out.
 *
 * @param interchangeable - which names mean nothing, besides ids and zones; none if left out
 */
export const sameFutureUpTo = (...interchangeable: readonly Interchangeable[]): Symmetry => {
  const kinds = new Set(interchangeable);
  const naming = ({ at }: FleetState) => newCanonicalNames(at, kinds);

  const alone =
    (scene: FleetState) =>
    (holder: BackupHolder): string =>
      holderText(holder, { at: scene.at, naming: naming(scene) });

  const together = ({ fleet, at }: FleetState, holders: readonly BackupHolder[]): string => {
    const telling: TextContext = { at, naming: naming({ fleet, at }) };
    let text = '';
    for (const holder of holders) text += `${holderText(holder, telling)}\n`;
    return `${text}${regionsText(fleet, telling.naming)}`;
  };

  return (scene) => {
    const { fleet } = scene;
    const standing: BackupHolder[] = [];
    for (const holder of fleet.holders.values()) if (!isGone(holder)) standing.push(holder);
    const given =
      fleet.aliases.size === 0 ? '' : [...fleet.aliases.entries()].map(([id]) => id).join(' ');
    const texts = arrangements(standing, alone(scene)).map((holders) => together(scene, holders));
    return `${texts.length === 1 ? texts[0] : texts.toSorted()[0]}${given}`;
  };
};

/**
 * Takes scenes for one that differ in ids, zones and what is past and over: see
 * {@link sameFutureUpTo}.
 */
export const sameFuture: Symmetry = sameFutureUpTo();
