/**
 * A headless Chromium of the system, where there is one.
 *
 * @module
 */
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';

const PROGRAMS = ['chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome'];

const folders = (process.env['PATH'] ?? '').split(path.delimiter);

/** The browser's program; `undefined` where there is none. */
export const browserProgram: string | undefined = PROGRAMS.flatMap((name) =>
  folders.map((folder) => path.join(folder, name)),
).find((file) => existsSync(file));

/** An opened page, and all that it asked for and complained about. */
export type Opened = {
  readonly page: Page;
  readonly requests: readonly string[];
  readonly complaints: readonly string[];
};

/** A browser that opens pages from text. */
export type TestBrowser = {
  readonly open: (html: string, options?: BrowserContextOptions) => Promise<Opened>;
  readonly close: () => Promise<void>;
};

const openIn = async (
  { browser, file }: { readonly browser: Browser; readonly file: string },
  options: BrowserContextOptions,
): Promise<Opened> => {
  const context = await browser.newContext({ offline: true, ...options });
  const page = await context.newPage();
  const requests: string[] = [];
  const complaints: string[] = [];
  page.on('request', (it) => requests.push(it.url()));
  page.on('console', (it) => complaints.push(it.text()));
  page.on('pageerror', (it) => complaints.push(it.message));
  await page.goto(pathToFileURL(file).href);
  return { page, requests, complaints };
};

/** Starts the browser. Close it in the end. */
export const startBrowser = async (): Promise<TestBrowser> => {
  const folder = mkdtempSync(path.join(tmpdir(), 'hsm-lifecycle-report-'));
  const browser = await chromium.launch({
    executablePath: browserProgram ?? '',
    args: ['--no-sandbox', '--disable-dev-shm-usage'],
  });
  let made = 0;
  return {
    open: (html, options = {}) => {
      made += 1;
      const file = path.join(folder, `page-${made}.html`);
      writeFileSync(file, html);
      return openIn({ browser, file }, options);
    },
    close: async () => {
      await browser.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
