/**
 * Options and arguments that several commands share.
 *
 * @module
 */
import { nonEmpty } from './option-values.ts';

/** The option that most commands have. */
export type JsonOption = { readonly json?: boolean };

/** Which fleet of a store; needed if it has several. */
export type FleetOption = { readonly fleet?: string };

/** The options of commands that open what is sealed. */
export type StoreOptions = JsonOption &
  FleetOption & {
    /** The key file, if it is not `STORE-keys` beside the store. */
    readonly keys?: string;
  };

/** Flags, description and parser, as Commander takes them. */
type ValueOption = readonly [flags: string, description: string, parse: (value: string) => string];

/** `--json` */
export const JSON_OPTION = ['--json', 'print one JSON document, for machines'] as const;

/** `--html` */
export const HTML_OPTION: ValueOption = [
  '--html <file>',
  'write a page with the timeline: one file, which needs no network',
  nonEmpty,
];

/** `--keys` */
export const KEYS_OPTION: ValueOption = [
  '--keys <file>',
  'the key file, if it is not STORE-keys beside the store',
  nonEmpty,
];

/** `--fleet` */
export const FLEET_OPTION: ValueOption = [
  '--fleet <id>',
  'the fleet, if the store has several',
  nonEmpty,
];

/** `--laws` */
export const LAWS_OPTION: ValueOption = [
  '--laws <module>',
  'also check laws of your own: a module that exports "laws" or "stateLaws"',
  nonEmpty,
];

/** A store. */
export const STORE_ARGUMENT: ValueOption = [
  '<store>',
  'a store that a drill or a host has written, such as disaster-recovery.sqlite',
  nonEmpty,
];

/** What a backup of a store may be called. */
export const BACKUP_MEANING =
  'a backup, a backup copy or a restored cluster: its id, or its name in the drill';
