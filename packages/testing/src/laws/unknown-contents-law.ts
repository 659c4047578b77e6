/**
 * The law of unknown contents: what nobody has listed is never reported as absent.
 *
 * @module
 */
import { effectiveContents, type Cluster, type Contents } from '@hsm-lifecycle/core';
import { residualData, type Fleet, type ResidualPlace } from '@hsm-lifecycle/core/fleet';
import { clustersIn } from '../examples/fleet.ts';
import { accepted } from '../examples/outcome.ts';
import { firstOf, type Law } from './law.ts';

/** Names that nothing ever lists. */
const UNLISTED = { keyIds: ['never listed'], userNames: ['never-listed'] };

const isOpen = ({ material, access }: Contents): boolean =>
  !material.isComplete || !access.isComplete;

const openOnHsms = ({ clusterId, hsms, material, origin }: Cluster): readonly string[] => [
  ...hsms.flatMap(({ hsmId, access, joinsWith }) => {
    const held = access && material ? { material, access } : joinsWith;
    return held !== undefined && isOpen(held) ? [hsmId] : [];
  }),
  ...(origin !== undefined && isOpen(origin) ? [clusterId] : []),
];

/** The ids of all places that may hold more than they list. */
const openPlaces = ({ holders }: Fleet): readonly string[] =>
  [...holders.values()].flatMap((holder) =>
    (holder.kind === 'CLUSTER' ? openOnHsms(holder) : []).concat(
      [...holder.backups]
        .filter((it) => it.state !== 'DELETED' && isOpen(it))
        .map(({ backupId }) => backupId),
    ),
  );

const absentIn = (
  places: readonly ResidualPlace[],
  open: readonly string[],
): string | undefined => {
  const listed = new Set(
    places.filter(({ cannotBeRuledOut }) => cannotBeRuledOut).map(({ id }) => id as string),
  );
  const absent = open.find((id) => !listed.has(id));
  return absent && `${absent} may hold what is not listed, and residualData rules it out`;
};

/** A cluster whose ACTIVE HSMs may hold more than is listed says so. */
const isSaidToBeAll = (it: Cluster): string | undefined => {
  const isHeldOpen = it.hsms.some(
    ({ state, access }) =>
      state === 'ACTIVE' &&
      access !== undefined &&
      it.material !== undefined &&
      isOpen({ material: it.material, access }),
  );
  return isHeldOpen && it.phase !== 'DELETED' && effectiveContents(it).isComplete
    ? `${it.clusterId} is said to hold only what is listed`
    : undefined;
};

/** Whatever is asked, a place whose contents were observed is listed, or holds what it lists. */
export const unknownContentsLaw: Law = {
  name: 'unknown contents are never reported as absent',
  sentence:
    'While a place may hold keys or users that nobody has listed, residualData names it as one ' +
    'that cannot be ruled out, and its cluster’s contents count as incomplete (U-72).',
  holds: ({ after }) => {
    const open = openPlaces(after);
    if (open.length === 0) return true;
    return (
      absentIn(accepted(residualData(after, UNLISTED)), open) ??
      absentIn(accepted(residualData(after)), open) ??
      firstOf(clustersIn(after), isSaidToBeAll) ??
      true
    );
  },
};
