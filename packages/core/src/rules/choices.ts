/**
 * What this model chose where AWS is silent, and its own rules of order.
 *
 * @module
 */
import type { RuleText } from './rule.ts';
import type { ChoiceId, ModelId } from './rule-id.ts';

const assumed = (statement: string): RuleText => ({
  statement,
  source: 'undocumented by AWS; our choice',
  confidence: 'assumed',
});
const own = (statement: string): RuleText => ({
  statement,
  source: 'this model',
  confidence: 'assumed',
});

/** By id, what was chosen. */
export const choices: Readonly<Record<ChoiceId, RuleText>> = {
  'U-1': assumed(
    'An active cluster is DEGRADED while it has a DEGRADED HSM and no ACTIVE one; it ' +
      'then takes the same commands as an ACTIVE one.',
  ),
  'U-3': assumed('An activated cluster without HSMs stays ACTIVE.'),
  'U-4': assumed(
    'A cluster that is INITIALIZED and has lost its only HSM takes no other one, for ' +
      'nothing could restore it: it can only be deleted.',
  ),
  'U-5': assumed(
    'A daily backup is due 24 hours after the later of the last backup’s start and the ' +
      'instant since which there has been an ACTIVE HSM.',
  ),
  'U-6': assumed(
    'An HSM leaves after its backup is done; if that fails, it stays and the removal has failed.',
  ),
  'U-7': assumed('The latest backup is the newest READY one of the cluster’s own.'),
  'U-8': assumed(
    'A cluster that has been active but has no HSM and no backup refuses a new HSM, ' +
      'which would silently start blank.',
  ),
  'U-9': assumed(
    'A backup expires at createdAt and the policy’s days; one that is undeleted after ' +
      'that is left alone for 24 hours.',
  ),
  'U-10': assumed('The last backup is the newest READY one, exempt or not.'),
  'U-11': assumed(
    'An exempt backup can be deleted by hand; the exemption survives an undelete and is ' +
      'not copied.',
  ),
  'U-12': assumed(
    'A purged backup is gone from sight, and so is a cluster’s own backup that failed.',
  ),
  'U-13': assumed('Only a READY backup can be deleted, restored or copied.'),
  'U-15': assumed(
    'A backup is copied to another region than its own; copies may be copied, and ' +
      'duplicates are allowed.',
  ),
  'U-17': assumed('A request that changes nothing is refused.'),
  'U-18': assumed(
    'Initialization can be tried again until it succeeds, and only while the cluster is ' +
      'UNINITIALIZED.',
  ),
  'U-19': assumed(
    'An HSM to remove is named in exactly one way: by HSM id, network interface or IP address.',
  ),
  'U-20': assumed(
    'A cluster takes 5 minutes, an HSM 10, a backup 2, a copy 10, initialization and deletions 2.',
  ),
  'U-22': assumed('Quotas count whatever is not DELETED.'),
  'U-23': assumed('The first HSM of a restored or emptied cluster makes no backup; later ones do.'),
  'U-25': assumed('A DEGRADED HSM is no source of backups.'),
  'U-26': assumed(
    'A creation that fails leaves a DELETED cluster, a deletion that fails the cluster ' +
      'as it was; deletion is for UNINITIALIZED, INITIALIZED and active clusters.',
  ),
  'U-27': assumed(
    'A key that is deleted while an HSM joins is gone there too; a user deleted then ' +
      'comes back with it.',
  ),
  'U-28': assumed('The last crypto officer cannot be deleted.'),
  'U-30': assumed(
    'Retention can be set until deletion begins; a backup can be exempted while it is ' +
      'READY or PENDING_DELETION.',
  ),
  'U-40': assumed(
    'A user that is created again where it is missing keeps the creation and the password of ' +
      'the first HSM that has it, so that it is one user.',
  ),
  'U-41': assumed('A key whose owner is on no ACTIVE HSM cannot be deleted until it is again.'),
};

/** By id, the model's own rules. */
export const modelRules: Readonly<Record<ModelId, RuleText>> = {
  'M-1': own('Time does not run backwards: a command’s instant is not before the last event’s.'),
  'M-2': own('An instant is a whole number of milliseconds since 1970, up to 8.64e15.'),
  'M-3': own('A command names what exists.'),
  'M-4': own('An id is used once.'),
  'M-5': own(
    'Only what is in progress can end, and an HSM not before the backup that it waits for.',
  ),
  'M-6': own('What the HSMs hold can be written only on an ACTIVE HSM that is staying.'),
  'M-7': own('A lost region answers no requests; a destroyed one never comes back.'),
  'M-8': own('A command goes to a holder of its kind.'),
  'M-9': own(
    'Custom rules keep every number in its range, name only what exists, and have a name ' +
      'of their own.',
  ),
  'M-10': own('A quota is a whole number, zero or more.'),
  'M-11': own(
    'A fleet forgets on command: a copy that is purged, and a DELETED cluster without ' +
      'backups once nothing of its lineage is left.',
  ),
  'M-12': own(
    'Each field has its form: what is accepted can be written down and read again, and ' +
      'regions are those of every AWS partition.',
  ),
  'M-13': own('A command has a type that is known where it is put.'),
};
