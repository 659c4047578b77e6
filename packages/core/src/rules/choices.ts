/**
 * This model's choices where AWS's documentation is silent, and the model's own rules.
 *
 * @module
 */
import { assumed } from './assumed.ts';
import { endpointChoices } from './endpoint-rules.ts';
import type { RuleText } from './rule.ts';
import type { ChoiceId, ModelId } from './rule-id.ts';

const NONE: readonly string[] = Object.freeze([]);

const own = (statement: string): RuleText => ({
  statement,
  source: 'this model',
  urls: NONE,
  confidence: 'assumed',
});

/** The choices, by id. */
export const choices: Readonly<Record<ChoiceId, RuleText>> = {
  'U-1': assumed(
    'An active cluster is DEGRADED while it has a DEGRADED HSM and no ACTIVE one; it ' +
      'then takes the same commands as an ACTIVE one, but for a change of its type.',
  ),
  'U-3': assumed('An activated cluster without HSMs stays ACTIVE.'),
  'U-4': assumed(
    'An INITIALIZED cluster that has lost its only HSM accepts no other, since nothing could ' +
      'restore its contents: it can only be deleted.',
  ),
  'U-5': assumed(
    'A daily backup is due 24 hours after the later of two instants: the start of the last ' +
      'backup, and the instant since which the cluster has had an ACTIVE HSM.',
  ),
  'U-6': assumed(
    'An HSM leaves when its backup is done; if the backup fails, the removal fails and it stays.',
  ),
  'U-7': assumed(
    'The latest backup is the newest READY backup of the cluster itself that its HSM type can ' +
      'load.',
  ),
  'U-8': assumed(
    'A cluster that has been active but has no HSM and no backup refuses a new HSM, which ' +
      'would silently start blank.',
  ),
  'U-9': assumed(
    'A backup expires at createdAt and the policy’s days; one that is undeleted after ' +
      'that is left alone for an hour, long enough to exempt it, to lengthen the policy or to ' +
      'restore it.',
  ),
  'U-10': assumed(
    'The latest backup is the newest READY one, exempt or not, that the cluster can load. ' +
      'Retention also spares the newest of each other HSM type, until its end of support.',
  ),
  'U-11': assumed(
    'An exempt backup can be deleted by hand; the exemption survives an undelete, and ' +
      'copies do not inherit it.',
  ),
  'U-12': assumed(
    'A purged backup is no longer listed, nor is a cluster’s own backup that failed.',
  ),
  'U-13': assumed(
    'Only a READY backup can be deleted, restored or copied; an edition may let one that is ' +
      'PENDING_DELETION be copied.',
  ),
  'U-15': assumed(
    'A backup can be copied only to a region other than its own; copies can be copied, and ' +
      'duplicates are allowed.',
  ),
  'U-16': assumed(
    'A share sleeps while its backup is PENDING_DELETION and ends with its purge; a copy is not ' +
      'shared.',
  ),
  'U-17': assumed('Setting what is set already succeeds and changes nothing.'),
  'U-18': assumed(
    'Initialization can be tried again until it succeeds, and only while the cluster is ' +
      'UNINITIALIZED.',
  ),
  'U-19': assumed(
    'A removal names its HSM in exactly one way: by HSM id, network interface or IP address.',
  ),
  'U-20': assumed(
    'A cluster takes 5 minutes, an HSM 10, a backup 2, a copy 10, initialization and deletions ' +
      '2, the report of an activation none; each is one number where AWS shows ranges (F-241).',
  ),
  'U-22': assumed('Quotas count clusters and HSMs that are not DELETED.'),
  'U-23': assumed('The first HSM of a restored or emptied cluster makes no backup; later ones do.'),
  'U-25': assumed('A DEGRADED HSM cannot be backed up.'),
  'U-26': assumed(
    'A failed creation leaves a DELETED cluster, a failed deletion the cluster as it was; only ' +
      'UNINITIALIZED, INITIALIZED and active clusters can be deleted.',
  ),
  'U-27': assumed(
    'A key deleted while an HSM joins is gone on that HSM too; a user deleted then comes back ' +
      'with it.',
  ),
  'U-28': assumed('The last crypto officer cannot be deleted.'),
  'U-30': assumed(
    'Retention can be set until deletion begins; a backup can be exempted while it is READY.',
  ),
  'U-39': assumed(
    'A backup fails with the HSM that it is made of, and what waits for it fails too: an HSM ' +
      'that joins is a failed join, one that leaves stays, DEGRADED if it has failed itself.',
  ),
  'U-40': assumed(
    'A user that is created again where it is missing keeps the creation and the password of ' +
      'the first HSM that has it, so that it is one user.',
  ),
  'U-41': assumed('A key whose owner is on no ACTIVE HSM cannot be deleted until it is again.'),
  'U-50': assumed(
    'The service detects a failed HSM after an hour and replaces it in 20 minutes. The new HSM ' +
      'has the users of the start; its keys are those of the HSMs that stay, or, for a lone ' +
      'HSM, those of the latest backup. An HSM whose joining failed is never replaced.',
  ),
  'U-51': assumed(
    'A lost zone takes along what its HSMs hold, and what joins or is replaced there fails; none ' +
      'is made there until it recovers, and failures are detected anew from then on.',
  ),
  'U-52': assumed(
    'The HSMs of a restored cluster start from the backup that it was made from until a backup ' +
      'of its own is READY, and no HSM joins and no rollback loads from there; then that source ' +
      'is dropped, and the cluster depends on its own backups.',
  ),
  'U-53': assumed(
    'From the instant of a type’s end of support, the service adds no HSM of it and replaces ' +
      'none; those that exist stay. A migration that is in progress then goes on or turns back.',
  ),
  'U-54': assumed(
    'The report of an activation cannot fail, and waits while the region is out of reach; the ' +
      'daily clock starts with it.',
  ),
  'U-55': assumed(
    'When a region is destroyed, what is in progress in it fails at that instant, and nothing is ' +
      'tried again: a change of HSM type stops where it is. Deletions in progress end, retention ' +
      'and purges go on, and it uses no quota.',
  ),
  'U-60': assumed(
    'An HSM without a given address gets the lowest of its subnet that AWS does not reserve and ' +
      'no HSM of the cluster has; if there is none, it is refused.',
  ),
  'U-70': assumed(
    'A migration skips HSMs that have failed before; a backup or an HSM that fails turns it ' +
      'back. Going back after completion makes one backup, then loads each HSM from the newest ' +
      'backup of the old type that is READY as it begins; an HSM that fails on the way back is ' +
      'skipped.',
  ),
  'U-80': assumed(
    'HSMs are added while the cluster is UNINITIALIZED, ACTIVE or DEGRADED, and removed while it ' +
      'is one of these or INITIALIZED; none is replaced during a migration.',
  ),
  'U-81': assumed(
    'Removing the HSM of an INITIALIZED cluster makes no backup, as before initialization (F-97).',
  ),
  'U-82': assumed(
    'Only an ACTIVE or DEGRADED HSM can be removed or replaced, and no migration begins ' +
      'while there is any other; AWS’s own sample removes no other either.',
  ),
  'U-83': assumed(
    'An HSM can fail while it is ACTIVE, joining or leaving; one that has failed cannot fail ' +
      'again.',
  ),
  'U-84': assumed(
    'A key is on every ACTIVE HSM as soon as it is created: no ACTIVE HSM lacks it (F-200).',
  ),
  'U-71': assumed(
    'The daily clock of an observed cluster starts with the observation, and so does the ' +
      'detection of its failed HSMs; its activation counts from its creation, and its backups ' +
      'count as daily ones. If it is activated and has no READY backup of its own, it may have ' +
      'been restored; so has one with a certificate that is still being created. An INITIALIZED ' +
      'one may be in use already, and a backup that it has is that of its activation (F-244).',
  ),
  'U-72': assumed(
    'What was observed may hold more than is listed, and so may what is made from it: nothing ' +
      'unlisted counts as absent, counts are lower bounds, and what a command creates is new. A ' +
      'command that depends on what is not listed is refused.',
  ),
  ...endpointChoices,
};

/** The model's own rules, by id. */
export const modelRules: Readonly<Record<ModelId, RuleText>> = {
  'M-1': own('Time does not run backwards: a command is not earlier than the last event.'),
  'M-2': own('An instant is a whole number of milliseconds since 1970, up to 8.64e15.'),
  'M-3': own('A command names only what exists.'),
  'M-4': own('An id is used only once.'),
  'M-5': own(
    'Only work in progress can end, and an HSM’s not before the backup that it waits for.',
  ),
  'M-6': own('Contents can be written only on an ACTIVE HSM that is not leaving.'),
  'M-7': own('A lost region answers no requests; a destroyed one never recovers.'),
  'M-8': own('A command goes to a holder of the right kind.'),
  'M-9': own(
    'A custom edition keeps every number in range, names only what exists, and has its own name.',
  ),
  'M-10': own('A quota is a whole number, 0 or more.'),
  'M-11': own(
    'On command, a fleet forgets copies that are purged, and DELETED clusters without backups ' +
      'once nothing of their lineage is left.',
  ),
  'M-12': own(
    'Each field must have its form, so that everything accepted can be written and read again; ' +
      'regions are those of all AWS partitions.',
  ),
  'M-13': own('A command has a type that its receiver knows.'),
  'M-14': own(
    'What one account asks for changes nothing of another; they share only regions and zones, ' +
      'backups by a share, and the count of generated ids.',
  ),
  'M-15': own(
    'What is observed contradicts neither itself, nor the present, nor the copies and backups of ' +
      'the fleet, and what is in progress ends within 30 days, unless the edition leaves it ' +
      'to a report; so a migration cannot be observed.',
  ),
};
