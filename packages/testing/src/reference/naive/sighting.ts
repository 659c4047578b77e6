/**
 * What was seen of a cluster or a copy.
 *
 * @module
 */
import type { NaiveBackup, NaiveHolder, NaiveHsm, Snap } from './state.ts';

/** An HSM that was seen. */
export type SeenHsm = Pick<NaiveHsm, 'is' | 'zone' | 'address' | 'hasV6' | 'doneAt'>;

/** A backup that was seen; `listed` is what it is known to hold. */
export type SeenBackup = Pick<
  NaiveBackup,
  'is' | 'madeAt' | 'doneAt' | 'purgeAt' | 'exempt' | 'tags' | 'hardware'
> & { readonly listed: Snap | undefined };

/** What was seen of a cluster, or of a copy, which has one backup and no HSMs. */
export type Sighting = Pick<
  NaiveHolder,
  'kind' | 'is' | 'region' | 'from' | 'doneAt' | 'days' | 'zones' | 'ranges' | 'hardware'
> &
  Pick<NaiveHolder, 'tags' | 'certificate' | 'hasV6'> & {
    readonly owner: string | undefined;
    readonly madeAt: number;
    readonly listed: Snap | undefined;
    readonly hsms: readonly SeenHsm[];
    readonly backups: readonly SeenBackup[];
    /** All its ids; nothing else may have them. */
    readonly names: readonly string[];
    /** The cluster whose lineage it has: its own id, or that of its source. */
    readonly line: string;
    /** The place of that cluster, if it is there. */
    readonly source: number;
  };
