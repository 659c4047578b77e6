/**
 * The codecs of the model, named like its types, so that one import brings the value and the type.
 * Use them with io-ts or with anything that accepts a Standard Schema.
 *
 * @module
 */
import type { FleetEvent as FleetEventType } from '../fleet/fleet-event.ts';
import type { Fleet as FleetType } from '../fleet/fleet.ts';
import type { BackupCopy as BackupCopyType } from '../model/backup-copy.ts';
import type { Cluster as ClusterType } from '../model/cluster.ts';
import type { Edition as EditionType } from '../model/edition.ts';
import type { HolderEvent as HolderEventType } from '../model/event.ts';
import type { Command as CommandType } from '../transitions/command.ts';
import { commandCodec } from './decode-command.ts';
import { editionCodec } from './edition-codec.ts';
import { fleetEvent, holderEvent } from './event-codecs.ts';
import { fleetFile } from './fleet-json.ts';
import { clusterFile, copyFile } from './holder-json.ts';
import { published, type ModelCodec } from './model-codec.ts';

/**
 * A command `{ type, data }`, as `decodeCommand` reads it: unknown members are refused.
 *
 * @example
 * t.type({ command: Command }).decode(body); // with `import * as t from 'io-ts'`
 */
export const Command: ModelCodec<CommandType> = published('Command', commandCodec);
/** A command as data. */
export type Command = CommandType;

/** An event of a cluster or a copy; its JSON is `{ type, schema, needs, data }`. */
export const HolderEvent: ModelCodec<HolderEventType> = published('HolderEvent', holderEvent);
/** An event of a cluster or a copy. */
export type HolderEvent = HolderEventType;

/** An event of a fleet; its JSON is `{ stream, event }`. */
export const FleetEvent: ModelCodec<FleetEventType> = published('FleetEvent', fleetEvent);
/** An event of a fleet, with its stream. */
export type FleetEvent = FleetEventType;

/** A cluster; its JSON is what `holderToJson` writes as text. */
export const Cluster: ModelCodec<ClusterType> = published('Cluster', clusterFile);
/** A cluster. */
export type Cluster = ClusterType;

/** A backup copy; its JSON is what `holderToJson` writes as text. */
export const BackupCopy: ModelCodec<BackupCopyType> = published('BackupCopy', copyFile);
/** A backup copy. */
export type BackupCopy = BackupCopyType;

/**
 * A fleet; its JSON is what `fleetToJson` writes as text. Use `parseJson` to limit how much
 * untrusted text is parsed.
 */
export const Fleet: ModelCodec<FleetType> = published('Fleet', fleetFile);
/** A fleet. */
export type Fleet = FleetType;

/** An edition; its JSON is the name of one of `editions`, or an object with every member. */
export const Edition: ModelCodec<EditionType> = published('Edition', editionCodec);
/** The limits, durations and choices that a holder lives under. */
export type Edition = EditionType;
