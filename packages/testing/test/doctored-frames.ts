/**
 * Steps that break the laws of frames and of what was asked.
 *
 * @module
 */
import type { BackupHolder, Command, CommandOf } from '@hsm-lifecycle/core';
import { holderIn, type Fleet } from '@hsm-lifecycle/core/fleet';
import type { LawStep } from '@hsm-lifecycle/testing';
import { asking, ending, rewritten, type Doctor } from './doctored.ts';

/** A fleet with one more member in a holder, which the fold does not know and so does not keep. */
const annotated = (fleet: Fleet, holder: BackupHolder): Fleet =>
  rewritten(fleet, Object.assign({}, holder, { note: 'not known to the fold' }));

/** The first holder that an event of a step changes. */
const touchedIn = ({ before, events }: LawStep): BackupHolder | undefined =>
  events.map(({ stream }) => holderIn(before, stream)).find((holder) => holder !== undefined);

/** By law, a tampering that breaks it. */
export const frameDoctors: Readonly<Record<string, Doctor>> = {
  'an event writes what it says': (step) => {
    const holder = touchedIn(step);
    return holder && { ...step, before: annotated(step.before, holder) };
  },
  'what is asked for is done': asking('SetRetention', () => ({ retentionDays: 8.5 })),
};

/** A command that would have deleted the key that was created. */
const deletion = ({ data: { at, clusterId, keyId } }: CommandOf<'CreateKey'>): Command => ({
  type: 'DeleteKey',
  data: { at, clusterId, keyId },
});

const ASKED = 'what is asked for is done';

/** Commands that ask for something else than what has been done, and what the law says then. */
export const askedDoctors: readonly (readonly [law: string, complaint: RegExp, doctor: Doctor])[] =
  [
    [ASKED, /^region of the new cluster/u, asking('CreateCluster', () => ({ region: 'moon-1' }))],
    [ASKED, /^retention of the restored/u, asking('Restore', () => ({ retentionDays: 8.5 }))],
    [ASKED, /^backupId of its source/u, asking('Restore', () => ({ backupId: 'backup-another' }))],
    [ASKED, /^tags of the copy/u, asking('CopyToRegion', () => ({ tags: { asked: 'this' } }))],
    [ASKED, /another certificate/u, asking('Initialize', () => ({ certificate: 'another' }))],
    [ASKED, /^nobody is not the admin/u, asking('Activate', () => ({ admin: 'nobody' }))],
    [ASKED, /^availabilityZone of the/u, asking('AddHsm', () => ({ availabilityZone: 'moon-1a' }))],
    [ASKED, /^ipAddress of hsm-/u, asking('RemoveHsm', () => ({ ipAddress: '192.0.2.1' }))],
    [ASKED, /^eniId of hsm-/u, asking('RemoveHsm', () => ({ eniId: 'eni-another' }))],
    [ASKED, /^hsm-another is not being/u, asking('ReplaceHsm', () => ({ hsmId: 'hsm-another' }))],
    [ASKED, /^stateMessage of hsm-/u, asking('FailHsm', () => ({ reason: 'Another.' }))],
    [ASKED, /^role of user/u, asking('CreateUser', () => ({ role: 'AU' }))],
    [ASKED, /^expiresAt of key/u, asking('CreateKey', () => ({ expiresAt: 1 }))],
    [ASKED, /^key \S+ expires unasked/u, asking('CreateKey', () => ({ expiresAt: undefined }))],
    [ASKED, /^subject of certificate/u, asking('PutCertificate', () => ({ subject: 'another' }))],
    [ASKED, /^policy|of policy/u, asking('SetPolicy', () => ({ value: 'another' }))],
    [
      ASKED,
      /^neverExpires of backup-/u,
      asking('SetNeverExpires', ({ neverExpires }) => ({ neverExpires: !neverExpires })),
    ],
    [
      ASKED,
      /is shared with others/u,
      asking('ShareBackup', () => ({ accounts: ['999999999999'] })),
    ],
    [ASKED, /^asked of the tags/u, asking('Tag', () => ({ tags: { asked: 'this' } }))],
    [ASKED, /^nothing has ended for/u, asking('Settle', () => ({ id: 'hsm-another' }))],
    [
      ASKED,
      /^no failure of \S+ says/u,
      asking('Settle', ({ outcome }) => ({ outcome, reason: 'X' })),
    ],
    [ASKED, /of the lost regions/u, asking('LoseRegion', () => ({ region: 'moon-1' }))],
    [ASKED, /of the quota/u, asking('SetQuota', () => ({ clusters: 0.5 }))],
    [
      ASKED,
      /^key \S+ is still there/u,
      (step) =>
        step.command.type === 'CreateKey'
          ? { ...step, command: deletion(step.command) }
          : undefined,
    ],
    [
      ASKED,
      /^createdAt of the new cluster|^tags of the new cluster/u,
      ending((_, { command }) =>
        command.type === 'CreateCluster' ? { tags: { unasked: 'tag' } } : undefined,
      ),
    ],
  ];
