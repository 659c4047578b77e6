/**
 * The envelope's reference page: its golden values equal those of the tests.
 *
 * @module
 */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { HEADER_BYTES_MAX, PLAINTEXT_BYTES_MAX, RECORD_BYTES_MAX } from '../src/index.ts';

const page = readFileSync(new URL('../../../docs/reference/envelope.md', import.meta.url), 'utf8');
const golden: Record<string, string> = JSON.parse(
  readFileSync(new URL('golden/v1-one-frame.json', import.meta.url), 'utf8'),
);

/** The hex digits of the fenced blocks under a heading, joined. */
const fences = [
  ...page.slice(page.indexOf('Core header (121 bytes)')).matchAll(/```\n([0-9a-f\n]+)```/g),
]
  .map(([, hex]) => hex?.replaceAll('\n', ''))
  .join('');

describe('docs/reference/envelope.md', () => {
  it('shows the golden envelope', () => {
    expect(fences).toBe(golden['envelope']);
  });

  it.each([
    'mkbk',
    'akbk',
    'pbk',
    'pbkId',
    'ebk',
    'coreHash',
    'binding',
    'kek',
    'payloadKey',
    'snapshot',
    'commitment',
  ])('shows its %s', (name) => {
    expect(page).toContain(` ${golden[name] ?? 'missing'}`.trim());
  });

  it('states the limits that the code has', () => {
    const stated = [HEADER_BYTES_MAX, RECORD_BYTES_MAX].map((bytes) =>
      bytes.toLocaleString('en-US'),
    );
    for (const bytes of stated) expect(page).toContain(`at most ${bytes} bytes`);
    expect(page).toContain(`256 MiB`);
    expect(PLAINTEXT_BYTES_MAX).toBe(256 * 2 ** 20);
  });
});
