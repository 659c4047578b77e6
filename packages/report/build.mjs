/**
 * Bundles the script and the style of the page into `src/page-assets.ts`, with their hashes.
 *
 * @module
 */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build, stop } from 'esbuild';

const folder = fileURLToPath(new URL('.', import.meta.url));
const target = fileURLToPath(new URL('src/page-assets.ts', import.meta.url));

const bundled = async (entryPoint, options) => {
  const { outputFiles } = await build({
    absWorkingDir: folder,
    entryPoints: [entryPoint],
    bundle: true,
    minify: true,
    write: false,
    charset: 'utf8',
    legalComments: 'none',
    target: ['chrome123', 'firefox120', 'safari17.5'],
    conditions: ['source'],
    ...options,
  });
  return outputFiles[0].text.trim();
};

/** A text that ends the element that it is written in would end the script with it. */
const inElement = (text, element) => {
  if (text.toLowerCase().includes(`</${element}`)) throw new Error(`there is </${element} in it`);
  return text;
};

const scriptAndStyle = async () => ({
  script: inElement(
    await bundled('src/page/main.tsx', {
      format: 'iife',
      jsx: 'automatic',
      jsxImportSource: 'preact',
      define: { 'process.env.NODE_ENV': '"production"' },
    }),
    'script',
  ),
  style: inElement(await bundled('src/page/page.css', {}), 'style'),
});

/** Builds the script and the style of the page, and ends esbuild's process. */
export const pageAssets = async () => {
  try {
    return await scriptAndStyle();
  } finally {
    await stop();
  }
};

const hashOf = (text) => `sha256-${createHash('sha256').update(text).digest('base64')}`;

/** Writes the module with the assets. */
export const assetsModule = ({ script, style }) => `/**
 * The script and the style of the page. Made by build.mjs; not in version control.
 *
 * @module
 */

/** The script. */
export const pageScript: string = ${JSON.stringify(script)};
/** Its hash, for the content security policy. */
export const pageScriptHash: string = ${JSON.stringify(hashOf(script))};
/** The style sheet. */
export const pageStyle: string = ${JSON.stringify(style)};
/** Its hash, for the content security policy. */
export const pageStyleHash: string = ${JSON.stringify(hashOf(style))};
`;

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const text = assetsModule(await pageAssets());
  const before = existsSync(target) ? readFileSync(target, 'utf8') : '';
  if (text !== before) writeFileSync(target, text);
}
