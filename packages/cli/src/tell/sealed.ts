/**
 * The section of a drill's report about what was really sealed, rewrapped, opened and destroyed.
 *
 * @module
 */
import { APPLIANCE_USER, type Contents } from '@hsm-lifecycle/core';
import { holderIn } from '@hsm-lifecycle/core/fleet';
import type { Carried, CarryFault, Opened } from '../store/carry-out.ts';
import { isSound, type SealedDrill } from '../store/seal-drill.ts';
import type { DrillRun } from '../run/ledger.ts';
import type { Writing } from './writing.ts';
import { naming, verifyLines } from './verify-text.ts';
import { counted, listed } from './when.ts';

const heldText = ({ material, access }: Contents): string => {
  const users = access.users.filter(({ name }) => name !== APPLIANCE_USER);
  return `${counted(material.keys.length, 'key')}, ${counted(users.length, 'user')}`;
};

const unique = (items: readonly string[]): readonly string[] => [...new Set(items)];

const regionOfIn = ({ fleet }: DrillRun, id: string): string => holderIn(fleet, id)?.region ?? '';

const sealedText = (run: DrillRun, { sealed }: Carried): string => {
  const regions = unique(sealed.map((id) => regionOfIn(run, id)).filter((region) => region !== ''));
  const where =
    regions.length === 0
      ? ''
      : ` under the ${regions.length === 1 ? 'key' : 'keys'} of ${listed(regions)}`;
  return `${counted(sealed.length, 'backup')} sealed (AES-256-GCM)${where}; none was READY before`;
};

const rewrappedText = (
  run: DrillRun,
  { from, to, region }: Carried['rewrapped'][number],
): string => {
  const name = run.book.called(to);
  return to.startsWith('cluster-')
    ? `key record of ${run.book.called(from)} rewrapped for ${name} itself, so that it outlives what it came from`
    : `key record of ${run.book.called(from)} rewrapped for ${region}, as ${name}`;
};

/** A drill that copies every night says so once. */
const LISTED_MAX = 5;

const rewrappedLines = (run: DrillRun, { rewrapped }: Carried): readonly string[] => {
  if (rewrapped.length <= LISTED_MAX) return rewrapped.map((it) => rewrappedText(run, it));
  return [
    `${counted(rewrapped.length, 'key record')} rewrapped for ${listed(unique(rewrapped.map(({ region }) => region)))}`,
  ];
};

const openedText = (run: DrillRun, { what, from, by, region, contents }: Opened): string => {
  const whose =
    what === 'RESTORE'
      ? `${run.book.called(from)} opened for ${run.book.called(by)}`
      : `what ${run.book.called(by)} joined with opened`;
  return `${whose}, with the keys of ${region} alone: ${heldText(contents)}, the same as the model’s`;
};

/** What HSMs join with is routine; what a cluster is restored from is told one by one. */
const openedLines = (run: DrillRun, { opened }: Carried): readonly string[] => {
  const restores = opened.filter(({ what }) => what === 'RESTORE').map((it) => openedText(run, it));
  const joining = opened.filter(({ what }) => what === 'JOINING');
  const [first] = joining;
  if (first === undefined) return restores;
  if (joining.length === 1) return [...restores, openedText(run, first)];
  const names =
    joining.length > LISTED_MAX ? '' : ` (${listed(joining.map(({ by }) => run.book.called(by)))})`;
  return [
    ...restores,
    `what ${joining.length} HSMs joined with${names} opened too, each with the keys of its region: the same as the model’s`,
  ];
};

const DOING: Readonly<Record<CarryFault['what'], string>> = {
  SEAL: 'could not be sealed',
  REWRAP: 'did not get a key record',
  OPEN: 'did not open as it must',
  DESTROY: 'could not be destroyed',
  REPORT: 'could not be reported',
};

const lostText = (run: DrillRun, { verification }: SealedDrill): readonly string[] => {
  const regions = Object.keys(run.fleet.lost);
  const there = verification.open.filter((id) => regions.includes(regionOfIn(run, id)));
  if (there.length === 0) return [];
  return [
    `  · ${there.length} of them are of ${listed(regions)}: out of reach in the drill, but one file stands for all regions`,
  ];
};

/** The lines of the section, its heading first. */
export const sealedLines = (
  run: DrillRun,
  sealed: SealedDrill,
  { colors }: Writing,
): readonly string[] => {
  const name = naming(run.book.called);
  const good = (text: string): string => `  ${colors.green('✓')} ${text}`;
  const done = [
    ...(sealed.sealed.length > 0 ? [sealedText(run, sealed)] : []),
    ...rewrappedLines(run, sealed),
    ...openedLines(run, sealed),
    ...(sealed.destroyed.length > 0
      ? [`${counted(sealed.destroyed.length, 'key record')} destroyed`]
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
    colors.dim(`  At the end, against the whole history of ${counted(sealed.events, 'event')}:`),
    ...verifyLines(sealed.verification, name, colors),
    ...lostText(run, sealed),
    `  ${isSound(sealed) ? colors.green('0 faults') : colors.red(counted(faultsOf(sealed), 'fault'))}`,
  ];
};

/** How much is wrong. */
export const faultsOf = ({ faults, verification }: SealedDrill): number =>
  faults.length + verification.faults.length + verification.purging.length;

/** A word as a shell takes it. */
const word = (text: string): string => (/^[\w./-]+$/u.test(text) ? text : JSON.stringify(text));

/** Says what is left, and what can be done with it. */
export const leftLines = (
  { path, setAside, rewrapped, verification }: SealedDrill,
  run: DrillRun,
  { colors, command = 'hsm-lifecycle' }: Writing,
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
      : [
          `The keys of the drill before did not serve every region of this one; they are in ${setAside} now.`,
        ]),
    `All of it is in ${path}, and its keys in ${path}-keys. To go on:`,
    ...[
      `verify ${word(path)}`,
      ...shown.map((it) => `open ${word(path)} ${word(it)}`),
      `keys rotate ${word(path)}`,
    ].map((line) => colors.dim(`  $ ${command} ${line}`)),
  ];
};
