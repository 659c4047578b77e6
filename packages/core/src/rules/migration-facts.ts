/**
 * Facts about the change of a cluster's HSM type.
 *
 * @module
 */
import type { RuleText } from './rule.ts';
import type { MigrationFactId } from './rule-id.ts';
import { documented, guide } from './sources.ts';

/** By id. */
export const migrationFacts: Readonly<Record<MigrationFactId, RuleText>> = {
  'F-104': documented(
    'An HSM that changes its type keeps its IP address.',
    guide('hsm1-to-hsm2-migration'),
  ),
  'F-138': documented(
    'A migration makes a full backup before each HSM.',
    guide('hsm1-to-hsm2-migration'),
  ),
  'F-160': documented(
    'A migrated cluster also keeps its latest backup of the old type.',
    guide('manage-backup-retention'),
  ),
  'F-186': documented(
    'An ACTIVE cluster of hsm1.medium with at most 27 HSMs can change to hsm2m.medium in place.',
    guide('hsm1-to-hsm2-migration'),
  ),
  'F-187': documented(
    'A migration that fails turns back by itself.',
    guide('hsm1-to-hsm2-migration'),
  ),
  'F-188': documented(
    'A migration takes one HSM at a time, about 30 minutes each; each HSM shows its own type.',
    guide('hsm1-to-hsm2-migration'),
  ),
  'F-189': documented(
    'During a migration users, token keys, policies and certificates cannot be changed; reads ' +
      'work.',
    guide('hsm1-to-hsm2-migration'),
  ),
  'F-190': documented(
    'A migration can be rolled back within 24 hours of its start.',
    guide('hsm1-to-hsm2-migration'),
  ),
  'F-191': documented(
    'Going back during a migration loses nothing; afterwards, what was made since is lost.',
    guide('hsm1-to-hsm2-migration'),
  ),
};
