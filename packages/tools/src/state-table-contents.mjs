/**
 * The rows and columns of the state table about users, keys and certificates.
 *
 * @module
 */
import {
  changingType,
  accepted,
  clusterId,
  firstHsm,
  later,
  reached,
  zones,
} from './state-table-states.mjs';

/** A key k1 that bob owns. */
const withBob = (fleet) => {
  const more = { at: fleet.asOf, clusterId };
  const made = accepted(fleet, 'CreateUser', { ...more, name: 'bob', role: 'CU' });
  return accepted(made, 'CreateKey', { ...more, keyId: 'k1', owner: 'bob', kind: 'symmetric' });
};
const withAlice = (fleet) =>
  accepted(fleet, 'CreateUser', { at: fleet.asOf, clusterId, name: 'alice', role: 'CU' });
const everywhere = () => withAlice(withBob(reached.active()));
const somewhere = () => {
  const before = withBob(later(reached.activeSlowly(), 1));
  const joining = accepted(before, 'AddHsm', {
    at: before.asOf,
    clusterId,
    availabilityZone: zones[1],
  });
  return later(withAlice(joining), 1);
};
const owning = () => {
  const fleet = everywhere();
  const more = { at: fleet.asOf, clusterId };
  return accepted(fleet, 'CreateKey', { ...more, keyId: 'k2', owner: 'alice', kind: 'symmetric' });
};

const onOldType = () => withAlice(withBob(reached.oldActive()));
const beingReplaced = () => {
  const fleet = withAlice(withBob(later(reached.activeSlowly(), 1)));
  const hsmId = firstHsm(fleet);
  return accepted(fleet, 'ReplaceHsm', { at: fleet.asOf, clusterId, hsmId });
};

/** What is there: a name, and how it is reached. */
export const CONTENTS_ROWS = [
  ['never activated', reached.initialized],
  ['activated, not yet reported', () => withAlice(withBob(reached.unreported()))],
  ['ACTIVE, no HSM', reached.activeEmpty],
  ['ACTIVE, only a joining HSM', reached.onlyJoining],
  ['ACTIVE, only a leaving HSM', reached.onlyLeaving],
  ['ACTIVE, restored, no HSM yet', reached.restored],
  ['ACTIVE, restored, 1 HSM', () => withAlice(withBob(reached.restoredWithHsm()))],
  ['alice on every HSM', everywhere],
  ['alice on one of two HSMs', somewhere],
  ['alice owns a key', owning],
  ['alice on an HSM of hsm1.medium', onOldType],
  ['alice on an HSM being replaced', beingReplaced],
  ['MODIFY_IN_PROGRESS', () => changingType(onOldType(), 'hsm2m.medium')],
  [
    'ROLLBACK_IN_PROGRESS',
    () => changingType(later(changingType(onOldType(), 'hsm2m.medium'), 1 / 12), 'hsm1.medium'),
  ],
  ['DEGRADED', reached.degraded],
  ['its region out of reach', reached.unreachable],
  ['DELETED', reached.deleted],
];

const alice = { clusterId, name: 'alice' };
/** What is asked, with what, and the rule that says yes where the machine does. */
export const CONTENTS_COLUMNS = [
  ['CreateUser', { ...alice, role: 'CU' }, 'F-86'],
  ['DeleteUser', alice, 'F-86'],
  ['ChangePassword', alice, 'F-246'],
  ['CreateKey', { clusterId, keyId: 'k9', owner: 'alice', kind: 'symmetric' }, 'F-195'],
  ['DeleteKey', { clusterId, keyId: 'k1' }, 'F-232'],
  ['DeleteKey by alice', { clusterId, keyId: 'k1', by: 'alice' }, 'F-232'],
  ['PutCertificate', { clusterId, certificateId: 'c1' }, 'F-132'],
  ['SetPolicy', { clusterId, name: 'quorum', value: '2' }, 'F-199'],
];
