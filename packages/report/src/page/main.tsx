/**
 * What runs in the page: it replays the story with core, and makes the slider move.
 *
 * @module
 */
import { hydrate } from 'preact';
import { sceneOf } from '../model/scene.ts';
import { unpacked, type Packed } from '../story/packed.ts';
import type { StoryData } from '../story/story.ts';
import { App } from './app.tsx';

const root = document.querySelector('#app');
const text = document.querySelector('#story')?.textContent;
if (root !== null && text !== undefined && text !== null) {
  // The page is written by this package, script and data together.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  const data = unpacked(JSON.parse(text) as Packed) as StoryData;
  hydrate(<App scene={sceneOf(data)} />, root);
  document.documentElement.classList.add('moving');
}
