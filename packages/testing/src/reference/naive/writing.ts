/**
 * Orders that write to a cluster's contents.
 *
 * @module
 */
import type { NaiveFleet, NaiveHolder } from './state.ts';
import type { NaiveAnswer, NaiveOrder } from './order.ts';
import { isMoving, peers } from './hsms.ts';
import { bringUser, dismiss, enrol, logIn, resetPassword } from './users.ts';
import { bringKey, dropKey, makeKey, naivePutCertificate } from './keys.ts';

const bring = (fleet: NaiveFleet, it: NaiveHolder, order: NaiveOrder): boolean => {
  const from = fleet.holders[order.source ?? -1];
  const isOpen =
    from?.kind === 'CLUSTER' &&
    !from.isForgotten &&
    fleet.lost[from.region] === undefined &&
    from.kin === it.kin &&
    from.hasBeen === 'ACTIVE' &&
    peers(from).length > 0;
  if (!isOpen || from.box === undefined) return false;
  return order.do === 'ReplicateKey' ? bringKey(it, from.box, order) : bringUser(it, from, order);
};

const decree = (it: NaiveHolder, { key = '', value = '' }: NaiveOrder): NaiveAnswer => {
  if (peers(it).every(({ books }) => books?.policies[key] === value)) return 'SAME';
  for (const { books } of peers(it)) if (books !== undefined) books.policies[key] = value;
  return true;
};

/** Writes need an activated cluster with an ACTIVE HSM. */
export const write = (fleet: NaiveFleet, it: NaiveHolder, order: NaiveOrder): NaiveAnswer => {
  const { box } = it;
  if (it.hasBeen !== 'ACTIVE' || peers(it).length === 0 || box === undefined) return false;
  if (isMoving(it) && order.do !== 'RecordLogin') return false;
  if (order.do.startsWith('Replicate')) return bring(fleet, it, order);
  if (order.do === 'CreateUser') return enrol(it, order);
  if (order.do === 'DeleteUser') return dismiss(it, box, order);
  if (order.do === 'RecordLogin') return logIn(it, order);
  if (order.do === 'ChangePassword') return resetPassword(it, order);
  if (order.do === 'CreateKey') return makeKey(it, box, order);
  if (order.do === 'DeleteKey') return dropKey(it, box, order);
  return order.do === 'PutCertificate' ? naivePutCertificate(it, box, order) : decree(it, order);
};
