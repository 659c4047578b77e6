/**
 * Text in the file that is no longer UTF-8: the driver would abort the process.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, it } from '@jest/globals';
import { EMPTY_HEAD } from '@hsm-lifecycle/runtime';
import { openSqlite } from '@hsm-lifecycle/runtime/sqlite';

const folder = mkdtempSync(path.join(tmpdir(), 'flipped-text-'));
const file = path.join(folder, 'store.sqlite');
const MARK = 'a-reason-that-stands-only-once';

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

it('refuses a log whose text is not UTF-8, and the process survives', async () => {
  const opened = openSqlite(file);
  if (opened._tag === 'Left') throw new Error(opened.left.detail);
  await opened.right.commit({
    fleet: 'fleet-one',
    commit: 'one',
    expected: EMPTY_HEAD,
    events: [{ stream: 's', version: 1, type: 'X', schema: 1, body: `"${MARK}"`, metadata: '{}' }],
  });
  await opened.right.close();

  const bytes = readFileSync(file);
  const place = bytes.indexOf(MARK);
  expect(place).toBeGreaterThan(0);
  bytes.writeUInt8(0xff, place);
  writeFileSync(file, bytes);

  const again = openSqlite(file);
  if (again._tag === 'Left') throw new Error(again.left.detail);
  const read = await again.right.read({ fleet: 'fleet-one', after: 0 });
  await again.right.close();
  expect(read).toMatchObject({
    left: { _tag: 'StorageFailed', reason: 'CORRUPT', detail: 'body is not text' },
  });
});
