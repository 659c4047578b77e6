/**
 * Ids of requests.
 *
 * @module
 */
import { platformRandom } from '@hsm-lifecycle/crypto';
import { bytesToHex } from '@noble/hashes/utils.js';

const BYTES = 16;
const ENDS = [8, 12, 16, 20, 32] as const;

/** Makes an id in the form of a UUID. */
export const newRequestId = (): string => {
  const hex = bytesToHex(platformRandom(BYTES));
  return ENDS.map((end, index) => hex.slice(ENDS[index - 1] ?? 0, end)).join('-');
};
