/**
 * Events that were written once are read for ever: the golden log only grows.
 *
 * @module
 */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import {
  canonicalJson,
  decodeEvent,
  decodeFleetEvent,
  encodeFleetEvent,
} from '@hsm-lifecycle/core/codec';
import { isDeeplyFrozen, read, refusal } from './reading.ts';

const lines = readFileSync(new URL('../golden/events.v1.jsonl', import.meta.url), 'utf8')
  .trimEnd()
  .split('\n');
const typeOf = (line: string): string => read(decodeFleetEvent(JSON.parse(line))).event.type;
const known = (outcome: ReturnType<typeof decodeFleetEvent | typeof decodeEvent>): string[] =>
  (/one of (?<types>.*), not/u.exec(refusal(outcome))?.groups?.['types'] ?? '').split(', ');

describe('the golden log of version 1', () => {
  it.each(lines.map((line) => [typeOf(line), line] as const))(
    'holds %s, which is read and written to the byte',
    (_, line) => {
      const event = read(decodeFleetEvent(JSON.parse(line)));
      expect(canonicalJson(encodeFleetEvent(event))).toBe(line);
      expect(isDeeplyFrozen(event)).toBe(true);
    },
  );

  it('holds every type of event', () => {
    const ofHolders = known(decodeEvent({ type: 'Unheard' }));
    const ofFleets = known(decodeFleetEvent({ stream: 'fleet', event: { type: 'Unheard' } }));
    expect(new Set(lines.map(typeOf))).toEqual(new Set([...ofHolders, ...ofFleets]));
    expect(ofHolders.length + ofFleets.length).toBe(49);
  });
});
