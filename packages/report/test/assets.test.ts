import { gzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { assetsModule, pageAssets } from '../build.mjs';
import { readFileSync } from 'node:fs';

const assets = await pageAssets();

describe('the script of the page', () => {
  it('is built from these sources: run `npm run setup` if it is not', () => {
    const built = readFileSync(new URL('../src/page-assets.ts', import.meta.url), 'utf8');
    expect(built === assetsModule(assets)).toBe(true);
  });

  it('keeps its budget: 140 kB, 49 kB compressed', () => {
    expect(assets.script.length).toBeLessThan(140_000);
    expect(gzipSync(assets.script, { level: 9 }).length).toBeLessThan(49_000);
  });

  it('neither evaluates text nor asks the network', () => {
    expect(assets.script).not.toMatch(
      /\beval\(|new Function\(|\bfetch\(|XMLHttpRequest|WebSocket/u,
    );
  });
});
