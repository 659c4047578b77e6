/**
 * Commands, with their targets by place, and the answers to them.
 *
 * @module
 */

import type { Sighting } from './sighting.ts';

/** A command, with its targets by place. A place without anything stands for an unknown id. */
export type NaiveOrder = {
  readonly do: string;
  readonly at: number;
  readonly holder?: number;
  readonly hsm?: number;
  readonly backup?: number;
  /** How many of the three selectors of an HSM were given. */
  readonly selectors?: number;
  /** The cluster to replicate from. */
  readonly source?: number;
  readonly isStale?: boolean;
  readonly name?: string;
  readonly account?: string | undefined;
  readonly certificate?: string | undefined;
  readonly hasV6?: boolean;
  readonly policy?: string;
  readonly who?: readonly string[] | 'EVERYONE';
  readonly ranges?: Readonly<Record<string, string>>;
  readonly region?: string;
  readonly zones?: readonly string[];
  readonly zone?: string;
  readonly address?: string | undefined;
  readonly hardware?: string | undefined;
  /** Infinite for no policy. */
  readonly days?: number | undefined;
  readonly isBySupport?: boolean;
  readonly tags?: Readonly<Record<string, string>> | undefined;
  readonly keys?: readonly string[];
  readonly exempt?: boolean;
  readonly well?: boolean;
  readonly user?: string;
  readonly role?: string;
  readonly key?: string;
  readonly label?: string | undefined;
  readonly owner?: string;
  readonly kind?: string;
  readonly expiresAt?: number | undefined;
  readonly value?: string;
  readonly clusters?: number | undefined;
  readonly hsms?: number | undefined;
  readonly goneSince?: number | undefined;
  /** What was seen of something that exists. */
  readonly seen?: Sighting;
};

/** Whether an order is accepted; SAME if it is, and asks for what is so already. */
export type NaiveAnswer = boolean | 'SAME';
