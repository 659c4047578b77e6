/**
 * The forms of fields that several transitions take.
 *
 * A field that names something existing (an id, a user's name) may be any text: the look-up refuses
 * what it does not find.
 *
 * @module
 */
import {
  dictionaryForm,
  grammarForm,
  listForm,
  membersCheck,
  numberForm,
  optionalForm,
  recordForm,
  uncheckedForm,
  wordsForm,
  type Form,
  type FormsOf,
} from '../model/form.ts';
import type { AccountId } from '../model/account.ts';
import type { Cluster } from '../model/cluster.ts';
import type { KeyKind, Role } from '../model/contents.ts';
import type { Edition } from '../model/edition.ts';
import { grammars } from '../model/grammar.ts';
import type { ClusterId, Stem } from '../model/ids.ts';
import type { EpochMillis } from '../model/instant.ts';
import type {
  AvailabilityZone,
  ClusterMode,
  HsmType,
  NetworkType,
  Region,
  Subnet,
  Tags,
} from '../model/placement.ts';

/** What a new cluster may be asked to have, made or restored. */
type Plan = {
  readonly account?: AccountId;
  readonly subnets: readonly Subnet[];
  readonly networkType?: NetworkType;
  readonly retentionDays?: number;
  readonly tags?: Tags;
};

const region: Form<Region> = grammarForm(grammars.region);
const availabilityZone: Form<AvailabilityZone> = grammarForm(grammars.availabilityZone);
const hsmType: Form<HsmType> = grammarForm(grammars.hsmType);
const mode: Form<ClusterMode> = wordsForm('FIPS', 'NON_FIPS');
const stem: Form<Stem | undefined> = optionalForm(grammarForm(grammars.stem));
const name: Form<string> = grammarForm(grammars.name);
const tags: Form<Tags> = dictionaryForm('tags', grammars.tagKey, grammarForm(grammars.tagValue));
const account: Form<AccountId> = grammarForm(grammars.account);
const plan: FormsOf<Plan> = {
  account: optionalForm(account),
  subnets: listForm(
    'a list of subnets',
    recordForm<Subnet>('a subnet', {
      subnetId: grammarForm(grammars.subnetId),
      availabilityZone,
      cidr: optionalForm(grammarForm(grammars.cidr)),
    }),
  ),
  networkType: optionalForm(wordsForm('IPV4', 'DUALSTACK')),
  retentionDays: optionalForm(numberForm),
  tags: optionalForm(tags),
};
const freeText: Form<string> = grammarForm(grammars.freeText);
const reason: Form<string | undefined> = optionalForm(freeText);
const role: Form<Role> = wordsForm('CO', 'CU', 'AU', 'PRECO');
const keyKind: Form<KeyKind> = wordsForm('symmetric', 'asymmetric');
const edition: Form<Edition | undefined> = uncheckedForm();
const expiresAt: Form<EpochMillis | undefined> = uncheckedForm();
const clusterId: Form<ClusterId> = grammarForm(grammars.clusterId);
const cluster: Form<Cluster> = membersCheck('a cluster', { kind: wordsForm('CLUSTER') });

/** The forms of fields that several transitions take. */
export const inputFields: {
  readonly region: Form<Region>;
  readonly availabilityZone: Form<AvailabilityZone>;
  readonly hsmType: Form<HsmType>;
  readonly mode: Form<ClusterMode>;
  readonly stem: Form<Stem | undefined>;
  readonly name: Form<string>;
  readonly tags: Form<Tags>;
  readonly account: Form<AccountId>;
  readonly plan: FormsOf<Plan>;
  readonly freeText: Form<string>;
  readonly reason: Form<string | undefined>;
  readonly role: Form<Role>;
  readonly keyKind: Form<KeyKind>;
  readonly edition: Form<Edition | undefined>;
  readonly expiresAt: Form<EpochMillis | undefined>;
  readonly clusterId: Form<ClusterId>;
  readonly cluster: Form<Cluster>;
} = {
  region,
  availabilityZone,
  hsmType,
  mode,
  stem,
  name,
  tags,
  account,
  plan,
  freeText,
  reason,
  role,
  keyKind,
  edition,
  expiresAt,
  clusterId,
  cluster,
};
