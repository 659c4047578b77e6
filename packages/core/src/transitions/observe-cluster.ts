/**
 * Taking in a cluster that exists.
 *
 * @module
 */
import { undraft } from '../kernel/draft.ts';
import { beginning, type Begun } from '../kernel/change.ts';
import { beginObservedCluster } from '../evolve/begin.ts';
import { tagsRefusal } from '../guards/cluster-plan.ts';
import { formed } from '../guards/formed.ts';
import { clusterFlaw } from '../guards/observed-flaw.ts';
import { observedState } from '../guards/observed-state.ts';
import type { Cluster } from '../model/cluster.ts';
import type { Edition } from '../model/edition.ts';
import type { ClusterObserved } from '../model/event.ts';
import { stemOf, type ClusterId, type Stem } from '../model/ids.ts';
import { isInstant, type EpochMillis } from '../model/instant.ts';
import type { ObservedCluster } from '../model/observed.ts';
import type { TooManyTags } from '../rules/contents-refusals.ts';
import { editionRefusal, type BadEdition } from '../rules/custom-edition.ts';
import { editions } from '../rules/editions.ts';
import type { NotAnInstant, NotObservable, NotWellFormed } from '../rules/model-refusals.ts';
import { notAnInstant } from '../rules/not-an-instant.ts';
import { refused } from '../rules/refused.ts';
import { observedClusterForms, observingForms } from '../guards/observed-forms.ts';

/** The input of `observeCluster`. */
export type ObserveCluster = ObservedCluster & {
  /** When it was seen so, in milliseconds since the epoch. */
  readonly at: EpochMillis;
  /**
   * The prefix of the ids that it will generate; the first eleven symbols of `clusterId`, in lower
   * case, if left out. No id of an observed HSM or backup should begin with it.
   */
  readonly stem?: Stem;
  /** `editions.aws2026` if left out. */
  readonly edition?: Edition;
  /** The lineage that its certificate shows; its own id if left out (F-111). */
  readonly lineageId?: ClusterId;
};

/** Why `observeCluster` may refuse. */
export type ObserveClusterRefusal =
  NotWellFormed | NotAnInstant | BadEdition | NotObservable | TooManyTags;

const wellFormed = formed<ObserveCluster>({ ...observedClusterForms, ...observingForms });

/**
 * Takes in a cluster as it was seen, with its HSMs and its own backups.
 *
 * The retention may be longer than can be set (F-161). The daily clock starts with the observation,
 * and a failed HSM counts as detected from then on (U-71). Its HSMs and backups may hold more than
 * is listed (U-72).
 *
 * @param input - all that is known of it; instants in milliseconds since the epoch
 * @returns Right: the cluster; event: `ClusterObserved`, which carries it. Left: `NotWellFormed`,
 *   `NotAnInstant`, `BadEdition`, `NotObservable` or `TooManyTags`, checked in that order.
 * @see `DescribeClusters`, CloudHSM V2 API 2017-04-28; F-111, F-161; M-15, U-71, U-72
 * @example
 * observeCluster({ ...seen, at });
 */
export const observeCluster = (
  input: ObserveCluster,
): Begun<ObserveClusterRefusal, Cluster, ClusterObserved> =>
  wellFormed(input, () => {
    const { at, clusterId, stem = stemOf(clusterId), lineageId = clusterId } = input;
    const edition = undraft(input.edition === undefined ? editions.aws2026 : input.edition);
    if (!isInstant(at)) return refused(notAnInstant(at));
    const wrong =
      editionRefusal(edition) ??
      clusterFlaw(input, { at, edition }) ??
      tagsRefusal(input.tags ?? {}, edition);
    if (wrong !== undefined) return refused(wrong);
    const cluster = observedState(input, { at, stem, lineageId, edition });
    return beginning(beginObservedCluster)({ type: 'ClusterObserved', data: { at, cluster } });
  });
