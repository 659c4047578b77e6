/**
 * The example drills about a region that is away for a day, and about a zone that is lost; each
 * with its twin that goes wrong.
 */
import { describe, expect, it } from '@jest/globals';
import { drillPath, run } from './cli.ts';

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
