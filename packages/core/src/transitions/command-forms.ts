/**
 * The form of commands: a known type, and data that fits it.
 *
 * @module
 */
import { excerpt } from '../kernel/excerpt.ts';
import { notWellFormed } from '../guards/formed.ts';
import {
  exactForm,
  uncheckedForm,
  listForm,
  memberMisfit,
  membersCheck,
  numberForm,
  wordsForm,
  optionalForm,
  textForm,
  grammarForm,
  type FormCheck,
  type FormsOf,
} from '../model/form.ts';
import { grammars } from '../model/grammar.ts';
import type { EpochMillis } from '../model/instant.ts';
import type { NoBackupOnRequest } from '../rules/contents-refusals.ts';
import type { NotWellFormed, UnknownCommand } from '../rules/model-refusals.ts';
import type { Command, CommandOf } from './command.ts';
import { activateForms } from './activate.ts';
import { addHsmForms } from './add-hsm.ts';
import { changeHsmTypeForms } from './change-hsm-type.ts';
import { changePasswordForms } from './change-password.ts';
import { copyToRegionForms } from './copy-to-region.ts';
import { createClusterForms } from './create-cluster.ts';
import { createKeyForms } from './create-key.ts';
import { createUserForms } from './create-user.ts';
import { deleteBackupForms } from './delete-backup.ts';
import { deleteKeyForms } from './delete-key.ts';
import { deleteUserForms } from './delete-user.ts';
import { failHsmForms } from './fail-hsm.ts';
import { initializeForms } from './initialize.ts';
import { putCertificateForms } from './put-certificate.ts';
import { recordLoginForms } from './record-login.ts';
import { removeHsmForms } from './remove-hsm.ts';
import { replaceHsmForms } from './replace-hsm.ts';
import { restoreForms } from './restore.ts';
import { setNeverExpiresForms } from './set-never-expires.ts';
import { setPolicyForms } from './set-policy.ts';
import { setRetentionForms } from './set-retention.ts';
import { settleForms } from './settle.ts';
import { shareBackupForms } from './share-backup.ts';
import { tagForms } from './tag.ts';
import { undeleteBackupForms } from './undelete-backup.ts';
import { unshareBackupForms } from './unshare-backup.ts';
import { untagForms } from './untag.ts';
import { observedClusterForms, observedCopyForms } from '../guards/observed-forms.ts';

type DataForms = {
  readonly [Type in Command['type']]: FormsOf<Omit<CommandOf<Type>['data'], 'at'>>;
};

const ofCluster = { clusterId: textForm };
const region = grammarForm(grammars.region);
const zone = grammarForm(grammars.availabilityZone);
const newClusterId = optionalForm(grammarForm(grammars.clusterId));

const withoutIds = <Forms extends { readonly stem: unknown }>({
  stem: _stem,
  ...forms
}: Forms): Omit<Forms, 'stem'> => forms;
const { edition: _edition, ...created } = withoutIds(createClusterForms);
const { edition: _its, ...restored } = withoutIds(restoreForms);
const { copyId: _copyId, ...copied } = withoutIds(copyToRegionForms);

const dataForms: DataForms = {
  CreateCluster: { ...created, clusterId: newClusterId },
  Restore: { ...restored, clusterId: newClusterId },
  CopyToRegion: copied,
  ObserveCluster: observedClusterForms,
  ObserveCopy: observedCopyForms,
  Initialize: { ...ofCluster, ...initializeForms },
  Activate: { ...ofCluster, ...activateForms },
  AddHsm: { ...ofCluster, ...addHsmForms },
  RemoveHsm: { ...ofCluster, ...removeHsmForms },
  DeleteCluster: ofCluster,
  SetRetention: { ...ofCluster, ...setRetentionForms },
  ApplyRetention: ofCluster,
  CreateUser: { ...ofCluster, ...createUserForms },
  DeleteUser: { ...ofCluster, ...deleteUserForms },
  RecordLogin: { ...ofCluster, ...recordLoginForms },
  ChangePassword: { ...ofCluster, ...changePasswordForms },
  ReplicateUser: { ...ofCluster, from: textForm, name: textForm },
  CreateKey: { ...ofCluster, ...createKeyForms },
  DeleteKey: { ...ofCluster, ...deleteKeyForms },
  ReplicateKey: { ...ofCluster, from: textForm, keyId: textForm },
  PutCertificate: { ...ofCluster, ...putCertificateForms },
  SetPolicy: { ...ofCluster, ...setPolicyForms },
  FailHsm: { ...ofCluster, ...failHsmForms },
  ReplaceHsm: { ...ofCluster, ...replaceHsmForms },
  ChangeHsmType: { ...ofCluster, ...changeHsmTypeForms },
  DeleteBackup: deleteBackupForms,
  UndeleteBackup: undeleteBackupForms,
  SetNeverExpires: setNeverExpiresForms,
  ShareBackup: shareBackupForms,
  UnshareBackup: unshareBackupForms,
  Tag: tagForms,
  Untag: untagForms,
  Settle: settleForms,
  LoseRegion: { region, kind: wordsForm('UNREACHABLE', 'DESTROYED') },
  RecoverRegion: { region },
  SetQuota: {
    account: optionalForm(grammarForm(grammars.account)),
    region,
    clusters: optionalForm(numberForm),
    hsms: optionalForm(numberForm),
  },
  LoseZone: { availabilityZone: zone },
  RecoverZone: { availabilityZone: zone },
  SetZonesWithoutHsms: { availabilityZones: listForm('a list of zones', zone) },
  ForgetGone: { goneSince: uncheckedForm<EpochMillis | undefined>() },
  Advance: {},
};

/** The commands that refuse unknown members, since these would be taken for what was seen. */
const EXACT: ReadonlySet<string> = new Set(['ObserveCluster', 'ObserveCopy']);

const forms: ReadonlyMap<string, FormCheck> = new Map(
  Object.entries<object>(dataForms).map(([type, each]) => [
    type,
    EXACT.has(type)
      ? exactForm<object>('an object', { ...each, at: uncheckedForm<EpochMillis>() })
      : membersCheck('an object', each),
  ]),
);

/** What people ask for who look for a command that makes a backup. */
const WISH = 'CreateBackup';

/** The types of all commands. */
const commandTypes: readonly string[] = Object.freeze([...forms.keys()]);

const noCommand = (type: unknown, known: readonly string[]): UnknownCommand | NoBackupOnRequest => {
  if (type === WISH) return { _tag: 'NoBackupOnRequest', rule: 'F-139' };
  const name = typeof type === 'string' ? type : excerpt(type);
  return { _tag: 'UnknownCommand', rule: 'M-13', type: name, known };
};

/**
 * Returns why a value is not a command, or `undefined` if it is one.
 *
 * @param command - any value
 * @param known - the types that are accepted here
 */
export const commandRefusal = (
  command: unknown,
  known: readonly string[] = commandTypes,
): NotWellFormed | UnknownCommand | NoBackupOnRequest | undefined => {
  if (typeof command !== 'object' || command === null || !('type' in command)) {
    const expected = 'an object with a type and data';
    return notWellFormed({ field: 'command', expected, actual: excerpt(command) });
  }
  const { type } = command;
  const check = typeof type === 'string' && known.includes(type) ? forms.get(type) : undefined;
  if (check === undefined) return noCommand(type, known);
  const misfit = memberMisfit(check, 'data' in command ? command.data : undefined, 'data');
  return misfit && notWellFormed(misfit);
};
