/**
 * The pages of documents that AWS's tools print.
 *
 * @module
 */
import { isJsonObject } from '../kernel/plain.ts';
import { arnParts } from '../view/arn.ts';

/** The name of the list that a page has. */
export type ListName = 'Clusters' | 'Backups';

type Page = {
  readonly things: readonly unknown[];
  /** Whether it says that another page follows. */
  readonly isOpen: boolean;
};

const pagesIn = (document: unknown, name: ListName): readonly Page[] => {
  if (Array.isArray(document)) return document.flatMap((it) => pagesIn(it, name));
  if (!isJsonObject(document)) return [];
  const things = document[name];
  return Array.isArray(things)
    ? [{ things, isOpen: typeof document['NextToken'] === 'string' }]
    : [];
};

/** The region of a thing, as far as it says one: an ARN's, or a zone's. */
const regionIn = (thing: unknown): string | undefined => {
  if (!isJsonObject(thing)) return undefined;
  const { BackupArn: arn, SubnetMapping: zones } = thing;
  if (typeof arn === 'string') return arnParts(arn)?.region;
  return isJsonObject(zones) ? Object.keys(zones)[0]?.slice(0, -1) : undefined;
};

/**
 * Whether pages are missing. Each region is asked for its own: if all of its pages have a
 * `NextToken`, the last one is not here. A page that names no region is of the one before it.
 */
export const isPageMissing = (document: unknown, name: ListName): boolean => {
  const isWhole = new Map<string, boolean>();
  let region = '';
  for (const { things, isOpen } of pagesIn(document, name)) {
    region = things.map(regionIn).find((it) => it !== undefined) ?? region;
    isWhole.set(region, (isWhole.get(region) ?? false) || !isOpen);
  }
  return [...isWhole.values()].includes(false);
};
