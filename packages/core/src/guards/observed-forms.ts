/**
 * The forms of what is observed.
 *
 * @module
 */
import { excerpt } from '../kernel/excerpt.ts';
import {
  dictionaryForm,
  exactForm,
  flagForm,
  grammarForm,
  listForm,
  optionalForm,
  wordOrForm,
  wordsForm,
  type Form,
  type FormsOf,
} from '../model/form.ts';
import { grammars } from '../model/grammar.ts';
import type { BackupSource } from '../model/backup.ts';
import type { Certificate, Key, User } from '../model/contents.ts';
import { isInstant, type EpochMillis } from '../model/instant.ts';
import type { Edition } from '../model/edition.ts';
import type { ClusterId, Stem } from '../model/ids.ts';
import type {
  ListedContents,
  ObservedBackup,
  ObservedCluster,
  ObservedCopy,
  ObservedHsm,
} from '../model/observed.ts';
import { inputFields } from './input-fields.ts';

const { availabilityZone, clusterId, freeText, hsmType, mode, name, region } = inputFields;
const backupId = grammarForm(grammars.backupId);
const account = optionalForm(inputFields.account);
/** A certificate, if it is known. */
export const observedCertificate: Form<string | undefined> = optionalForm(
  grammarForm(grammars.certificate),
);
const instant: Form<EpochMillis> = (value) =>
  typeof value === 'number' && isInstant(value)
    ? undefined
    : { field: '', expected: 'milliseconds since 1970, a whole number', actual: excerpt(value) };
const maybeInstant = optionalForm(instant);
const tags = optionalForm(inputFields.tags);
const settings = dictionaryForm('names and values', grammars.name, freeText);

const contents: Form<ListedContents> = exactForm<ListedContents>('listed contents', {
  material: exactForm<ListedContents['material']>('keys and certificates', {
    keys: listForm(
      'a list of keys',
      exactForm<Key>('a key', {
        keyId: name,
        label: optionalForm(freeText),
        owner: name,
        kind: inputFields.keyKind,
        createdAt: instant,
        expiresAt: maybeInstant,
      }),
    ),
    certificates: listForm(
      'a list of certificates',
      exactForm<Certificate>('a certificate', {
        certificateId: name,
        subject: optionalForm(freeText),
        putAt: instant,
        expiresAt: maybeInstant,
      }),
    ),
  }),
  access: exactForm<ListedContents['access']>('users, policies and configuration', {
    users: listForm(
      'a list of users',
      exactForm<User>('a user', {
        name,
        role: wordsForm('CO', 'CU', 'AU', 'PRECO'),
        createdAt: instant,
        passwordSetAt: instant,
        lastSeenAt: maybeInstant,
      }),
    ),
    policies: settings,
    configuration: settings,
  }),
});

const observedHsm = exactForm<ObservedHsm>('an observed HSM', {
  hsmId: grammarForm(grammars.hsmId),
  availabilityZone,
  subnetId: grammarForm(grammars.subnetId),
  eniId: grammarForm(grammars.eniId),
  ipAddress: optionalForm(grammarForm(grammars.ipAddress)),
  ipAddressV6: optionalForm(grammarForm(grammars.ipV6Address)),
  state: wordsForm('CREATE_IN_PROGRESS', 'ACTIVE', 'DEGRADED', 'DELETE_IN_PROGRESS'),
  expectedAt: maybeInstant,
});

const backupForms: FormsOf<ObservedBackup> = {
  backupId,
  state: wordsForm('CREATE_IN_PROGRESS', 'READY', 'PENDING_DELETION'),
  createdAt: instant,
  expectedAt: maybeInstant,
  deleteAt: maybeInstant,
  neverExpires: optionalForm(flagForm),
  tags,
  hsmType,
  mode,
  contents: optionalForm(contents),
};

const days: Form<number> = (value) =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 1
    ? undefined
    : { field: '', expected: 'a whole number, 1 or more', actual: excerpt(value) };

/** The forms of what is known of an observed cluster. */
export const observedClusterForms: FormsOf<ObservedCluster> = {
  clusterId,
  account,
  region,
  createdAt: instant,
  phase: wordsForm(
    'CREATE_IN_PROGRESS',
    'UNINITIALIZED',
    'INITIALIZE_IN_PROGRESS',
    'INITIALIZED',
    'ACTIVE',
    'DELETE_IN_PROGRESS',
    'DELETED',
  ),
  expectedAt: maybeInstant,
  hsmType,
  mode,
  networkType: inputFields.plan.networkType,
  subnets: inputFields.plan.subnets,
  retention: wordOrForm('NONE', exactForm<{ readonly days: number }>('a retention', { days })),
  tags,
  certificate: observedCertificate,
  contents: optionalForm(contents),
  hsms: listForm('a list of HSMs', observedHsm),
  backups: listForm('a list of backups', exactForm<ObservedBackup>('a backup', backupForms)),
};

/** The forms of what is known of an observed copy. */
export const observedCopyForms: FormsOf<ObservedCopy> = {
  ...backupForms,
  account,
  region,
  copiedAt: instant,
  source: exactForm<BackupSource>('a source', { region, backupId, clusterId }),
};

/** The forms of what a transition is told besides. */
export const observingForms: {
  readonly stem: Form<Stem | undefined>;
  readonly edition: Form<Edition | undefined>;
  readonly lineageId: Form<ClusterId | undefined>;
} = {
  stem: inputFields.stem,
  edition: inputFields.edition,
  lineageId: optionalForm(clusterId),
};
