/**
 * Campaign files: the runs that are done, with the scenario that they are of.
 *
 * @module
 */
import { existsSync } from 'node:fs';
import { fleetFromJson, fleetToJson } from '@hsm-lifecycle/core/codec';
import {
  decodeScenario,
  resolveScenario,
  summaryFromJson,
  summaryToJson,
  type Summary,
} from '@hsm-lifecycle/simulator';
import { left, right } from 'fp-ts/lib/Either.js';
import { replaceFile } from '../../files/files.ts';
import { readJson, type InputResult } from '../../files/reading.ts';
import type { Io } from '../../terminal/io.ts';
import type { ReadScenario } from './read-scenario.ts';

/** The `format` of a campaign file. */
const CAMPAIGN_FORMAT = 'hsm-lifecycle/campaign';

/** A campaign that was read from its file. */
export type ReadCampaign = { readonly read: ReadScenario; readonly summary: Summary };

/** Writes a campaign file; a crash leaves the old one or the new one. */
export const writeCampaign = (
  file: string,
  { json, begin }: ReadScenario,
  summary: Summary,
): string | undefined => {
  const campaign = {
    format: CAMPAIGN_FORMAT,
    version: 1,
    scenario: json,
    begin: fleetToJson(begin),
    summary: summaryToJson(summary),
  };
  return replaceFile(file, Buffer.from(`${JSON.stringify(campaign)}\n`));
};

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const noCampaign = (file: string): InputResult<never> =>
  left(`${file} is not a campaign file of this version, or is damaged`);

/** Reads a campaign file. */
export const readCampaign = (file: string, io: Io): InputResult<ReadCampaign> => {
  const text = readJson(file, io);
  if (text._tag === 'Left') return text;
  const { json } = text.right;
  if (!isObject(json) || json['format'] !== CAMPAIGN_FORMAT || json['version'] !== 1)
    return noCampaign(file);
  const scenario = decodeScenario(json['scenario']);
  const begin = fleetFromJson(String(json['begin']));
  const summary = summaryFromJson(json['summary']);
  if (scenario._tag === 'Left' || begin._tag === 'Left' || summary._tag === 'Left')
    return noCampaign(file);
  const resolved = resolveScenario(scenario.right, begin.right, summary.right.seed);
  if (resolved._tag === 'Left' || resolved.right.campaign.of !== summary.right.of)
    return noCampaign(file);
  const read = { file, json: json['scenario'], begin: begin.right, resolved: resolved.right };
  return right({ read, summary: summary.right });
};

/**
 * The runs that are done already, if the file exists. Left: it is of another scenario, seed or
 * version.
 */
export const resumedFrom = (
  file: string | undefined,
  { resolved: { campaign } }: ReadScenario,
  io: Io,
): InputResult<Summary | undefined> => {
  if (file === undefined || !existsSync(file)) return right(undefined);
  const found = readCampaign(file, io);
  if (found._tag === 'Left') return found;
  const { of, seed } = found.right.summary;
  if (of !== campaign.of)
    return left(`${file} is the campaign of another scenario; use another --campaign`);
  return seed === campaign.simulation.seed
    ? right(found.right.summary)
    : left(`${file} is the campaign of seed ${seed}; use --seed ${seed} or another --campaign`);
};
