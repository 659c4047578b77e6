/**
 * The page in a real browser: offline, by keyboard, in the dark, on paper.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { recoveryPoints, residualData } from '@hsm-lifecycle/core/fleet';
import { instantText, spanText } from '@hsm-lifecycle/drills/sentences';
import { storyOfDrill } from '@hsm-lifecycle/report';
import type { Page } from 'playwright-core';
import { replayed } from '../src/model/replay.ts';
import { browserProgram, startBrowser, type TestBrowser } from './browser.ts';
import { exampleRun, pageOf } from './pages.ts';

if (browserProgram === undefined)
  process.stdout.write('page: skipped, there is no Chromium on this machine\n');
const suite = browserProgram === undefined ? describe.skip : describe;

const run = exampleRun('disaster-recovery');
const html = pageOf(run);
const stops = replayed(storyOfDrill(run).story);
const clusterId = run.book.idOf('payments') ?? '';
const LOST_AT = Date.parse('2026-11-10T07:30:00Z');

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

type Violation = { readonly id: string; readonly nodes: readonly unknown[] };

const violationsIn = async (page: Page): Promise<readonly string[]> => {
  await page.evaluate(AXE);
  const violations: readonly Violation[] = await page.evaluate(
    'axe.run(document).then(({ violations }) => violations)',
  );
  return violations.map(({ id, nodes }) => `${id}: ${JSON.stringify(nodes).slice(0, 400)}`);
};

const textOf = async (page: Page, selector: string): Promise<string> =>
  (await page.locator(selector).innerText()).replaceAll(/[\s\u00a0]+/gu, ' ').trim();

/** The x of the cursor in the timeline, as a share of its width. */
const cursorOf = (page: Page): Promise<string | null> =>
  page.locator('.drawing .cursor').first().getAttribute('x1');

/** Does something some times, one after the other. */
const inTurn = async (times: number, act: () => Promise<void>): Promise<void> => {
  if (times <= 0) return;
  await act();
  await inTurn(times - 1, act);
};

const press = (page: Page, key: string, times: number): Promise<void> =>
  inTurn(times, () => page.keyboard.press(key));

const FIVE = [
  ['the activation backup is READY', '2026-11-02T09:32:00Z'],
  ['the second HSM serves', '2026-11-02T09:57:00Z'],
  ['the copy is READY', '2026-11-09T22:10:00Z'],
  ['Ireland is lost', '2026-11-10T07:30:00Z'],
  ['the end', '2026-11-10T08:25:00Z'],
] as const;

suite('a page in a browser', () => {
  let browser: TestBrowser;
  beforeAll(async () => {
    browser = await startBrowser();
  });
  afterAll(async () => {
    await browser.close();
  });

  it('needs one file and no network, and has nothing to complain about', async () => {
    const { page, requests, complaints } = await browser.open(html);
    await page.locator('html.moving').waitFor();
    expect(requests).toHaveLength(1);
    expect(complaints).toEqual([]);
  });

  it('says the same before and after its script has started', async () => {
    const still = await browser.open(html, { javaScriptEnabled: false });
    const { page } = await browser.open(html);
    await page.locator('html.moving').waitFor();
    const partsOf = (opened: Page): Promise<readonly string[]> =>
      Promise.all(
        ['.top', '.panel', '.secrets', '.drawing >> nth=0'].map((part) =>
          opened.locator(part).innerHTML(),
        ),
      );
    expect(await partsOf(page)).toEqual(await partsOf(still.page));
  });

  it.each(FIVE)('moves by keyboard to what core says: %s', async (_, iso) => {
    const { page } = await browser.open(html);
    const at = Date.parse(iso);
    const wanted = stops.findLastIndex((stop) => stop.at <= at);
    const slider = page.locator('#slider');
    await slider.focus();
    await page.keyboard.press('Home');
    await press(page, 'ArrowRight', wanted);
    expect(await slider.inputValue()).toBe(String(wanted));
    expect(await slider.getAttribute('aria-valuetext')).toContain(instantText(at));
    const fleet = stops[wanted]?.fleet ?? run.fleet;
    const points = recoveryPoints(fleet, { clusterId, at });
    const newest = points._tag === 'Right' ? points.right.points[0] : undefined;
    const panel = await textOf(page, '.panel');
    expect(panel).toContain(instantText(at));
    expect(panel).toContain(`${spanText(newest?.ageMs ?? -1)} of work would be lost`);
    const residual = residualData(fleet);
    const places = residual._tag === 'Right' ? residual.right.length : -1;
    expect(await page.locator('.residual li').count()).toBe(places);
  });

  it('counts the places of each secret as core does, at each stop of the last day', async () => {
    const { page } = await browser.open(html);
    const slider = page.locator('#slider');
    await slider.focus();
    await page.keyboard.press('End');
    const last = stops.length - 1;
    const first = stops.findIndex(({ at }) => at > LOST_AT - 3_600_000);
    const told: string[] = [];
    const row = page.locator('.secrets tr', { hasText: 'made-too-late' }).locator('.number');
    await inTurn(last - first, async () => {
      told.unshift(await row.innerText());
      await page.keyboard.press('ArrowLeft');
    });
    const real = stops.slice(first + 1).map(({ fleet }) => {
      const found = residualData(fleet, { keyIds: ['made-too-late'] });
      const places = found._tag === 'Right' ? found.right : [];
      return String(places.filter(({ region }) => fleet.lost[region] !== 'DESTROYED').length);
    });
    expect(told).toEqual(real);
    expect(told.length).toBeGreaterThan(8);
  });

  it('lights up the bars that hold a secret, and no other', async () => {
    const { page } = await browser.open(html);
    await page.locator('.choice select').selectOption({ label: 'made-too-late' });
    expect(await page.locator('.lit').count()).toBe(2);
    expect(await textOf(page, '.chosen-line')).toBe(
      'made-too-late: gone for good on Tue 10 Nov 2026 07:30 UTC',
    );
    await page.locator('.secrets button', { hasText: 'card-signing' }).click();
    const places = new Set(
      stops.flatMap(({ fleet }) => {
        const found = residualData(fleet, { keyIds: ['card-signing'] });
        return found._tag === 'Right' ? found.right.map(({ place, id }) => `${place} ${id}`) : [];
      }),
    );
    // An HSM that joins with contents and one that holds them are one bar.
    const bars = new Set([...places].map((place) => place.replace('joining-', '')));
    expect(await page.locator('.lit').count()).toBe(bars.size);
  });

  it('plays, steps, and follows the list of events', async () => {
    const { page } = await browser.open(html);
    await page.locator('.play').click();
    await page.locator('.panel .eyebrow', { hasText: 'Event 36 of 45' }).waitFor();
    await page.locator('.play').click();
    await page.locator('#event-12 a.time').click();
    expect(await textOf(page, '.panel .eyebrow')).toBe('Event 12 of 45');
    await page.locator('[aria-label="On by one event"]').click();
    expect(await textOf(page, '.panel .eyebrow')).toBe('Event 13 of 45');
    expect(await page.locator('.event[aria-current]').getAttribute('id')).toBe('event-13');
  });

  it('moves its cursor with the axis', async () => {
    const { page } = await browser.open(html);
    const roomy = await cursorOf(page);
    await page.getByLabel('true to scale').check();
    const share = (LOST_AT - run.drill.startsAt) / (run.endsAt - run.drill.startsAt);
    expect(await cursorOf(page)).toBe(`${Number((share * 100).toFixed(3))}%`);
    expect(await cursorOf(page)).not.toBe(roomy);
  });

  it('shows what would be lost with another region', async () => {
    const { page } = await browser.open(html);
    expect(await page.locator('.nothing-left').count()).toBe(1);
    await page.getByLabel('Region that is lost').selectOption('eu-central-1');
    expect(await page.locator('.tooth').count()).toBeGreaterThan(8);
  });

  it.each(['light', 'dark'] as const)('has nothing that axe objects to: %s', async (scheme) => {
    const { page } = await browser.open(html, { colorScheme: scheme });
    await page.locator('html.moving').waitFor();
    expect(await violationsIn(page)).toEqual([]);
    await page.locator('.choice select').selectOption({ label: 'made-too-late' });
    expect(await violationsIn(page)).toEqual([]);
  });

  it('is dark where the reader wants it dark, and light on paper', async () => {
    const { page } = await browser.open(html, { colorScheme: 'dark' });
    const ground = (): Promise<string> =>
      page.evaluate('getComputedStyle(document.documentElement).backgroundColor');
    expect(await ground()).toBe('rgb(20, 22, 26)');
    await page.emulateMedia({ media: 'print' });
    expect(await ground()).toBe('rgb(255, 255, 255)');
    expect(await page.locator('.bar-of-controls').isVisible()).toBe(false);
    expect(await page.locator('h1').isVisible()).toBe(true);
  });

  it.each([400, 1800])('fits %d pixels', async (width) => {
    const { page } = await browser.open(html, { viewport: { width, height: 900 } });
    await page.locator('html.moving').waitFor();
    const wide: number = await page.evaluate('document.documentElement.scrollWidth');
    expect(wide).toBe(width);
    expect(await violationsIn(page)).toEqual([]);
  });

  it('reads without JavaScript, and shows nothing that needs it', async () => {
    const { page, complaints } = await browser.open(html, { javaScriptEnabled: false });
    expect(await textOf(page, 'h1')).toContain(
      'After Ireland was lost, 21h 45m of work were gone.',
    );
    expect(await page.locator('.bar').count()).toBe(18);
    expect(await page.locator('#slider').isVisible()).toBe(false);
    expect(complaints).toEqual([]);
  });
});
