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
import { inputForms } from './input-forms.ts';
import { observedForms } from './observed-forms.ts';

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
const { edition: _edition, ...created } = withoutIds(inputForms.createCluster);
const { edition: _its, ...restored } = withoutIds(inputForms.restore);
const { copyId: _copyId, ...copied } = withoutIds(inputForms.copyToRegion);

const dataForms: DataForms = {
  CreateCluster: { ...created, clusterId: newClusterId },
  Restore: { ...restored, clusterId: newClusterId },
  CopyToRegion: copied,
  ObserveCluster: observedForms.ObserveCluster,
  ObserveCopy: observedForms.ObserveCopy,
  Initialize: { ...ofCluster, ...inputForms.initialize },
  Activate: { ...ofCluster, ...inputForms.activate },
  AddHsm: { ...ofCluster, ...inputForms.addHsm },
  RemoveHsm: { ...ofCluster, ...inputForms.removeHsm },
  DeleteCluster: { ...ofCluster, ...inputForms.deleteCluster },
  SetRetention: { ...ofCluster, ...inputForms.setRetention },
  ApplyRetention: { ...ofCluster, ...inputForms.applyRetention },
  CreateUser: { ...ofCluster, ...inputForms.createUser },
  DeleteUser: { ...ofCluster, ...inputForms.deleteUser },
  RecordLogin: { ...ofCluster, ...inputForms.recordLogin },
  ChangePassword: { ...ofCluster, ...inputForms.changePassword },
  ReplicateUser: { ...ofCluster, from: textForm, name: textForm },
  CreateKey: { ...ofCluster, ...inputForms.createKey },
  DeleteKey: { ...ofCluster, ...inputForms.deleteKey },
  ReplicateKey: { ...ofCluster, from: textForm, keyId: textForm },
  PutCertificate: { ...ofCluster, ...inputForms.putCertificate },
  SetPolicy: { ...ofCluster, ...inputForms.setPolicy },
  FailHsm: { ...ofCluster, ...inputForms.failHsm },
  ReplaceHsm: { ...ofCluster, ...inputForms.replaceHsm },
  ChangeHsmType: { ...ofCluster, ...inputForms.changeHsmType },
  DeleteBackup: inputForms.deleteBackup,
  UndeleteBackup: inputForms.undeleteBackup,
  SetNeverExpires: inputForms.setNeverExpires,
  ShareBackup: inputForms.shareBackup,
  UnshareBackup: inputForms.unshareBackup,
  Tag: inputForms.tag,
  Untag: inputForms.untag,
  Settle: inputForms.settle,
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
