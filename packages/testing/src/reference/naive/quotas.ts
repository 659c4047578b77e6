/**
 * Quotas: how many clusters and HSMs an account may have in a region.
 *
 * @module
 */
import type { NaiveFleet, NaiveHolder } from './state.ts';
import type { NaiveAnswer, NaiveOrder } from './order.ts';
import { isCount } from './limits.ts';

/** The account of commands that name none. */
export const SOMEBODY: string = '0'.repeat(12);

/** An account in a region. */
export type Where = { readonly owner: string; readonly region: string };

/** How many clusters or HSMs an account may have in a region. */
export const quota = (
  { quotas, terms }: NaiveFleet,
  { owner, region }: Where,
  what: 'clusters' | 'hsms',
): number => quotas[`${owner} ${region}`]?.[what] ?? terms[what];

/** The account's clusters in a region that are not deleted. */
export const living = ({ holders }: NaiveFleet, { owner, region }: Where): NaiveHolder[] =>
  holders.filter(
    (it) =>
      it.kind === 'CLUSTER' && it.owner === owner && it.region === region && it.is !== 'DELETED',
  );

/** Sets quotas of an account in a region. */
export const allot = (
  { quotas }: NaiveFleet,
  { account = SOMEBODY, region = '', clusters, hsms }: NaiveOrder,
): NaiveAnswer => {
  const where = `${account} ${region}`;
  const was = quotas[where];
  const is = { clusters: clusters ?? was?.clusters, hsms: hsms ?? was?.hsms };
  if (!isCount(clusters) || !isCount(hsms)) return false;
  if (is.clusters === was?.clusters && is.hsms === was?.hsms) return 'SAME';
  quotas[where] = is;
  return true;
};
