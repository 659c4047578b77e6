/**
 * Facts about users, keys, certificates and policies.
 *
 * @module
 */
import type { RuleText } from './rule.ts';
import type { ContentsFactId } from './rule-id.ts';
import { documented, guide, kmsGuide } from './sources.ts';

/** By id. */
export const contentsFacts: Readonly<Record<ContentsFactId, RuleText>> = {
  'F-128': documented(
    'A cluster holds 3,300 keys on hsm1.medium and 16,666 on hsm2m.medium, of which at most ' +
      '3,333 are asymmetric.',
    guide('limits'),
  ),
  'F-129': documented(
    'A cluster holds 250 users on hsm1.medium and 1,024 on hsm2m.medium.',
    guide('limits'),
  ),
  'F-130': documented('A user name has 1 to 31 characters.', guide('limits')),
  'F-132': documented(
    'Certificates can be stored on hsm2m.medium only, at most 60 in a cluster.',
    guide('limits'),
  ),
  'F-195': documented(
    'COs administer, CUs own keys, and the appliance user (AU) belongs to the HSM.',
    guide('understanding-users'),
  ),
  'F-199': documented(
    'Policies, such as quorum values, are set on the HSMs.',
    guide('quorum-auth-chsm-cli-service-names'),
  ),
  'F-200': documented(
    'A key exists on the HSMs that it was created on, and on the others once it is cloned; one ' +
      'that is not cloned yet dies with its HSM.',
    guide('understand-key-sync'),
  ),
  'F-230': documented(
    'A deleted key can come back only from a backup that was taken while it existed.',
    kmsGuide('fix-keystore'),
  ),
};
