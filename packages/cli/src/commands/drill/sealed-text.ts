/**
 * The section of a drill's report about what was sealed, rewrapped, opened and destroyed.
 *
 * @module
 */
import { APPLIANCE_USER, type Contents } from '@hsm-lifecycle/core';
import { holderIn } from '@hsm-lifecycle/core/fleet';
import type { CarryReport, CarryFault, OpenedBackup } from './seal/carry-out.ts';
import { isSound, type SealedDrill } from './seal/seal-drill.ts';
import type { DrillRun } from '@hsm-lifecycle/drills';
import type { ReportStyle } from './report-style.ts';
import { nameAndId, verifyLines } from '../../sentences/verify-text.ts';
import { countText, listText } from '@hsm-lifecycle/drills/sentences';

const atLeast = ({ isComplete }: { readonly isComplete: boolean }): string =>
  isComplete ? '' : 'at least ';

const countsText = ({ material, access }: Contents): string => {
  const users = access.users.filter(({ name }) => name !== APPLIANCE_USER);
  const keysText = countText(material.keys.length, 'key');
  const usersText = countText(users.length, 'user');
  return `${atLeast(material)}${keysText}, ${atLeast(access)}${usersText}`;
};

const unique = (items: readonly string[]): readonly string[] => [...new Set(items)];

const regionOfIn = ({ fleet }: DrillRun, id: string): string => holderIn(fleet, id)?.region ?? '';

const sealedText = (run: DrillRun, { sealed }: CarryReport): string => {
  const regions = unique(sealed.map((id) => regionOfIn(run, id)).filter((region) => region !== ''));
  const where =
    regions.length === 0
      ? ''
      : ` under the ${regions.length === 1 ? 'key' : 'keys'} of ${listText(regions)}`;
  const count = countText(sealed.length, 'backup');
  return `${count} sealed (AES-256-GCM)${where}, each before it became READY`;
};

const rewrappedText = (
  run: DrillRun,
  { from, to, region }: CarryReport['rewrapped'][number],
): string => {
  const name = run.book.called(to);
  return to.startsWith('cluster-')
    ? `key record of ${run.book.called(from)} rewrapped for ${name}, which may outlive that backup`
    : `key record of ${run.book.called(from)} rewrapped for ${region}, as ${name}`;
};

/** Longer lists are summarized, as of a drill that copies every night. */
const LISTED_MAX = 5;

const rewrappedLines = (run: DrillRun, { rewrapped }: CarryReport): readonly string[] => {
  if (rewrapped.length <= LISTED_MAX) return rewrapped.map((it) => rewrappedText(run, it));
  return [
    [
      `${countText(rewrapped.length, 'key record')} rewrapped for`,
      listText(unique(rewrapped.map(({ region }) => region))),
    ].join(' '),
  ];
};

const openedText = (run: DrillRun, { what, from, by, region, contents }: OpenedBackup): string => {
  const opening =
    what === 'RESTORE'
      ? `${run.book.called(from)} opened for ${run.book.called(by)}`
      : `the contents of ${run.book.called(by)} opened`;
  const counts = countsText(contents);
  return `${opening}, with only the keys of ${region}: ${counts}, the same as in the model`;
};

/** Restores are listed one by one; the contents of joining HSMs are summarized. */
const openedLines = (run: DrillRun, { opened }: CarryReport): readonly string[] => {
  const restores = opened.filter(({ what }) => what === 'RESTORE').map((it) => openedText(run, it));
  const joining = opened.filter(({ what }) => what === 'JOINING');
  const [first] = joining;
  if (first === undefined) return restores;
  if (joining.length === 1) return [...restores, openedText(run, first)];
  const names =
    joining.length > LISTED_MAX
      ? ''
      : ` (${listText(joining.map(({ by }) => run.book.called(by)))})`;
  return [
    ...restores,
    `the contents of ${joining.length} HSMs${names} opened, each with only the keys ` +
      'of its region: the same as in the model',
  ];
};

const DOING: Readonly<Record<CarryFault['what'], string>> = {
  SEAL: 'could not be sealed',
  REWRAP: 'did not get a key record',
  OPEN: 'did not open',
  DESTROY: 'could not be destroyed',
};

const lostText = (run: DrillRun, { verification }: SealedDrill): readonly string[] => {
  const regions = Object.keys(run.fleet.lost);
  const there = verification.open.filter((id) => regions.includes(regionOfIn(run, id)));
  if (there.length === 0) return [];
  return [
    `  · ${there.length} of them are in ${listText(regions)}: unreachable in the drill, ` +
      'but the store file holds all regions',
  ];
};

/** The lines of the section, starting with its heading. */
export const sealedLines = (
  run: DrillRun,
  sealed: SealedDrill,
  { colors }: ReportStyle,
): readonly string[] => {
  const name = nameAndId(run.book.called);
  const good = (text: string): string => `  ${colors.green('✓')} ${text}`;
  const done = [
    ...(sealed.sealed.length > 0 ? [sealedText(run, sealed)] : []),
    ...rewrappedLines(run, sealed),
    ...openedLines(run, sealed),
    ...(sealed.destroyed.length > 0
      ? [`${countText(sealed.destroyed.length, 'key record')} destroyed`]
      : []),
  ];
  if (done.length + sealed.faults.length === 0) return [];
  return [
    '',
    colors.bold('Sealed'),
    ...done.map(good),
    ...sealed.faults.map(
      ({ what, id, reason }) =>
        `  ${colors.red('✗')} ${colors.red(`${name(id)} ${DOING[what]}: ${reason}`)}`,
    ),
    colors.dim(`  At the end, compared with the history of ${countText(sealed.events, 'event')}:`),
    ...verifyLines(sealed.verification, name, colors),
    ...lostText(run, sealed),
    `  ${(isSound(sealed) ? colors.green : colors.red)(countText(faultsOf(sealed), 'fault'))}`,
  ];
};

/** The number of faults. */
export const faultsOf = ({ faults, verification }: SealedDrill): number =>
  faults.length + verification.faults.length + verification.purging.length;

/** Quotes a word for a shell if necessary. */
const word = (text: string): string => (/^[\w./-]+$/u.test(text) ? text : JSON.stringify(text));

/** Says where the store is, and what to do with it. */
export const storeLines = (
  { path, setAside, rewrapped, verification }: SealedDrill,
  run: DrillRun,
  { colors, command }: ReportStyle,
): readonly string[] => {
  if (path === undefined) return [];
  const named = [...rewrapped.map(({ to }) => to), ...verification.open].find(
    (id) => run.book.idOf(run.book.called(id)) === id && verification.open.includes(id),
  );
  const shown = named === undefined ? verification.open.slice(0, 1) : [run.book.called(named)];
  return [
    '',
    ...(setAside === undefined
      ? []
      : [`The key file of an earlier drill lacked the keys of a region; it is now ${setAside}.`]),
    `The store is ${path}, and its keys are in ${path}-keys. What to try next:`,
    ...[
      `verify ${word(path)}`,
      ...shown.map((it) => `open ${word(path)} ${word(it)}`),
      `keys rotate ${word(path)}`,
    ].map((line) => colors.dim(`  $ ${command} ${line}`)),
  ];
};
