/**
 * Text in the file that is no longer UTF-8: the driver would abort the process.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, it } from '@jest/globals';
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
  await opened.right.eventLog.append({
    expected: new Map([['cluster-aaaaaaaaaaa', 0]]),
    entries: [
      { stream: 'cluster-aaaaaaaaaaa', event: { type: 'X', data: { at: 0, reason: MARK } } },
    ],
  });
  opened.right.close();

  const bytes = readFileSync(file);
  const place = bytes.indexOf(MARK);
  expect(place).toBeGreaterThan(0);
  bytes.writeUInt8(0xff, place);
  writeFileSync(file, bytes);

  const again = openSqlite(file);
  if (again._tag === 'Left') throw new Error(again.left.detail);
  const read = await again.right.eventLog.readAll({ after: 0 });
  again.right.close();
  expect(read).toMatchObject({
    left: { _tag: 'StorageFailed', reason: 'CORRUPT', detail: 'event is not text' },
  });
});
