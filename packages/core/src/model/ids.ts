/**
 * The ids of clusters, HSMs, backups and network interfaces, and how new ones are made.
 *
 * A holder of backups has a stem of eleven symbols; the ids made for its HSMs and backups are that
 * stem and five symbols that count. So ids are unique without a hash, and an id names its holder.
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
/** What a holder of backups goes by: a cluster's id, or a copy's. */
export type HolderId = ClusterId | BackupId;
/** Names one certificate signing request of a cluster; another HSM, another request (F-75). */
export type SigningRequestId = `csr-${string}`;
/** Eleven of `[2-7a-z]`: what the ids made for one holder begin with. */
export type Stem = string;

const SYMBOLS = 'abcdefghijklmnopqrstuvwxyz234567';
const STEM_SYMBOLS = 11;
const COUNT_SYMBOLS = 5;
const LOW_SYMBOLS = 6;
const LOW_MAX = 2 ** 30;
const HIGH_MAX = 2 ** 25;
/**
 * Odd, so multiplying by it permutes the numbers below 2^30: neighbours in order look unlike each
 * other.
 */
const SCRAMBLE = 0x2c9277b5;
/** So that the first holder of the first fleet does not get eleven times the same symbol. */
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

/** The part of an id behind its prefix. */
export const suffixOf = (id: string): string => id.slice(id.indexOf('-') + 1);

/**
 * The stem that an id made here begins with; of an id in AWS's wider form, what stands there in
 * lower case.
 */
export const stemOf = (id: string): Stem => suffixOf(id).slice(0, STEM_SYMBOLS).toLowerCase();

/** Tells whether an id is of the form that a stem alone makes. */
export const isMadeClusterId = (id: string): boolean => /^cluster-[2-7a-z]{11}$/u.test(id);

const MADE = /^(?:cluster-([2-7a-z]{11})|(?:hsm|backup)-([2-7a-z]{11})[2-7a-z]{5})$/u;

/** The stem of an id that is wholly of the form that ids made here have. */
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

/** The number that the id of an HSM or a backup counts, if it was made here. */
export const countIn = (id: string): number => {
  let count = 0;
  for (const symbol of suffixOf(id).slice(STEM_SYMBOLS))
    count = count * SYMBOLS.length + SYMBOLS.indexOf(symbol);
  return count;
};

const ENI_HEX_DIGITS = 17;
/**
 * 55 bits of stem and 13 of count fill the 68 of 17 hex digits: unlike each other for 8,192 HSMs a
 * cluster.
 */
const ENI_COUNT_BITS = 13n;
const ENI_SPACE = 1n << 68n;

/**
 * Makes the id of the network interface for the n-th HSM of a holder: stem and count, in hex
 * digits.
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
