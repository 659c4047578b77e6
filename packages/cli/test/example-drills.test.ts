import { describe, expect, it } from '@jest/globals';
import { drillPath, run } from './cli.ts';

const expected = (out: string): string => out.slice(out.indexOf('\nExpected\n'));

describe('the drill "HSMs used rarely"', () => {
  it('passes: the contents are there four months after the last HSM was removed', async () => {
    const { code, out } = await run(['drill', drillPath('hsms-used-rarely')]);
    expect(code).toBe(0);
    expect(expected(out)).toContain('✓ ceremony holds the same as what we had');
    expect(out).toContain('PASSED: 5 of 5 expectations held.');
  });

  it('fails if somebody deletes all backups in between: nothing is left to restore', async () => {
    const { code, out } = await run(['drill', drillPath('hsms-used-rarely-gone-wrong')]);
    expect(code).toBe(1);
    expect(out).toContain('NO READY BACKUP IS LEFT HERE');
    expect(expected(out)).toMatch(
      /✗ AddHsm is accepted .*\n +it was refused: NothingToRestore \(U-8\)/u,
    );
    expect(out).toContain('1 step was not reached');
  });
});

describe('the drill "remove expired keys"', () => {
  it('passes: nothing brings back what was deleted', async () => {
    const { code, out } = await run(['drill', drillPath('remove-expired-keys')]);
    expect(code).toBe(0);
    expect(expected(out)).toMatch(/✓ nothing brings back key cards-2026 and user contractor/u);
  });

  it('fails if one copy is forgotten, and names it and its region', async () => {
    const { code, out } = await run(['drill', drillPath('remove-expired-keys-gone-wrong')]);
    expect(code).toBe(1);
    expect(expected(out)).toMatch(
      /✗ nothing brings back .*\n +key cards-2026 and user contractor can come back/u,
    );
    expect(expected(out)).toMatch(
      /can come back from the copy "Virginia copy" \(backup-\w+\) in us-east-1\n/u,
    );
    expect(out.match(/✗/gu)).toHaveLength(1);
  });
});

describe('the drill "disaster recovery"', () => {
  it('passes: the clone holds what the recovery point held, and the RPO is printed', async () => {
    const { code, out } = await run(['drill', drillPath('disaster-recovery')]);
    expect(code).toBe(0);
    expect(expected(out)).toContain('✓ clone holds the same as Frankfurt copy');
    expect(expected(out)).toContain('RPO 21h 45m: Frankfurt copy in eu-central-1');
  });

  it('fails if the copies stop: too much work is lost, and a key is missing', async () => {
    const { code, out } = await run(['drill', drillPath('disaster-recovery-gone-wrong')]);
    expect(code).toBe(1);
    expect(expected(out)).toMatch(
      /✗ payments can be recovered in eu-central-1, losing at most 1d of work.*\n +RPO 6d 21h/u,
    );
    expect(expected(out)).toContain('missing: keys fraud-model');
  });
});

describe('the drill "migration with rollback"', () => {
  it('passes: rolling back while the change is in progress loses nothing', async () => {
    const { code, out } = await run(['drill', drillPath('migration-with-rollback')]);
    expect(code).toBe(0);
    expect(expected(out)).toContain('✓ primary holds the same as what we had');
    expect(out).toContain('primary begins to go back to hsm1.medium; nothing is lost');
    expect(out).toContain('HSM A has changed its type; it has a new id and the same address');
  });

  it('fails if people roll back the next morning: what was made since is gone', async () => {
    const { code, out } = await run(['drill', drillPath('migration-with-rollback-gone-wrong')]);
    expect(code).toBe(1);
    expect(expected(out)).toContain('missing: keys new-key');
    expect(out.match(/✗ primary/gu)).toHaveLength(1);
  });
});

describe('the drills together', () => {
  it('fail together when one of them fails', async () => {
    expect(
      (
        await run([
          'drill',
          drillPath('disaster-recovery'),
          drillPath('hsms-used-rarely-gone-wrong'),
        ])
      ).code,
    ).toBe(1);
    expect(
      (await run(['drill', drillPath('disaster-recovery'), drillPath('hsms-used-rarely')])).code,
    ).toBe(0);
  });
});
