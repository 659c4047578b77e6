/**
 * Facts about the API itself, and choices where AWS is silent about it. The endpoint keeps them,
 * the model does not know them.
 *
 * @module
 */
import { assumed } from './assumed.ts';
import type { RuleText } from './rule.ts';
import type { EndpointChoiceId, EndpointFactId } from './rule-id.ts';
import { api, documented, guide, modelled } from './sources.ts';

/** By id. */
export const endpointFacts: Readonly<Record<EndpointFactId, RuleText>> = {
  'F-37': modelled(
    'A retention policy has a value: a text of 1 to 3 digits.',
    api('BackupRetentionPolicy'),
  ),
  'F-62': modelled(
    'An IP address is four numbers with dots between.',
    api('CreateHsm', 'IpAddress'),
  ),
  'F-64': modelled(
    'Lists of backups can be filtered by whether they never expire: True or False.',
    api('DescribeBackups', 'Filters'),
  ),
  'F-77': documented(
    'A cluster is initialized with a certificate of its signing request’s key and a trust ' +
      'anchor: a self-signed root, or a chain of at most four that ends in one.',
    guide('initialize-cluster'),
  ),
};

/** By id. */
export const endpointChoices: Readonly<Record<EndpointChoiceId, RuleText>> = {
  'U-2': assumed('What exceeds a quota of clusters or HSMs is an invalid request.'),
  'U-14': assumed('The ClusterId of a backup copy is made from its own id and names no cluster.'),
  'U-24': assumed(
    'Backups are listed newest first, those of one instant by id; clusters are listed by id.',
  ),
  'U-31': assumed(
    'An unknown key of a filter is refused; an unknown id matches nothing. The values of a key ' +
      'are alternatives, and all keys apply.',
  ),
  'U-32': assumed('A DELETED cluster is listed for an hour; other actions do not find it.'),
  'U-33': assumed(
    'ModifyCluster changes either the HSM type or the retention; with both or neither it is ' +
      'refused.',
  ),
  'U-34': assumed(
    'A restore without a mode gets the backup’s; a new cluster without one is refused, but for ' +
      'hsm1.medium, which has FIPS only.',
  ),
  'U-35': assumed(
    'A subnet that nobody has listed gets a zone of its own and a range of addresses; the dates ' +
      'of a customer’s certificates are not checked.',
  ),
  'U-36': assumed(
    'A resource policy is a list of statements that allow accounts to restore, without ' +
      'conditions. Shared backups are listed only if they are shared by a resource share.',
  ),
  'U-37': assumed(
    'A migrating HSM stays ACTIVE; the cluster’s HSM type changes at the end, or at once if it ' +
      'has no HSMs.',
  ),
  'U-38': assumed('At the very instant of its expiration a rollback is too late.'),
};
