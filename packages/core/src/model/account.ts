/**
 * AWS accounts: who owns a cluster or a backup copy, and with whom a backup is shared.
 *
 * @module
 */
import type { Region } from './placement.ts';

/** An AWS account: twelve digits. */
export type AccountId = string;

/** The account of commands that name none. */
export const DEFAULT_ACCOUNT: AccountId = '000000000000';

/** An account in a region: what usage is counted and quotas are set by (F-124, F-125). */
export type AccountRegion = { readonly account: AccountId; readonly region: Region };

/** An account and a region as one text, such as `000000000000/eu-west-1`. */
export type AccountRegionKey = `${AccountId}/${Region}`;

/** Writes an account and a region as one text. */
export const accountRegionKey = ({ account, region }: AccountRegion): AccountRegionKey =>
  `${account}/${region}`;

/** With whom a backup is shared: a list of accounts, or every account. */
export type SharedWith = readonly AccountId[] | 'EVERYONE';

/** How a backup is shared (F-175). */
export type Share = {
  /** The resource policy: text that the model keeps and does not read (F-177). */
  readonly policy: string;
  /** What the policy comes to, in order of number. */
  readonly accounts: SharedWith;
};

/** Makes a share; its accounts are sorted, each once. */
export const shareOf = ({ policy, accounts }: Share): Share =>
  Object.freeze({
    policy,
    accounts: accounts === 'EVERYONE' ? accounts : Object.freeze([...new Set(accounts)].toSorted()),
  });

/** Tells whether a share includes an account. */
export const isSharedWith = (share: Share | undefined, account: AccountId): boolean =>
  share !== undefined && (share.accounts === 'EVERYONE' || share.accounts.includes(account));
