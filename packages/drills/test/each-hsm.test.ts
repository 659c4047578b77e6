import { describe, expect, it } from '@jest/globals';
import { drill, holds, misfitsIn, primary, reportOn } from './drills.ts';

const cluster = 'primary';
/** A second HSM starts; what is written until it is ACTIVE does not reach it. */
const joining = {
  at: '+3h',
  do: 'AddHsm',
  cluster,
  zone: 'eu-west-1b',
  as: 'second',
};
const late = { at: '+1m', do: 'CreateUser', cluster, name: 'late', role: 'CU' };
const waiting = { at: '+1h', do: 'Advance' };
const agree = { that: 'HsmsAgree', cluster };

describe('a user that one HSM of two has', () => {
  const differing = [...primary, joining, late, waiting];

  it('is missing in the verdict, which names the HSM (F-86)', () => {
    const wanted = [{ that: 'Holds', cluster, users: ['admin', 'late'] }, agree];
    const { verdicts } = reportOn(drill(differing, wanted));
    expect(verdicts.map(({ passed, found }) => [passed, found])).toEqual([
      [false, expect.arrayContaining([expect.stringMatching(/^second: missing: users .*late/u)])],
      [false, ['second, unlike first: missing: users late']],
    ]);
  });

  it('is said in the timeline when it begins, and when it ends (F-86)', () => {
    const repaired = [...differing, { ...late, name: 'LATE' }];
    const lines = reportOn(drill(repaired)).timeline.filter(({ text }) =>
      /differ|agree/u.test(text),
    );
    expect(lines.map(({ text }) => text)).toEqual([
      'the HSMs of primary differ: second, unlike first: missing: users late',
      'the HSMs of primary agree again',
    ]);
  });

  it('is repaired by creating it again, and stays when the other HSM goes (F-86)', () => {
    const steps = [...differing, late, { do: 'RemoveHsm', hsm: 'first' }, waiting];
    expect(holds(drill(steps, [agree]))).toEqual([true]);
    expect(
      reportOn(drill([...differing, late, { ...late, refused: 'UserExists' }])).notReached,
    ).toBe(0);
  });
});

describe('a user that was deleted while an HSM joined', () => {
  const steps = [
    ...primary,
    { at: '+3h', do: 'CreateUser', cluster, name: 'old', role: 'CU' },
    { ...joining, at: '+1m' },
    { at: '+3m', do: 'DeleteUser', cluster, name: 'old' },
    waiting,
  ];

  it('is there again, and the verdict says on which HSM (F-86)', () => {
    const { verdicts } = reportOn(
      drill(steps, [
        { that: 'Holds', cluster, users: ['admin', 'alice'] },
        { that: 'CanComeBack', cluster, users: ['OLD'] },
      ]),
    );
    expect(verdicts[0]?.found).toContain('second: unexpected: users old');
    expect(verdicts.map(({ passed }) => passed)).toEqual([false, false]);
    expect(verdicts[1]?.found.join('\n')).toContain('user old can come back from the HSM "second"');
  });

  it('is never taken for gone, even where nobody asks for it by name (F-86)', () => {
    const { verdicts } = reportOn(drill(steps, [{ that: 'CanComeBack', cluster }]));
    expect(verdicts[0]?.found.join('\n')).toContain('from the HSM "second"');
  });
});

describe('SameContents', () => {
  const noting = { at: '+3h', do: 'Remember', cluster, as: 'what we had' };
  const same = { that: 'SameContents', cluster, of: 'what we had' };

  it('tells a changed password (F-246)', () => {
    const changed = [
      ...primary,
      noting,
      { at: '+1m', do: 'ChangePassword', cluster, name: 'admin' },
    ];
    const { verdicts } = reportOn(drill(changed, [same]));
    expect(verdicts[0]?.found).toEqual(['another password: users admin']);
    expect(holds(drill([...primary, noting], [same]))).toEqual([true]);
  });

  it('asks each HSM (F-86)', () => {
    const steps = [
      ...primary,
      noting,
      { ...joining, at: '+1m' },
      { at: '+3m', do: 'SetPolicy', cluster, name: 'quorum', value: '2' },
      waiting,
    ];
    const { verdicts } = reportOn(drill(steps, [same]));
    expect(verdicts[0]?.found).toEqual(['first: policies differ']);
  });
});

describe('HsmsAgree', () => {
  it('holds for one HSM, and fails without any', () => {
    expect(holds(drill([...primary, { at: '+1h', do: 'Advance' }], [agree]))).toEqual([true]);
    const removed = [...primary, { at: '+1h', do: 'RemoveHsm', hsm: 'first' }, waiting];
    expect(reportOn(drill(removed, [agree])).verdicts[0]).toMatchObject({
      passed: false,
      found: ['it has no ACTIVE HSM, so it holds nothing'],
    });
  });
});

describe('replicating', () => {
  const apart = [
    ...primary,
    {
      at: '+3h',
      do: 'Restore',
      backup: 'latest backup of primary',
      zones: ['eu-west-1a'],
      as: 'clone',
    },
    { at: '+1h', do: 'AddHsm', cluster: 'clone', zone: 'eu-west-1a' },
    { at: '+1h', do: 'CreateUser', cluster: 'clone', name: 'dora', role: 'CU' },
    { do: 'CreateKey', cluster: 'clone', key: 'new', owner: 'dora' },
  ];
  const user = { do: 'ReplicateUser', cluster, from: 'clone', name: 'dora' };
  const key = { do: 'ReplicateKey', cluster, from: 'clone', key: 'new' };

  it('rehearses a fail-back (F-247)', () => {
    const { timeline, notReached } = reportOn(drill([...apart, user, key]));
    expect(notReached).toBe(0);
    expect(timeline.slice(-2).map(({ text }) => text)).toEqual([
      'user dora (CU) of clone is replicated to first of primary',
      'key new of clone is replicated to primary',
    ]);
  });

  it('fails where the owner was forgotten (F-195)', () => {
    expect(holds(drill([...apart, { ...key, refused: 'OwnerNotFound' }]))).toEqual([true]);
  });

  it('names the field whose cluster is not known', () => {
    expect(misfitsIn(drill([...apart, { ...key, from: 'nowhere' }]))[0]).toContain('.from');
    expect(misfitsIn(drill([...apart, { ...key, cluster: 'nowhere' }]))[0]).toContain('.cluster');
  });

  it('lets only its owner delete a key (F-232)', () => {
    const deleting = { do: 'DeleteKey', cluster: 'clone', key: 'new', by: 'admin' };
    expect(holds(drill([...apart, { ...deleting, refused: 'NotKeyOwner' }]))).toEqual([true]);
  });
});

describe('a signing request', () => {
  const fresh = [
    {
      do: 'CreateCluster',
      region: 'eu-west-1',
      zones: ['eu-west-1a'],
      as: 'primary',
    },
    { at: '+10m', do: 'AddHsm', cluster, zone: 'eu-west-1a', as: 'only' },
    { at: '+1h', do: 'NoteSigningRequest', cluster, as: 'sent to the CA' },
  ];
  const uploading = { at: '+2d', do: 'Initialize', cluster, signingRequest: 'sent to the CA' };

  it('that was noted is right while its HSM is there (F-75)', () => {
    const refused = { ...uploading, refused: 'StaleSigningRequest' };
    expect(holds(drill([...fresh, refused]))).toEqual([false]);
    expect(reportOn(drill([...fresh, uploading])).notReached).toBe(0);
  });

  it('that was noted is stale once its HSM was replaced (F-75)', () => {
    const replaced = [...fresh, { at: '+1d', do: 'ReplaceHsm', hsm: 'only' }];
    expect(holds(drill([...replaced, { ...uploading, refused: 'StaleSigningRequest' }]))).toEqual([
      true,
    ]);
  });

  it('that was never noted is a mistake in the file', () => {
    const steps = [...fresh, { ...uploading, signingRequest: 'the request of last year' }];
    expect(misfitsIn(drill(steps))[0]).toContain(
      'steps[3].signingRequest: expected a reference that can be resolved',
    );
    const literal = { ...uploading, signingRequest: 'csr-22222222222' };
    expect(holds(drill([...fresh, { ...literal, refused: 'StaleSigningRequest' }]))).toEqual([
      true,
    ]);
  });

  it('needs a name that is free, and a request that is there', () => {
    const note = { do: 'NoteSigningRequest', cluster };
    expect(misfitsIn(drill([...fresh, note]))[0]).toContain('a name for the signing request');
    expect(misfitsIn(drill([...fresh, { ...note, as: 'sent to the CA' }]))[0]).toContain(
      'a name that is not in use yet',
    );
    const early = [...fresh.slice(0, 1), { ...note, as: 'early' }];
    expect(reportOn(drill(early)).verdicts[0]?.found).toEqual([
      'primary has no signing request now',
    ]);
  });
});
