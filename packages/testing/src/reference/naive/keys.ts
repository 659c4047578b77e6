/**
 * Keys and certificates: create, delete, replicate, put.
 *
 * @module
 */
import type { Box, NaiveHolder } from './state.ts';
import type { NaiveOrder } from './order.ts';
import { isNaiveInstant } from './limits.ts';
import { blank, isCalled } from './contents.ts';
import { hasCryptoUser, usersCalled } from './users.ts';

/** Creates a key of a crypto user. */
export const makeKey = (
  it: NaiveHolder,
  box: Box,
  { at, key = '', label, owner = '', kind = '', expiresAt }: NaiveOrder,
): boolean => {
  const isKnown = box.keys.some((each) => each.key === key);
  if (
    !isNaiveInstant(expiresAt) ||
    !hasCryptoUser(it, owner) ||
    isKnown ||
    box.keys.length >= 16_666
  )
    return false;
  const itsOwner = usersCalled(it, owner).find(({ role }) => role === 'CU')?.name ?? owner;
  box.keys.push({ key, label, owner: itsOwner, kind, madeAt: at, expiresAt });
  return true;
};

/** Deletes a key; if somebody is named, only its owner may. */
export const dropKey = (it: NaiveHolder, box: Box, { key, owner: by }: NaiveOrder): boolean => {
  const owner = box.keys.find((each) => each.key === key)?.owner;
  const isHis = by === undefined || isCalled({ name: by }, owner ?? '');
  if (owner === undefined || !isHis || !hasCryptoUser(it, owner)) return false;
  box.keys = box.keys.filter((each) => each.key !== key);
  return true;
};

/** Takes a key over from a cluster of the same lineage. */
export const bringKey = (it: NaiveHolder, from: Box, { key }: NaiveOrder): boolean => {
  const box = it.box ?? blank().box;
  const [theirs, ours] = [from, box].map(({ keys }) => keys.find((each) => each.key === key));
  if (theirs === undefined) return false;
  if (ours !== undefined) return JSON.stringify(ours) === JSON.stringify(theirs);
  if (!hasCryptoUser(it, theirs.owner) || box.keys.length >= 16_666) return false;
  box.keys.push({ ...theirs });
  return true;
};

/** Puts a certificate, or overwrites the one with its id; hsm2m only. */
export const naivePutCertificate = (
  it: NaiveHolder,
  box: Box,
  { at, key = '', label: subject, expiresAt }: NaiveOrder,
): boolean => {
  const others = box.certificates.filter((each) => each.key !== key);
  if (!it.hardware.startsWith('hsm2m') || !isNaiveInstant(expiresAt) || others.length >= 60)
    return false;
  box.certificates = [...others, { key, subject, putAt: at, expiresAt }];
  return true;
};
