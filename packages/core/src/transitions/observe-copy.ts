/**
 * Taking in a backup copy that exists.
 *
 * @module
 */
import { undraft } from '../kernel/draft.ts';
import { beginning, type Begun } from '../kernel/change.ts';
import { beginObservedCopy } from '../evolve/begin.ts';
import { observedContents } from '../guards/observed-contents.ts';
import { copyFlaw } from '../guards/observed-flaw.ts';
import { tagsRefusal } from '../guards/cluster-plan.ts';
import { formed } from '../guards/formed.ts';
import { DEFAULT_ACCOUNT, type AccountId } from '../model/account.ts';
import { backup } from '../model/backup.ts';
import { backupCopy, type BackupCopy } from '../model/backup-copy.ts';
import type { Edition } from '../model/edition.ts';
import type { BackupCopyObserved } from '../model/event.ts';
import { stemOf, type ClusterId, type Stem } from '../model/ids.ts';
import { isInstant, type EpochMillis } from '../model/instant.ts';
import type { ObservedCopy } from '../model/observed.ts';
import type { TooManyTags } from '../rules/contents-refusals.ts';
import { editionRefusal, type BadEdition } from '../rules/custom-edition.ts';
import { editions } from '../rules/editions.ts';
import type { NotAnInstant, NotObservable, NotWellFormed } from '../rules/model-refusals.ts';
import { notAnInstant } from '../rules/not-an-instant.ts';
import { refused } from '../rules/refused.ts';
import {
  observedCertificate,
  observedCopyForms,
  observingForms,
} from '../guards/observed-forms.ts';

/** The input of `observeCopy`. */
export type ObserveCopy = ObservedCopy & {
  /** When it was seen so, in milliseconds since the epoch. */
  readonly at: EpochMillis;
  /** The prefix of its ids; the first eleven symbols of `backupId`, in lower case, if left out. */
  readonly stem?: Stem;
  /** `editions.aws2026` if left out. */
  readonly edition?: Edition;
  /** The lineage of the source; the source's cluster id if left out. */
  readonly lineageId?: ClusterId;
  /** The certificate of the source, if it is known (F-111). */
  readonly certificate?: string;
};

/** Why `observeCopy` may refuse. */
export type ObserveCopyRefusal =
  NotWellFormed | NotAnInstant | BadEdition | NotObservable | TooManyTags;

const ownerIn = ({ account = DEFAULT_ACCOUNT }: ObserveCopy): AccountId => account;

const lineageIn = ({ source, lineageId = source.clusterId }: ObserveCopy): ClusterId => lineageId;

const wellFormed = formed<ObserveCopy>({
  ...observedCopyForms,
  ...observingForms,
  certificate: observedCertificate,
});

/**
 * Takes in a backup copy as it was seen. It may hold more than is listed (U-72).
 *
 * @param input - all that is known of it; `at`, `createdAt`, `copiedAt`, `expectedAt` and
 *   `deleteAt` in milliseconds since the epoch
 * @returns Right: the copy; event: `BackupCopyObserved`, which carries it. Left: `NotWellFormed`,
 *   `NotAnInstant`, `BadEdition`, `NotObservable` or `TooManyTags`, checked in that order.
 * @see `DescribeBackups`, CloudHSM V2 API 2017-04-28; M-15, U-72
 * @example
 * observeCopy({ ...seen, at });
 */
export const observeCopy = (
  input: ObserveCopy,
): Begun<ObserveCopyRefusal, BackupCopy, BackupCopyObserved> =>
  wellFormed(input, () => {
    const { at, backupId, stem = stemOf(backupId), source, tags = {} } = input;
    const edition = undraft(input.edition === undefined ? editions.aws2026 : input.edition);
    if (!isInstant(at)) return refused(notAnInstant(at));
    const wrong =
      editionRefusal(edition) ?? copyFlaw(input, { at, edition }) ?? tagsRefusal(tags, edition);
    if (wrong !== undefined) return refused(wrong);
    const one = backup({
      ...input,
      ...observedContents(input.contents),
      source: Object.freeze({ ...source }),
      neverExpires: input.neverExpires === true,
      tags: Object.freeze({ ...tags }),
      cause: 'DAILY',
    });
    const copy = backupCopy({
      kind: 'COPY',
      copyId: backupId,
      stem,
      account: ownerIn(input),
      region: input.region,
      lineageId: lineageIn(input),
      certificate: input.certificate,
      edition,
      asOf: at,
      backups: Object.freeze([one]),
    });
    return beginning(beginObservedCopy)({ type: 'BackupCopyObserved', data: { at, copy } });
  });
