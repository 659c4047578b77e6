/**
 * Facts that were added in November 2026, read in the guide of that autumn.
 *
 * @module
 */
import type { RuleText } from './rule.ts';
import type { FactOf2026Id } from './rule-id.ts';
import {
  documented,
  faq,
  guide,
  measurements,
  observed,
  sample,
  sampleIssue,
  unlinked,
} from './sources.ts';

/** By id. */
export const factsOf2026: Readonly<Record<FactOf2026Id, RuleText>> = {
  'F-231': documented(
    'A user that owns keys cannot be deleted: its keys go first.',
    guide('cloudhsm_cli-user-delete'),
  ),
  'F-232': documented(
    'Only the crypto user that owns a key can delete it.',
    guide('cloudhsm_cli-key-delete'),
  ),
  'F-234': documented(
    'A user name has letters, digits and underscores, and is not case sensitive.',
    guide('cloudhsm_cli-user-create'),
  ),
  'F-235': documented(
    'Until it is activated, the first HSM has the user unactivated-admin beside app_user.',
    guide('activate-cluster'),
  ),
  'F-236': documented(
    'Every HSM has an address: CreateHsm without one answers with the one that was picked.',
    guide('create-hsm'),
  ),
  'F-238': documented(
    'A migration that turns back uses the backup of its start; a rollback after completion uses ' +
      'the latest backup of the old type.',
    guide('hsm1-to-hsm2-migration'),
  ),
  'F-241': observed(
    'Operators budget 25 minutes for CreateHsm and 5 to 15 for DeleteHsm; 5 and 2 were measured.',
    unlinked('operators’ scripts of 2026'),
    measurements,
  ),
  'F-242': documented(
    'A cluster with a single HSM can lose what was made since its last backup.',
    faq,
  ),
  'F-243': observed(
    'A replacement takes time and shows both HSMs meanwhile; a user made meanwhile is not on ' +
      'the new one.',
    unlinked('AWS re:Post'),
    measurements,
  ),
  'F-244': observed(
    'After an activation the service still says INITIALIZED, and refuses new HSMs, for up to ' +
      'some 80 seconds.',
    measurements,
  ),
  'F-245': observed(
    'CloudHSM is not offered in every zone; a cluster may have a subnet there, an HSM cannot be ' +
      'created.',
    sampleIssue(33),
  ),
  'F-246': observed(
    'Users made from a backup have the passwords that they had in the backup.',
    sample,
  ),
  'F-247': documented(
    'Single keys and users can be replicated between clusters of one lineage, both ACTIVE.',
    guide('cloudhsm_cli-key-replicate', 'cloudhsm_cli-user-replicate'),
  ),
};
