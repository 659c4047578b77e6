/**
 * Reads and writes one cluster or copy as JSON.
 *
 * @module
 */
import { isLeft, type Either } from '../kernel/either.ts';
import { invariant } from '../kernel/invariant.ts';
import type { BackupCopy } from '../model/backup-copy.ts';
import type { Cluster } from '../model/cluster.ts';
import type { BackupHolder } from '../model/holder.ts';
import { holderRefusal } from '../rules/argument-refusal.ts';
import { canonicalJson } from './canonical-json.ts';
import { fileCodec } from './file-json.ts';
import { holderFlaw } from './holder-flaw.ts';
import type { Codec } from './io.ts';
import { decoded } from './malformed-input.ts';
import { parseJson, type JsonLimits, type UnreadableText } from './parse-json.ts';
import { isPlain } from './shapes.ts';
import { clusterCodec, copyCodec, holderCodec, type SharedCodecs } from './state-codec.ts';

const holderFile = <Holder extends BackupHolder>(
  of: (shared: SharedCodecs) => Codec<Holder>,
): Codec<Holder> =>
  fileCodec<Holder, { readonly holder: Holder }>({
    format: 'hsm-lifecycle/holder',
    members: (shared) => ({ holder: of(shared) }),
    hasParts: (value): value is Holder => isPlain(value),
    partsOf: (holder) => ({ holder }),
    flawIn: ({ holder }) => {
      const flaw = holderFlaw(holder);
      return flaw && { ...flaw, path: `holder.${flaw.path}` };
    },
    assembled: ({ holder }) => holder,
  });

/** A cluster in a file of its own. */
export const clusterFile: Codec<Cluster> = holderFile(clusterCodec);

/** A backup copy in a file of its own. */
export const copyFile: Codec<BackupCopy> = holderFile(copyCodec);

const anyHolderFile = holderFile(holderCodec);

/**
 * Writes a cluster or a copy as canonical JSON, for example as a snapshot of its stream.
 *
 * Contents shared by several of its HSMs and backups are written once.
 *
 * @returns text that {@link holderFromJson} reads
 * @throws InvariantViolation for anything else
 */
export const holderToJson = (holder: BackupHolder): string => {
  const wrong = holderRefusal(holder);
  invariant(
    wrong === undefined,
    `holderToJson takes a cluster or a backup copy, not ${wrong?.actual}`,
  );
  return canonicalJson(anyHolderFile.encode(holder));
};

/**
 * Reads a cluster or a copy.
 *
 * @param text - of any origin
 * @param limits - how much text to accept
 * @returns Right: the holder, deeply frozen, with contents shared as before. Left:
 *   `InputTooLarge`, `InputTooDeep`, or `MalformedInput` at the first place that is wrong or
 *   contradicts the rest.
 */
export const holderFromJson = (
  text: string,
  limits: JsonLimits = {},
): Either<UnreadableText, BackupHolder> => {
  const value = parseJson(text, limits);
  return isLeft(value) ? value : decoded(anyHolderFile, value.right);
};
