/**
 * The pages that commands write.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { drill, drillPath, primary, run } from './cli.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'hsm-pages-'));
const file = (name: string): string => path.join(folder, name);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const headlineOf = (name: string): string => {
  const [, headline = ''] = /<h1>([\s\S]*?)<\/h1>/u.exec(readFileSync(file(name), 'utf8')) ?? [];
  return headline.replaceAll(/<[^>]*>/gu, '').replaceAll('\u00a0', ' ');
};

describe('drill --html', () => {
  it('writes a page, and says where it is', async () => {
    const html = file('dr.html');
    const { code, out } = await run(['drill', drillPath('disaster-recovery'), '--html', html]);
    expect(code).toBe(0);
    expect(out).toContain(`The timeline is in ${html}: open it in a browser.`);
    expect(headlineOf('dr.html')).toBe(
      '✓Passed: 7 of 7. After Ireland was lost, 21h 45m of work were gone.',
    );
  });

  it('writes the page of a drill that fails too', async () => {
    const html = file('wrong.html');
    const { code } = await run(['drill', drillPath('zone-lost-gone-wrong'), '--html', html]);
    expect(code).toBe(1);
    expect(headlineOf('wrong.html')).toMatch(/^✕Failed: \d of \d expectations? did not hold\./u);
  });

  it('is refused for several drills', async () => {
    const two = [drillPath('zone-lost'), drillPath('disaster-recovery')];
    const { code, err } = await run(['drill', ...two, '--html', file('two.html')]);
    expect(code).toBe(2);
    expect(err).toContain('is for a single drill, but 2 are given');
  });

  it('says why a page cannot be written', async () => {
    const html = path.join(folder, 'nowhere', 'page.html');
    const { code, err } = await run(['drill', drillPath('zone-lost'), '--html', html]);
    expect(code).toBe(2);
    expect(err).toContain(`cannot write ${html}`);
  });
});

describe('check --html', () => {
  it('writes the history of a log, its laws as what was expected', async () => {
    const html = file('log.html');
    const json = JSON.stringify(drill(primary));
    const { code } = await run(['check', '-', '--html', html], { files: { '-': json } });
    expect(code).toBe(0);
    const page = readFileSync(html, 'utf8');
    expect(headlineOf('log.html')).toMatch(/^✓Passed: (\d+) of \1\./u);
    expect(page).toContain('key-1');
  });
});
