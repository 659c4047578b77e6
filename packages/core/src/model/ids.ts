/**
 * The ids of clusters, HSMs, backups and network interfaces, and how new ones are generated.
 *
 * A holder has a stem of eleven symbols. The ids of its HSMs and backups are that stem plus a
 * counter of five symbols. So ids are unique without a hash, and an id leads to its holder.
 *
 * @see F-46 and F-62, CloudHSM V2 API 2017-04-28
 * @module
 */

/** `cluster-` and 11 to 16 of `[2-7a-zA-Z]`. */
export type ClusterId = `cluster-${string}`;
/** `hsm-` and 11 to 16 of `[2-7a-zA-Z]`. */
export type HsmId = `hsm-${string}`;
/** `backup-` and 11 to 16 of `[2-7a-zA-Z]`. */
export type BackupId = `backup-${string}`;
/** `eni-` and 17 hex digits. */
export type EniId = `eni-${string}`;
/** The id of a holder: a cluster's or a copy's. */
export type HolderId = ClusterId | BackupId;
/** The id of a cluster's certificate signing request; each HSM brings its own (F-75). */
export type SigningRequestId = `csr-${string}`;
/** Eleven of `[2-7a-z]`: the prefix of the ids generated for one holder. */
export type Stem = string;

const SYMBOLS = 'abcdefghijklmnopqrstuvwxyz234567';
const STEM_SYMBOLS = 11;
const COUNT_SYMBOLS = 5;
const LOW_SYMBOLS = 6;
const LOW_MAX = 2 ** 30;
const HIGH_MAX = 2 ** 25;
/**
 * Odd, so multiplying by it permutes the numbers below 2^30: consecutive numbers give dissimilar
 * ids.
 */
const SCRAMBLE = 0x2c9277b5;
/** Keeps the first stem of seed 0 from repeating one symbol eleven times. */
const OFFSET = 0x1e3779b9;

const symbols = (value: number, width: number): string => {
  let text = '';
  for (let rest = value; text.length < width; rest = Math.floor(rest / SYMBOLS.length))
    text = `${SYMBOLS[rest % SYMBOLS.length]}${text}`;
  return text;
};

/**
 * Makes the stem of the n-th holder; injective in `n` up to 2^55 for each seed.
 *
 * @param n - how many holders came before, from 0
 * @param seed - a whole number; the same seed gives the same stems
 */
export const makeStem = (n: number, seed: number): Stem => {
  const low = (Math.imul((n % LOW_MAX) + OFFSET, SCRAMBLE) >>> 0) % LOW_MAX;
  const high = (Math.floor(n / LOW_MAX) + (Math.imul(seed + OFFSET, SCRAMBLE) >>> 7)) % HIGH_MAX;
  return `${symbols(high, STEM_SYMBOLS - LOW_SYMBOLS)}${symbols(low, LOW_SYMBOLS)}`;
};

/** The part of an id after its prefix. */
export const suffixOf = (id: string): string => id.slice(id.indexOf('-') + 1);

/**
 * The stem of a generated id; for an id in AWS's wider form, its first eleven symbols in lower
 * case.
 */
export const stemOf = (id: string): Stem => suffixOf(id).slice(0, STEM_SYMBOLS).toLowerCase();

/** Tells whether an id has the form of a generated cluster id. */
export const isMadeClusterId = (id: string): boolean => /^cluster-[2-7a-z]{11}$/u.test(id);

const MADE = /^(?:cluster-([2-7a-z]{11})|(?:hsm|backup)-([2-7a-z]{11})[2-7a-z]{5})$/u;

/** The stem of an id that has the form of generated ids. */
export const madeStem = (id: string): Stem | undefined => {
  const parts = MADE.exec(id);
  return parts?.[1] ?? parts?.[2];
};

/** Makes the id of the n-th HSM of a holder. */
export const makeHsmId = (stem: Stem, n: number): HsmId =>
  `hsm-${stem}${symbols(n, COUNT_SYMBOLS)}`;

/** Makes the id of the n-th backup of a holder. */
export const makeBackupId = (stem: Stem, n: number): BackupId =>
  `backup-${stem}${symbols(n, COUNT_SYMBOLS)}`;

/** The counter in a generated id of an HSM or a backup. */
export const countIn = (id: string): number => {
  let count = 0;
  for (const symbol of suffixOf(id).slice(STEM_SYMBOLS))
    count = count * SYMBOLS.length + SYMBOLS.indexOf(symbol);
  return count;
};

const ENI_HEX_DIGITS = 17;
/**
 * 55 bits of stem and 13 of counter fill 17 hex digits (68 bits): unique for 8,192 HSMs per
 * cluster.
 */
const ENI_COUNT_BITS = 13n;
const ENI_SPACE = 1n << 68n;

/**
 * Makes the id of the network interface for the n-th HSM of a holder: stem and counter in hex.
 */
export const makeEniId = (stem: Stem, n: number): EniId => {
  let number = 0n;
  for (const symbol of stem)
    number = number * BigInt(SYMBOLS.length) + BigInt(SYMBOLS.indexOf(symbol));
  const counted = ((number << ENI_COUNT_BITS) + BigInt(n)) % ENI_SPACE;
  return `eni-${counted.toString(16).padStart(ENI_HEX_DIGITS, '0')}`;
};

/** Makes the id of the signing request that an HSM in an uninitialized cluster brings. */
export const makeSigningRequestId = (hsmId: HsmId): SigningRequestId => `csr-${suffixOf(hsmId)}`;
