/**
 * The contents of an observed place: what is listed, and that it may not be all.
 *
 * @module
 */
import { blankAccess, blankMaterial, type Contents } from '../model/contents.ts';
import type { ListedContents } from '../model/observed.ts';

const incomplete = ({ material, access }: ListedContents): Contents =>
  Object.freeze({
    material: Object.freeze({ ...material, isComplete: false }),
    access: Object.freeze({ ...access, isComplete: false }),
  });

const nothingListed: Contents = incomplete({ material: blankMaterial, access: blankAccess });

/** Makes contents of which only the list is known; nothing if there is none (U-72). */
export const observedContents = (listed: ListedContents | undefined): Contents =>
  listed === undefined ? nothingListed : incomplete(listed);
