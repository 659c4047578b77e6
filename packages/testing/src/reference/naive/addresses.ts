/**
 * IP addresses of new HSMs.
 *
 * @module
 */
import type { NaiveHolder } from './state.ts';
import type { NaiveOrder } from './order.ts';

const plain = (address: string): number =>
  address.split('.').reduce((sum, each) => ((sum << 8) | Number(each)) >>> 0, 0);

/** The addresses of a range that HSMs can have: not its first four, not its last. */
const addressesIn = (range: string): string[] => {
  const [network = '', bits = ''] = range.split('/');
  const count = 2 ** (32 - Number(bits));
  const start = (plain(network) & -count) >>> 0;
  return Array.from({ length: count - 5 }, (_, n) =>
    [24, 16, 8, 0].map((shift) => ((start + 4 + n) >>> shift) & 255).join('.'),
  );
};

const isTaken = (it: NaiveHolder, address: string): boolean =>
  it.hsms.some((hsm) => hsm.address === address);

/** The address that a new HSM gets; `REFUSED` if it can have none. */
export const newAddressFor = (
  it: NaiveHolder,
  { zone = '', address }: NaiveOrder,
): string | undefined => {
  const range = it.ranges[zone];
  if (address !== undefined && isTaken(it, address)) return 'REFUSED';
  if (range === undefined) return address;
  const all = addressesIn(range);
  if (address !== undefined) return all.includes(address) ? address : 'REFUSED';
  return all.find((each) => !isTaken(it, each)) ?? 'REFUSED';
};
