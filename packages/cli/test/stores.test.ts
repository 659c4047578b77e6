import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  chmodSync,
  copyFileSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { openSqlite } from '@hsm-lifecycle/runtime/sqlite';
import { drillPath, run } from './cli.ts';
import {
  clear,
  file,
  flipByte,
  folder,
  leave,
  left,
  MAGIC,
  refused,
  store,
  verified,
} from './stores.ts';

beforeAll(leave);

afterAll(clear);

describe('hsm-lifecycle verify', () => {
  it('passes the store of a drill', async () => {
    const { code, out } = await run(['verify', left]);
    expect(code).toBe(0);
    expect(out).toContain('✓ 11 open, with the contents of the history: 11 backups and copies\n');
    expect(out).toContain('SOUND: 0 faults.');
  });

  it('names the backup of which one byte was changed', async () => {
    const at = store();
    flipByte(at);
    const { code, out } = await run(['verify', at]);
    expect(code).toBe(1);
    expect(out).toMatch(
      /✗ .*backup of \d+ Nov \(backup-\w+\): it does not open: a stored byte was changed/u,
    );
    expect(out).toMatch(/NOT SOUND: \d faults?\./u);
    const { faults, sound } = await verified(at);
    expect(sound).toBe(false);
    expect(faults).toContainEqual({
      holderId: expect.stringMatching(/^backup-/u),
      reason: 'AuthenticationFailed',
    });
  });

  it('takes keys from another path', async () => {
    const at = store();
    renameSync(`${at}-keys`, file('elsewhere'));
    expect((await run(['verify', at, '--keys', file('elsewhere')])).code).toBe(0);
    expect((await run(['open', at, 'Frankfurt copy', '--keys', file('elsewhere')])).code).toBe(0);
    expect((await run(['keys', 'rotate', at, '--keys', file('elsewhere')])).out).toContain(
      `Persistent backup keys in ${file('elsewhere')}`,
    );
  });

  it('finds that the keys are another store’s', async () => {
    const at = store();
    await run(['drill', drillPath('disaster-recovery'), '--store', file('other.sqlite')]);
    copyFileSync(`${file('other.sqlite')}-keys`, `${at}-keys`);
    const { code, out } = await run(['verify', at]);
    expect(code).toBe(1);
    expect(out).toContain('its key is not in the key file');
  });

  it('refuses what is not a store, and leaves it as it is', async () => {
    const empty = file('empty');
    writeFileSync(empty, '');
    writeFileSync(file('text'), 'x'.repeat(5000));
    for (const name of ['empty', 'text']) copyFileSync(`${left}-keys`, file(`${name}-keys`));
    expect(refused(await run(['verify', file('missing')]))).toBe(
      `hsm-lifecycle: there is no store ${file('missing')}\n`,
    );
    expect(refused(await run(['verify', empty]))).toContain(`${empty} is not a store: it is empty`);
    expect(refused(await run(['verify', file('text')]))).toContain(
      `${file('text')} is not a store`,
    );
    expect(refused(await run(['verify', folder]))).toContain('it is not a file');
    expect(statSync(empty).size).toBe(0);
  });

  it('refuses a store that is cut short', async () => {
    const at = store();
    const bytes = readFileSync(at);
    writeFileSync(at, bytes.subarray(0, Math.floor(bytes.length / 3)));
    expect(refused(await run(['verify', at]))).toContain(`${at} is damaged`);
  });

  it('refuses a store that something else has open', async () => {
    const at = store();
    const other = openSqlite(at);
    expect(refused(await run(['verify', at]))).toContain(`${at} is in use by another process`);
    if (other._tag === 'Right') await other.right.close();
    expect((await run(['verify', at])).code).toBe(0);
  });

  it('refuses a changed history', async () => {
    const at = store();
    writeFileSync(
      at,
      readFileSync(at, 'latin1').replace('"type":"BackupCreating"', '"type":"BackupCreatinG"'),
      'latin1',
    );
    expect(refused(await run(['verify', at]))).toMatch(
      /event \d+ of .*: this release knows no event of type "BackupCreatinG"/iu,
    );
    const again = store();
    writeFileSync(
      again,
      readFileSync(again, 'latin1').replace('"cause":"ACTIVATION"', '"cause":"ACTIVATIOM"'),
      'latin1',
    );
    expect(refused(await run(['verify', again]))).toMatch(
      /is damaged: event \d+ is malformed at event.data.cause/u,
    );
  });

  it('refuses a history to which a newer release has written', async () => {
    const at = store();
    const text = readFileSync(at, 'latin1');
    writeFileSync(at, text.replace('"schema":1,"needs":1,', '"schema":1,"needs":2,'), 'latin1');
    expect(refused(await run(['verify', at]))).toMatch(
      /event \d+ of .*: the event \w+ needs reader level 2; this release has 1/iu,
    );
  });

  it('refuses keys that others may read, are missing, or are not keys', async () => {
    const at = store();
    const keys = `${at}-keys`;
    chmodSync(keys, 0o644);
    expect(refused(await run(['verify', at]))).toContain(`(mode 0644): run chmod 600 ${keys}`);
    chmodSync(keys, 0o600);
    writeFileSync(keys, '{}');
    expect(refused(await run(['verify', at]))).toContain(`${keys} is not a key file`);
    rmSync(keys);
    expect(refused(await run(['verify', at]))).toContain(`there is no key file ${keys}`);
  });
});

describe('hsm-lifecycle open', () => {
  it('lists what a backup holds, by the drill’s name, by the report’s, or by id', async () => {
    const byName = await run(['open', left, 'Frankfurt copy']);
    expect(byName.code).toBe(0);
    expect(byName.out).toContain('opens with the keys of eu-central-1');
    expect(byName.out).toContain('  pin-encryption  symmetric, owned by card_service');
    const [, id = ''] = /\((backup-\w+)\) opens/u.exec(byName.out) ?? [];
    expect((await run(['open', left, id])).out).toBe(byName.out);
    expect((await run(['open', left, 'payments’ activation backup of 2 Nov'])).out).not.toContain(
      'pin-encryption',
    );
    expect((await run(['open', left, 'clone’s backup for a new HSM of 10 Nov'])).out).toContain(
      'pin-encryption',
    );
    const gone = await run(['open', left, 'clone']);
    expect([gone.code, gone.err]).toEqual([2, expect.stringContaining('is called "clone"')]);
    expect(JSON.parse((await run(['open', '--json', left, id])).out)).toMatchObject({
      id,
      originRegion: 'eu-west-1',
      contents: { material: { keys: [{ keyId: 'card-signing' }, {}] } },
      secretBytes: 0,
    });
  });

  it('does not open a changed backup', async () => {
    const at = store();
    flipByte(at);
    const { faults } = await verified(at);
    expect(await run(['open', at, faults[0]?.holderId ?? ''])).toMatchObject({
      code: 1,
      out: '',
      err: expect.stringContaining('did not authenticate'),
    });
  });

  it('lists what there is if nothing has that name, and says what is purged', async () => {
    expect(refused(await run(['open', left, 'Munich copy']))).toMatch(
      /called "Munich copy"\. The store has:\n[\s\S]* {2}Frankfurt copy\n/u,
    );
    const at = file('rare.sqlite');
    await run(['drill', drillPath('hsms-used-rarely-gone-wrong'), '--store', at]);
    const { purged } = await verified(at);
    expect(await run(['open', at, purged[0] ?? ''])).toMatchObject({
      code: 1,
      out: '',
      err: expect.stringContaining('nobody can open it again'),
    });
  });
});

describe('hsm-lifecycle export and inspect', () => {
  it('take an envelope out and read its header, without any key', async () => {
    const at = store();
    rmSync(`${at}-keys`);
    const out = file('frankfurt.backup');
    expect((await run(['export', at, 'Frankfurt copy', '--out', out])).out).toContain(
      'still sealed',
    );
    const inspected = await run(['inspect', out]);
    expect(inspected.code).toBe(0);
    expect(inspected.out).toMatch(/key record of +backup-\w+ in eu-central-1/u);
    expect(JSON.parse((await run(['inspect', '--json', out])).out)).toMatchObject({
      format: 'hsm-lifecycle/envelope',
      version: 1,
      envelopeVersion: 1,
      originRegion: 'eu-west-1',
      salt: expect.stringMatching(/^[0-9a-f]{64}$/u),
      slots: [{ holderRegion: 'eu-central-1', recipient: 'primary', epoch: 1 }],
    });
    expect(refused(await run(['export', at, 'Frankfurt copy', '--out', out]))).toContain(
      'already exists',
    );
  });

  it('refuse a file that is not an envelope', async () => {
    const cut = file('cut.backup');
    await run(['export', left, 'Frankfurt copy', '--out', cut]);
    writeFileSync(cut, readFileSync(cut).subarray(0, -1));
    expect(refused(await run(['inspect', cut]))).toContain(
      'it is truncated, or something follows it',
    );
    expect(refused(await run(['inspect', `${left}-keys`]))).toContain(
      'its first bytes are not those of a sealed backup',
    );
    expect(refused(await run(['inspect', file('nothing')]))).toContain('there is no file');
    expect(
      refused(await run(['export', left, 'Frankfurt copy', '--out', file('no/such/folder')])),
    ).toContain('cannot write');
  });
});

describe('hsm-lifecycle keys', () => {
  const statuses = async (at: string): Promise<readonly string[]> => {
    const listed: { readonly keys: readonly { readonly status: string }[] } = JSON.parse(
      (await run(['keys', 'list', '--json', at])).out,
    );
    return listed.keys.map(({ status }) => status);
  };

  it('rotate: rewraps every record under fresh keys, and all opens as before', async () => {
    const at = store();
    const before = await verified(at);
    const { code, out } = await run(['keys', 'rotate', at]);
    expect(code).toBe(0);
    expect(out).toContain('✓ 11 key records rewrapped');
    expect(out).toContain('old keys still open earlier exports');
    expect(await verified(at)).toEqual({ ...before, store: at });
    expect(await statuses(at)).toEqual(['decrypt-only', 'active', 'decrypt-only', 'active']);
  });

  it('retire: destroys the old keys, and all opens as before', async () => {
    const at = store();
    const before = await verified(at);
    await run(['keys', 'rotate', at]);
    const { code, out } = await run(['keys', 'retire', at]);
    expect([code, out]).toEqual([0, expect.stringContaining('✓ 2 old keys destroyed')]);
    expect(out).toContain('earlier copies of it');
    expect(await statuses(at)).toEqual(['retired', 'active', 'retired', 'active']);
    expect(out).toContain('destroyed: opens nothing');
    expect(await verified(at)).toEqual({ ...before, store: at });
    expect((await run(['keys', 'retire', at])).out).toContain('there is no old key to destroy');
  });

  it('retire: takes one epoch, and says when there is none of it', async () => {
    const at = store();
    await run(['keys', 'rotate', at]);
    await run(['keys', 'rotate', at]);
    const document = JSON.parse((await run(['keys', 'retire', at, '--epoch', '1', '--json'])).out);
    expect(document).toMatchObject({
      format: 'hsm-lifecycle/retirement',
      retired: [
        { region: 'eu-west-1', epoch: 1, status: 'retired' },
        { region: 'eu-central-1', epoch: 1, status: 'retired' },
      ],
      needed: [],
    });
    const ring = ['retired', 'decrypt-only', 'active'];
    expect(await statuses(at)).toEqual([...ring, ...ring]);
    for (const epoch of ['1', '3', '9'])
      // eslint-disable-next-line no-await-in-loop
      expect(refused(await run(['keys', 'retire', at, '--epoch', epoch]))).toContain(
        `has no old keys of epoch ${epoch}`,
      );
    expect((await run(['keys', 'retire', at, '--epoch', 'first'])).code).toBe(2);
  });

  it('retire: keeps a key that a record needs, since it could not be rewrapped', async () => {
    const at = store();
    copyFileSync(`${file('left.sqlite')}-keys`, `${at}-keys`);
    const bytes = readFileSync(at);
    const broken = bytes.indexOf(MAGIC) + MAGIC.length + 20;
    bytes[broken] = (bytes[broken] ?? 0) ^ 1;
    writeFileSync(at, bytes);
    expect((await run(['keys', 'rotate', at])).code).toBe(1);
    const { code, out } = await run(['keys', 'retire', at]);
    expect(code).toBe(1);
    expect(out).toMatch(/✗ epoch 1 of [a-z0-9-]+ is kept: \d key records? needs? it \(/u);
    expect(await statuses(at)).toEqual(
      expect.arrayContaining(['decrypt-only', 'retired', 'active']),
    );
  });

  it('say that a key file is from before a rotation, and what it lacks', async () => {
    const at = store();
    copyFileSync(`${at}-keys`, file('before-keys'));
    await run(['keys', 'rotate', at]);
    const before = ['--keys', file('before-keys')];
    for (const command of ['rotate', 'retire'])
      // eslint-disable-next-line no-await-in-loop
      expect(refused(await run(['keys', command, at, ...before]))).toContain(
        'from before a rotation, which lacks epoch 2 of eu-central-1, epoch 2 of eu-west-1',
      );
    const { code, err } = await run(['open', at, 'Frankfurt copy', ...before]);
    expect([code, err]).toEqual([
      1,
      expect.stringContaining('from before a rotation: it lacks epoch 2 of eu-central-1'),
    ]);
  });

  it('never print a key', async () => {
    const keys = readFileSync(`${left}-keys`, 'utf8').match(/[0-9a-f]{64}/gu) ?? [];
    expect(keys).toHaveLength(4);
    for (const argv of [
      ['keys', 'list', '--json', left],
      ['verify', left],
      ['open', '--json', left, 'Frankfurt copy'],
    ])
      // eslint-disable-next-line no-await-in-loop
      expect((await run(argv)).out).not.toMatch(new RegExp(keys.join('|'), 'u'));
  });
});
