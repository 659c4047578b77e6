/**
 * The contents of an observed place: what is listed, and that it may not be all.
 *
 * @module
 */
import { blankAccess, blankMaterial, type Contents } from '../model/contents.ts';
import type { ListedContents } from '../model/observed.ts';

/** A frozen copy of a list of records; the caller keeps its own. */
const frozen = <Item extends object>(items: readonly Item[]): readonly Item[] =>
  Object.freeze(items.map((it) => Object.freeze({ ...it })));

const incomplete = ({ material, access }: ListedContents): Contents =>
  Object.freeze({
    material: Object.freeze({
      isComplete: false,
      keys: frozen(material.keys),
      certificates: frozen(material.certificates),
    }),
    access: Object.freeze({
      isComplete: false,
      users: frozen(access.users),
      policies: Object.freeze({ ...access.policies }),
      configuration: Object.freeze({ ...access.configuration }),
    }),
  });

/** Contents of which nothing is known (U-72). */
export const nothingListed: Contents = incomplete({ material: blankMaterial, access: blankAccess });

/** Makes contents of which only the list is known; nothing if there is none (U-72). */
export const observedContents = (listed: ListedContents | undefined): Contents =>
  listed === undefined ? nothingListed : incomplete(listed);
