/**
 * The keys of a store, and what was done with them, in English.
 *
 * @module
 */
import type { PbkInfo } from '@hsm-lifecycle/crypto';
import { countText } from '@hsm-lifecycle/drills/sentences';
import type { Rotation } from '@hsm-lifecycle/runtime';
import type { OpenStore } from '../../store/open-store.ts';
import { colorsFor, type Io } from '../../terminal/io.ts';
import { asHex } from '../../terminal/print-json.ts';
import type { NeededKey, Retirement } from './retire-keys.ts';

const STATUS_TEXT = {
  active: 'active',
  'decrypt-only': 'only opens',
  retired: 'destroyed: opens nothing',
} as const;

const keyLine = ({ region, manufacturer, epoch, status, id }: PbkInfo): string =>
  [
    `  ${region.padEnd(14)} ${manufacturer.padEnd(8)} epoch ${String(epoch).padEnd(3)}`,
    `${asHex(id)}  ${STATUS_TEXT[status]}`,
  ].join(' ');

/** Lists the keys. */
export const keysText = ({ keysPath, keyring }: OpenStore, io: Io): string =>
  [
    colorsFor(io).bold(`Persistent backup keys in ${keysPath}`),
    ...keyring.keys().map(keyLine),
    '',
  ].join('\n');

/** What a rotation leaves exposed. */
export const ROTATION_EXPOSES: readonly string[] = [
  'The old keys still open earlier exports, and old copies of the store. Whoever has a copy of',
  'the key file from before has the old keys too, but not the new ones. hsm-lifecycle keys retire',
  'destroys the old keys in the key file.',
];

/** What a retirement cannot reach. */
export const RETIREMENT_EXPOSES: readonly string[] = [
  'A destroyed key is gone from the key file only: earlier copies of it, and what a disk keeps of',
  'replaced files, still hold it. Such a copy opens earlier exports and old copies of the store.',
];

const marks = (io: Io) => {
  const colors = colorsFor(io);
  return {
    good: (text: string) => `  ${colors.green('✓')} ${text}`,
    bad: (text: string) => `  ${colors.red('✗')} ${colors.red(text)}`,
    dim: (text: string) => `    ${colors.dim(text)}`,
  };
};

/** Says what a rotation did. */
export const rotationText = (
  { rotated, faults, overtaken }: Rotation,
  store: OpenStore,
  io: Io,
): string => {
  const { good, bad, dim } = marks(io);
  const problems = [
    ...faults.map(({ holderId, reason }) => `${holderId}: ${reason}`),
    ...overtaken,
  ];
  const rewrapped = countText(rotated.length, 'key record');
  return [
    good(`${rewrapped} rewrapped under the new epoch; payloads unchanged`),
    ...problems.map(bad),
    ...ROTATION_EXPOSES.map(dim),
    '',
    keysText(store, io),
  ].join('\n');
};

const neededText = ({ region, epoch, holderIds }: NeededKey): string =>
  `epoch ${epoch} of ${region} is kept: ${countText(holderIds.length, 'key record')} ` +
  `${holderIds.length === 1 ? 'needs' : 'need'} it (${holderIds.join(', ')}); ` +
  `rewrap with hsm-lifecycle keys rotate`;

const retiredLines = (
  { retired, needed }: Retirement,
  { good, dim }: ReturnType<typeof marks>,
): readonly string[] => {
  if (retired.length > 0)
    return [
      good(`${countText(retired.length, 'old key')} destroyed`),
      ...RETIREMENT_EXPOSES.map(dim),
    ];
  return needed.length > 0 ? [] : [good('there is no old key to destroy')];
};

/** Says what a retirement did. */
export const retirementText = (retirement: Retirement, store: OpenStore, io: Io): string => {
  const all = marks(io);
  return [
    ...retiredLines(retirement, all),
    ...retirement.needed.map((key) => all.bad(neededText(key))),
    '',
    keysText(store, io),
  ].join('\n');
};
