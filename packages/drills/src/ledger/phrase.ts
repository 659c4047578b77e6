/**
 * Phrases that mean backups, copies or HSMs, such as
 * `newest READY backup of primary younger than 24h`.
 *
 * @module
 */
import { grammars, type BackupState, type HsmState, type Millis } from '@hsm-lifecycle/core';
import { SPAN_PATTERN, spanFrom } from '../file/step-time.ts';

/** A limit of age: the contents of what is meant are younger, or older, than a span. */
export type AgeLimit = { readonly than: 'younger' | 'older'; readonly span: Millis };

/** A phrase about backups or copies. */
type BackupPhrase = {
  readonly what: 'backup' | 'copy';
  /** READY if left out, or pending deletion for what undeletes. */
  readonly state: BackupState | undefined;
  readonly region: string | undefined;
  /** A key or a user. */
  readonly holding: string | undefined;
  readonly age: AgeLimit | undefined;
};

/** A phrase about HSMs. */
type HsmPhrase = {
  readonly what: 'HSM';
  /** Any if left out. */
  readonly state: HsmState | undefined;
  readonly zone: string | undefined;
};

/** What a phrase means: which of what, of which cluster. */
export type Phrase = {
  readonly which: 'newest' | 'oldest' | 'every';
  /** The reference to a cluster. */
  readonly of: string;
} & (BackupPhrase | HsmPhrase);

/** The words with which a phrase begins; `latest` means the same as `newest`. */
const PHRASE_BEGINNINGS: readonly string[] = ['latest', 'newest', 'oldest', 'every'];

const BEGINNING = new RegExp(`^(?:${PHRASE_BEGINNINGS.join('|')}) `, 'u');

const inner = (pattern: string): string => pattern.slice(1, -1);

const HEAD = String.raw`^(?<which>${PHRASE_BEGINNINGS.join('|')})(?: (?<state>[A-Z_]+))? `;

const OF_BACKUPS = new RegExp(
  [
    HEAD,
    String.raw`(?<what>backup|copy) of (?<of>.+?)`,
    String.raw`(?: in (?<region>${inner(grammars.region.pattern)}))?`,
    String.raw`(?: holding (?<holding>.+?))?`,
    String.raw`(?: (?<than>younger|older) than (?<span>${SPAN_PATTERN}))?$`,
  ].join(''),
  'u',
);

const OF_HSMS = new RegExp(
  [
    HEAD,
    String.raw`HSM of (?<of>.+?)`,
    String.raw`(?: in (?<zone>${inner(grammars.availabilityZone.pattern)}))?$`,
  ].join(''),
  'u',
);

const BACKUP_STATES: readonly BackupState[] = ['CREATE_IN_PROGRESS', 'READY', 'PENDING_DELETION'];

const HSM_STATES: readonly HsmState[] = [
  'CREATE_IN_PROGRESS',
  'ACTIVE',
  'DEGRADED',
  'DELETE_IN_PROGRESS',
];

/** The state that a phrase names; `WRONG` if such a thing has no such state. */
const stateIn = <State extends string>(
  known: readonly State[],
  text: string | undefined,
): State | undefined | 'WRONG' =>
  text === undefined ? undefined : (known.find((it) => it === text) ?? 'WRONG');

const whichOf = (text: string | undefined): Phrase['which'] =>
  text === 'every' || text === 'oldest' ? text : 'newest';

type Groups = Readonly<Record<string, string | undefined>>;

const ageIn = ({ than, span = '' }: Groups): AgeLimit | undefined => {
  const length = spanFrom(span);
  return length === undefined || (than !== 'younger' && than !== 'older')
    ? undefined
    : { than, span: length };
};

const backupPhrase = (groups: Groups): Phrase | 'WRONG' => {
  const { which, what, of = '', region, holding } = groups;
  const state = stateIn(BACKUP_STATES, groups['state']);
  if (state === 'WRONG') return 'WRONG';
  const kind = what === 'copy' ? what : 'backup';
  return { which: whichOf(which), what: kind, of, state, region, holding, age: ageIn(groups) };
};

const hsmPhrase = (groups: Groups): Phrase | 'WRONG' => {
  const { which, of = '', zone } = groups;
  const state = stateIn(HSM_STATES, groups['state']);
  return state === 'WRONG' ? state : { which: whichOf(which), what: 'HSM', of, state, zone };
};

/**
 * Reads a phrase.
 *
 * @returns `undefined` for a text that does not begin like one; `WRONG` for one that does, and is
 *   none
 */
export const phraseIn = (text: string): Phrase | 'WRONG' | undefined => {
  if (!BEGINNING.test(text)) return undefined;
  const ofBackups = OF_BACKUPS.exec(text)?.groups;
  if (ofBackups !== undefined) return backupPhrase(ofBackups);
  const ofHsms = OF_HSMS.exec(text)?.groups;
  return ofHsms === undefined ? 'WRONG' : hsmPhrase(ofHsms);
};
