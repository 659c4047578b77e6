import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { decodeDrill, runDrill } from '@hsm-lifecycle/drills';
import { reportJson } from '../src/commands/drill/report-json.ts';
import { reportText } from '../src/commands/drill/report-text.ts';
import { isSound, sealDrill, type SealedDrill } from '../src/commands/drill/seal/seal-drill.ts';
import { colorsIf } from '../src/terminal/colors.ts';
import { drill, drillPath, primary, run, type Ran } from './cli.ts';
import { clear, file, leave, left, refused, store, verified } from './stores.ts';

let report: Ran = { code: 2, out: '', err: '' };

beforeAll(async () => {
  report = await leave();
});

afterAll(clear);

describe('a sealed drill', () => {
  it('says what was sealed, rewrapped and opened, and where it is', () => {
    expect(report.code).toBe(0);
    expect(report.out).toContain(
      '✓ 10 backups sealed (AES-256-GCM) under the keys of eu-west-1 and eu-central-1',
    );
    expect(report.out).toContain('rewrapped for eu-central-1, as Frankfurt copy');
    expect(report.out).toContain(
      'Frankfurt copy opened for clone, with only the keys of eu-central-1: ' +
        '2 keys, 3 users, the same as in the model',
    );
    expect(report.out).toContain('\n  0 faults\n');
    expect(report.out).toContain(`$ hsm-lifecycle verify ${left}\n`);
  });

  it('keeps the timeline of its edition', async () => {
    const { out } = await run(['drill', drillPath('disaster-recovery'), '--no-store']);
    const timeline = (text: string): string => text.slice(0, text.indexOf('\nSealed\n'));
    expect(timeline(report.out)).toBe(timeline(out));
    expect(out).toMatch(/09:45 .* payments is being backed up[\s\S]*09:47 .* READY/u);
  });

  it('prints the same without a store, except for the path', async () => {
    const { out } = await run(['drill', drillPath('disaster-recovery'), '--no-store']);
    expect(report.out.startsWith(out.trimEnd())).toBe(true);
    expect(out).not.toContain('.sqlite');
  });

  it('destroys what was purged', async () => {
    const at = file('purged.sqlite');
    const { out } = await run(['drill', drillPath('remove-expired-keys'), '--store', at]);
    expect(out).toContain('✓ 65 key records destroyed\n');
    expect(await verified(at)).toMatchObject({
      sound: true,
      purging: [],
      faults: [],
      purged: { length: 65 },
    });
  });

  it('fails if there is a fault, whatever was expected', async () => {
    const decoded = decodeDrill(JSON.parse(readFileSync(drillPath('disaster-recovery'), 'utf8')));
    const ran = decoded._tag === 'Right' ? runDrill(decoded.right) : decoded;
    if (ran._tag === 'Left') throw new Error(JSON.stringify(ran.left));
    const sealed = await sealDrill(ran.right, { path: undefined, onProgress: () => undefined });
    if (sealed._tag === 'Left') throw new Error(sealed.left);
    expect(isSound(sealed.right)).toBe(true);
    const [id = ''] = sealed.right.sealed;
    const { verification } = sealed.right;
    const broken: SealedDrill = {
      ...sealed.right,
      faults: [{ what: 'SEAL', id, reason: 'There was no room.' }],
      verification: {
        ...verification,
        purging: [id],
        faults: [{ holderId: id, reason: 'RecordMissing' }],
      },
    };
    const finished = { file: 'x', run: ran.right, sealed: broken };
    const style = { colors: colorsIf(false), verbose: false, command: 'hsm-lifecycle' };
    const text = reportText(finished, style);
    expect(text).toMatch(
      /✗ payments’ activation backup of 2 Nov \(backup-\w+\) could not be sealed: There was no/u,
    );
    expect(text).toContain('its key record or payload is missing, though it was never purged');
    expect(text).toContain('1 purged backup still has its key record, and can be opened');
    expect(text).toContain('FAILED: 7 of 7 expectations held. 3 faults in what was sealed.');
    expect(JSON.parse(reportJson([finished]))).toMatchObject({
      passed: false,
    });
  });

  it('lists in JSON what was done', async () => {
    const { out } = await run(['drill', '--json', drillPath('disaster-recovery')]);
    const document: { readonly drills: readonly { readonly sealed: object }[] } = JSON.parse(out);
    expect(document.drills[0]?.sealed).toMatchObject({
      store: null,
      sealed: { length: 10 },
      rewrapped: [{ region: 'eu-central-1' }, { region: 'eu-central-1' }],
      opened: { length: 4 },
      destroyed: [expect.stringMatching(/^cluster-/u)],
      faults: [],
      verification: { open: { length: 11 }, faults: [] },
    });
  });

  it('seals even if a fault or an instant edition leaves no time', async () => {
    const steps = [
      ...primary,
      {
        at: '+1d',
        do: 'CopyToRegion',
        backup: 'latest backup of primary',
        region: 'us-east-1',
        as: 'copy',
      },
      { at: '+1h', do: 'ReplaceHsm', hsm: 'first' },
      { at: '+1h', do: 'Restore', backup: 'copy', zones: ['us-east-1a'], as: 'clone' },
      { at: '+1h', do: 'AddHsm', cluster: 'clone', zone: 'us-east-1a' },
      { at: '+1h', do: 'Advance' },
    ];
    const files = { 'test.json': JSON.stringify(drill(steps, [], { edition: 'instant' })) };
    const { code, out } = await run(['drill', 'test.json'], { files });
    expect(out).toContain('copy opened for clone, with only the keys of us-east-1: 1 key, 2 users');
    expect(code).toBe(0);
  });
});

describe('the store of a drill', () => {
  it('is replaced by the next drill, under the same keys', async () => {
    const at = store();
    const keys = readFileSync(`${at}-keys`, 'utf8');
    expect(
      (await run(['drill', drillPath('disaster-recovery-gone-wrong'), '--store', at])).code,
    ).toBe(1);
    expect(readFileSync(`${at}-keys`, 'utf8')).toBe(keys);
    expect(await verified(at)).toMatchObject({
      sound: true,
      drill: expect.stringContaining('copies stopped'),
    });
  });

  it('replaces no other file', async () => {
    const other = file('letter.txt');
    writeFileSync(other, 'Dear Sir or Madam, this is no database at all, but a letter.');
    expect(
      refused(await run(['drill', drillPath('disaster-recovery'), '--store', other])),
    ).toContain(`${other} is not a store`);
    expect(readFileSync(other, 'utf8')).toContain('Dear Sir');
    expect(existsSync(`${other}-keys`)).toBe(false);
  });

  it('renames keys that do not serve every region', async () => {
    const at = file('elsewhere.sqlite');
    await run(['drill', drillPath('hsms-used-rarely'), '--store', at]);
    const keys = readFileSync(`${at}-keys`, 'utf8');
    const { code, out } = await run(['drill', drillPath('disaster-recovery'), '--store', at]);
    expect([code, out.includes(`it is now ${at}-keys.1.`)]).toEqual([0, true]);
    expect(readFileSync(`${at}-keys.1`, 'utf8')).toBe(keys);
    expect((await run(['verify', at])).code).toBe(0);
  });

  it('is not made with keys that others may read, or in a missing folder', async () => {
    const at = store();
    chmodSync(`${at}-keys`, 0o640);
    expect(refused(await run(['drill', drillPath('disaster-recovery'), '--store', at]))).toContain(
      `run chmod 600 ${at}-keys`,
    );
    expect(
      refused(
        await run(['drill', drillPath('disaster-recovery'), '--store', file('no/such/folder')]),
      ),
    ).toContain('cannot be written');
  });

  it('is for one drill', async () => {
    const argv = [
      'drill',
      drillPath('disaster-recovery'),
      drillPath('hsms-used-rarely'),
      '--store',
      file('both.sqlite'),
    ];
    expect(refused(await run(argv))).toContain('is for a single drill, but 2 are given');
  });
});
