/**
 * A fleet that forgets what is gone, on a log and a store that do not.
 *
 * @module
 */
import { describe, expect, it } from '@jest/globals';
import { DAY_MS } from '@hsm-lifecycle/core';
import { holderIn } from '@hsm-lifecycle/core/fleet';
import { verifyStore } from '@hsm-lifecycle/runtime';
import { AWAY, grow, must, start, world } from './support/world.ts';

describe('a runtime whose fleet forgets a purged copy', () => {
  it('finds the same after another start, and a sound store', async () => {
    const host = world();
    const runtime = await start(host);
    const { backups } = await grow(runtime);
    const { events } = await must(
      runtime.dispatch({
        type: 'CopyToRegion',
        data: { backupId: backups[0]?.backupId ?? '', region: AWAY },
      }),
    );
    const copyId = events[0]?.stream ?? '';
    await must(runtime.idle());
    await must(runtime.dispatch({ type: 'DeleteBackup', data: { backupId: copyId } }));
    await must(runtime.advance(runtime.state().asOf + 8 * DAY_MS));
    const forgetting = await must(runtime.dispatch({ type: 'ForgetGone', data: {} }));
    expect(forgetting.events.map(({ stream, event }) => [stream, event.type])).toEqual([
      ['fleet', 'BackupCopyForgotten'],
    ]);
    const again = await start(host);
    expect(holderIn(again.state(), copyId)).toBeUndefined();
    expect([...again.state().forgotten.values()]).toEqual([copyId]);
    expect(await must(verifyStore(host))).toMatchObject({
      purged: [copyId],
      purging: [],
      faults: [],
    });
  });
});
