/**
 * The contents of an opened backup, as lines: names and kinds, never secrets.
 *
 * @module
 */
import type { CborValue } from '@hsm-lifecycle/crypto';
import type { OpenedContents } from '@hsm-lifecycle/runtime';
import type { Colors } from '../../terminal/colors.ts';
import { countText, instantText } from '@hsm-lifecycle/drills/sentences';

type Fields = Readonly<Record<string, CborValue>>;

const isFields = (value: CborValue | undefined): value is Fields =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  !(value instanceof Uint8Array);

const fieldsIn = (value: CborValue | undefined): Fields => (isFields(value) ? value : {});

const listIn = (value: CborValue | undefined): readonly Fields[] =>
  Array.isArray(value) ? value.map(fieldsIn) : [];

const textIn = (value: CborValue | undefined): string => (typeof value === 'string' ? value : '');

const when = (verb: string, value: CborValue | undefined): readonly string[] =>
  typeof value === 'number' ? [`${verb} ${instantText(value)}`] : [];

type Row = readonly [name: string, ...rest: string[]];

const keyRow = ({ keyId, label, owner, kind, createdAt, expiresAt }: Fields): Row => [
  textIn(keyId),
  textIn(kind),
  `owned by ${textIn(owner)}`,
  ...(label === undefined ? [] : [`labelled ${JSON.stringify(label)}`]),
  ...when('created', createdAt),
  ...when('expires', expiresAt),
];

const userRow = ({ name, role, createdAt, lastSeenAt }: Fields): Row => [
  textIn(name),
  textIn(role),
  ...when('created', createdAt),
  ...when('last seen', lastSeenAt),
];

const certificateRow = ({ certificateId, subject, expiresAt }: Fields): Row => [
  textIn(certificateId),
  ...(subject === undefined ? [] : [textIn(subject)]),
  ...when('expires', expiresAt),
];

const settingRows = (value: CborValue | undefined): readonly Row[] =>
  Object.entries(fieldsIn(value)).map(([name, it]) => [name, textIn(it)]);

const section = (heading: string, rows: readonly Row[]): readonly string[] => {
  if (rows.length === 0) return [];
  const width = Math.max(...rows.map(([name]) => name.length));
  return [
    heading,
    ...rows.map(([name, ...rest]) => `  ${name.padEnd(width)}  ${rest.join(', ')}`.trimEnd()),
  ];
};

/** Lists the contents, kind by kind; of the secrets only their size. */
export const inventoryLines = (
  { contents, secrets }: OpenedContents,
  colors: Colors,
): readonly string[] => {
  const { material, access } = fieldsIn(contents);
  const { keys, certificates } = fieldsIn(material);
  const { users, policies, configuration } = fieldsIn(access);
  const heading = (count: number, one: string, many?: string): string =>
    colors.bold(countText(count, one, many));
  const [keyRows, userRows, certificateRows] = [
    listIn(keys).map(keyRow),
    listIn(users).map(userRow),
    listIn(certificates).map(certificateRow),
  ];
  const [policyRows, settings] = [settingRows(policies), settingRows(configuration)];
  return [
    ...section(heading(keyRows.length, 'key'), keyRows),
    ...section(heading(userRows.length, 'user'), userRows),
    ...section(heading(certificateRows.length, 'certificate'), certificateRows),
    ...section(heading(policyRows.length, 'policy', 'policies'), policyRows),
    ...section(heading(settings.length, 'setting'), settings),
    ...(secrets === undefined
      ? []
      : [`${countText(secrets.length, 'byte')} of secrets (not shown)`]),
  ];
};
