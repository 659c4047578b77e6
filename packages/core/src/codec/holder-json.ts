/**
 * One cluster or copy as JSON text, and back.
 *
 * @module
 */
import { isLeft, left, right, type Either } from '../kernel/either.ts';
import type { BackupHolder } from '../model/holder.ts';
import { fileCodec, fileText, opened } from './file-json.ts';
import { holderFlaw } from './holder-flaw.ts';
import type { Codec } from './io.ts';
import { decoded, type MalformedInput } from './malformed-input.ts';
import { parseJson, type JsonLimits, type UnreadableText } from './parse-json.ts';
import { holderCodec, type SharedCodecs } from './state-codec.ts';

type HolderFile = { readonly holder: BackupHolder };

const holderFile = (shared: SharedCodecs): Codec<HolderFile> =>
  fileCodec<HolderFile>({ holder: holderCodec(shared) });

/**
 * Writes a cluster or a copy as canonical JSON, such as a snapshot of its stream.
 *
 * Contents that several of its HSMs and backups share are written once.
 *
 * @returns text that {@link holderFromJson} reads
 */
export const holderToJson = (holder: BackupHolder): string =>
  fileText('hsm-lifecycle/holder', (shared) => holderFile(shared).encode({ holder }));

const whole = (value: unknown): Either<MalformedInput, BackupHolder> => {
  const file = opened(value, 'hsm-lifecycle/holder');
  if (isLeft(file)) return file;
  const read = decoded(holderFile(file.right), value);
  if (isLeft(read)) return read;
  const flaw = holderFlaw(read.right.holder);
  return flaw === undefined
    ? right(read.right.holder)
    : left({ ...flaw, path: `holder.${flaw.path}` });
};

/**
 * Reads a cluster or a copy.
 *
 * @param text - of any origin
 * @param limits - how much text to take
 * @returns Right: the holder, deeply frozen, its contents shared as they were. Left:
 *   `InputTooLarge`, `InputTooDeep`, or `MalformedInput` at the first place that is wrong or
 *   contradicts the rest.
 */
export const holderFromJson = (
  text: string,
  limits: JsonLimits = {},
): Either<UnreadableText, BackupHolder> => {
  const value = parseJson(text, limits);
  return isLeft(value) ? value : whole(value.right);
};
