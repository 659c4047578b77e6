import { describe, expect, it } from '@jest/globals';
import { equalFleets } from '@hsm-lifecycle/core/fleet';
import { storyOfDrill } from '@hsm-lifecycle/report';
import { replayed } from '../src/model/replay.ts';
import { packed, unpacked, type Packed } from '../src/story/packed.ts';
import { storyData } from '../src/story/story-data.ts';
import type { StoryData } from '../src/story/story.ts';
import { exampleNames, exampleRun } from './pages.ts';

/** The story as the page reads it. */
const inPage = (data: StoryData): StoryData =>
  // The page reads what it wrote.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  unpacked(JSON.parse(JSON.stringify(packed(data))) as Packed) as StoryData;

describe('a story in the page', () => {
  it.each(exampleNames)('of %s replays to the fleet of the drill', (name) => {
    const run = exampleRun(name);
    const stops = replayed(inPage(storyData(storyOfDrill(run).story)));
    const last = stops.at(-1)?.fleet;
    expect(stops.length).toBeGreaterThan(run.happenings.length);
    expect(last !== undefined && equalFleets(last, run.fleet)).toBe(true);
  });

  it.each(exampleNames)('of %s costs 350 bytes an event, and 8 kB', (name) => {
    const data = storyData(storyOfDrill(exampleRun(name)).story);
    const { length } = JSON.stringify(packed(data));
    expect(length).toBeLessThan(8000 + 350 * data.events.length);
  });
});
