/**
 * Runs the golden commands, and writes the golden log and the fleet that it replays to.
 *
 * Never change what a release has written: after the first release, add a new file of commands
 * beside the old one, for new event types and schemas.
 *
 * Usage: node packages/tools/src/golden-log.mjs
 *
 * @module
 */
import { readFileSync, writeFileSync } from 'node:fs';
import {
  canonicalJson,
  decodeCommand,
  encodeFleetEvent,
  fleetToJson,
} from '../../core/dist/codec.js';
import { customEdition, editions } from '../../core/dist/index.js';
import { emptyFleet, step } from '../../core/dist/fleet.js';

const SEED = 20_261_123;
const golden = new URL('../../core/test/golden/', import.meta.url);

const right = (outcome) => {
  if (outcome._tag === 'Left') throw new Error(JSON.stringify(outcome.left));
  return outcome.right;
};

const commands = readFileSync(new URL('commands.v1.jsonl', golden), 'utf8')
  .trimEnd()
  .split('\n')
  .map((line) => right(decodeCommand(JSON.parse(line))));

/** Activations are reported late, so that the log holds a report. */
const edition = right(
  customEdition(editions.aws2024, { name: 'late', durations: { activation: 80_000 } }),
);
let fleet = right(emptyFleet({ at: commands[0].data.at, seed: SEED, edition }));
const lines = [];
for (const command of commands) {
  const [after, events] = right(step(fleet, command));
  fleet = after;
  lines.push(...events.map((event) => canonicalJson(encodeFleetEvent(event))));
}
writeFileSync(new URL('events.v1.jsonl', golden), `${lines.join('\n')}\n`);
writeFileSync(new URL('fleet.v1.json', golden), `${fleetToJson(fleet)}\n`);
process.stdout.write(`${commands.length} commands, ${lines.length} events\n`);
