/**
 * The example drills about a region that is away for a day, about a zone that is lost, and about a
 * backup that is shared; each with its twin that goes wrong.
 */
import { describe, expect, it } from '@jest/globals';
import { drill, drillPath, primary, run, runDrillJson } from './cli.ts';

const ran = async (name: string): Promise<{ readonly code: number; readonly found: string }> => {
  const { code, out } = await run(['drill', drillPath(name)]);
  return { code, found: out.slice(out.indexOf('\nExpected\n')) };
};

const failures = (found: string): readonly string[] => found.match(/✗ .*/gu) ?? [];

describe('the drill "fail-over and fail-back"', () => {
  it('passes: what was done in Frankfurt is there at home, and the clone may go', async () => {
    const { code, found } = await ran('fail-over-and-back');
    expect(code).toBe(0);
    expect(found).toContain('✓ ReplicateKey is refused: OwnerNotFound');
    expect(found).toContain('✓ payments holds the same as clone');
  });

  it('fails if nothing is carried home: a key is lost, and a deleted user is there', async () => {
    const { code, found } = await ran('fail-over-and-back-gone-wrong');
    expect(code).toBe(1);
    expect(failures(found)).toEqual([
      expect.stringContaining('payments holds the same as clone'),
      expect.stringContaining('payments holds keys card-signing and refund-signing'),
    ]);
    expect(found).toMatch(
      /missing: keys refund-signing\n +missing: users refund_service\n +unexpected: users contractor/u,
    );
  });
});

describe('a repeated step in the report', () => {
  const name = drillPath('fail-over-and-back');

  it('is routine on one line, and judged on one line', async () => {
    const { out } = await run(['drill', name]);
    expect(out.replaceAll(/\s+/gu, ' ')).toContain(
      '… 6 daily backups of payments; 7 backups are copied to another region; 4 copies are deleted',
    );
    expect(out).not.toContain('there is nothing to do');
    expect(
      out.match(/after step 9, CopyToRegion, 7 times, Tue 3 Nov 2026 22:00 UTC to/gu),
    ).toHaveLength(1);
    expect(out).toContain('17 of 17 expectations held');
  });

  it('is shown each time with --verbose', async () => {
    const { out } = await run(['drill', name, '--verbose']);
    expect(out.match(/is being copied from eu-west-1 to eu-central-1/gu)).toHaveLength(7);
    expect(out.match(/DeleteBackup, .*: there is nothing to do/gu)).toHaveLength(3);
  });

  it('is judged on a line of its own where it fails, as it was the first time', async () => {
    const { drills } = JSON.parse((await run(['drill', '--json', name])).out);
    expect(drills[0].verdicts).toHaveLength(17);
    const cutOff = drill(
      [
        ...primary,
        {
          at: '+1h',
          every: '12h',
          until: '+2d',
          do: 'Advance',
          expect: [
            {
              that: 'BackupIs',
              backup: 'newest backup of primary younger than 4h',
              state: 'READY',
            },
          ],
        },
      ],
      [],
    );
    const { out } = await runDrillJson(cutOff);
    expect(out.match(/✓ newest backup .*\(after step 7, Advance, 3 times, /gu)).toHaveLength(1);
    expect(out.match(/✗ BackupIs can be judged \(after step 7, Advance, 2 times, /gu)).toHaveLength(
      1,
    );
  });
});

describe('the drill "a zone is lost"', () => {
  it('passes: an HSM in another zone goes on, and the service replaces what was lost', async () => {
    const { code, found } = await ran('zone-lost');
    expect(code).toBe(0);
    expect(found).toContain('✓ payments is ACTIVE with 3 HSMs');
    expect(found).toContain('✓ AddHsm is refused: ZoneOutOfReach (after step 10');
  });

  it('fails if both HSMs were there: what no backup holds is lost for good', async () => {
    const { code, found } = await ran('zone-lost-gone-wrong');
    expect(code).toBe(1);
    expect(failures(found)).toEqual([
      expect.stringContaining('payments is ACTIVE with 2 HSMs (after step 9'),
      expect.stringContaining('(after step 9'),
      expect.stringContaining('(at the end)'),
    ]);
    expect(found).toMatch(/missing: keys made-at-noon\n/u);
  });
});

describe('the drill "a shared backup"', () => {
  it('passes: the new account restores what is shared with it, and only while it is', async () => {
    const { code, found } = await ran('shared-backup');
    expect(code).toBe(0);
    expect(found.match(/✓ Restore is refused: NotShared/gu)).toHaveLength(2);
    expect(found).toContain('✓ moved holds the same as payments');
  });

  it('fails if the backup is older than the last key: that key stays behind', async () => {
    const { code, found } = await ran('shared-backup-gone-wrong');
    expect(code).toBe(1);
    expect(failures(found)).toEqual([
      expect.stringContaining('moved holds keys card-signing and refund-signing'),
      expect.stringContaining('moved holds the same as payments'),
    ]);
    expect(found.match(/missing: keys refund-signing\n/gu)).toHaveLength(2);
  });
});
