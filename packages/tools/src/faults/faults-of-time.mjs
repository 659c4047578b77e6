/**
 * Faults to plant in core: retention, grace, the daily clock, and what time brings.
 *
 * A fault is an exact snippet of a compiled file and its replacement; some faults need two. `way`
 * is where to look for it first, if not in plain histories; `shows` is the law that it breaks, for
 * laws that no doctored step breaks.
 *
 * @module
 */

/** By name: what is wrong, and where. */
export const faultsOfTime = {
  'grace-a-millisecond-short': {
    text: 'the grace period ends a millisecond early',
    patches: [
      [
        'rules/editions.js',
        'holder.edition.graceDays * DAY_MS',
        'holder.edition.graceDays * DAY_MS - 1',
      ],
    ],
  },
  'retention-a-millisecond-early': {
    text: 'a backup exceeds its retention a millisecond early',
    patches: [
      [
        'time/mark-due.js',
        'const expires = createdAt + cluster.retention.days * DAY_MS;',
        'const expires = createdAt + cluster.retention.days * DAY_MS - 1;',
      ],
    ],
  },
  'retention-a-day-late': {
    text: 'a backup exceeds its retention a day late',
    patches: [
      [
        'time/mark-due.js',
        'const expires = createdAt + cluster.retention.days * DAY_MS;',
        'const expires = createdAt + (cluster.retention.days + 1) * DAY_MS;',
      ],
    ],
  },
  'last-backup-marked': {
    text: 'retention marks the last backup too',
    patches: [
      ['evolve/marking.js', '|| isLatest ', ''],
      ['evolve/marking.js', 'return isNewestOfType', 'return false'],
    ],
  },
  'exempt-backup-marked': {
    text: 'retention marks exempt backups too',
    patches: [['evolve/marking.js', '|| it.neverExpires ', '']],
  },
  'copy-inherits-retention': {
    text: 'a copy expires under the default retention of its source',
    patches: [
      [
        'time/next-event.js',
        "it.markableSince === undefined || holder.kind === 'COPY' ? undefined",
        "holder.kind === 'COPY' ? it.createdAt + holder.edition.retentionDaysDefault * " +
          'DAY_MS : it.markableSince === undefined ? undefined',
      ],
      [
        'time/next-event.js',
        "=> holder.kind === 'COPY' || holder.retention === 'NONE'",
        "=> holder.kind === 'COPY' ? 0 : holder.retention === 'NONE'",
      ],
    ],
  },
  'no-reprieve': {
    text: 'an expired backup that is undeleted gets no reprieve',
    patches: [
      [
        'transitions/undelete-backup.js',
        'return expired ? at + holder.edition.reprieveHours * HOUR_MS : undefined;',
        'return undefined;',
      ],
    ],
  },
  'reprieve-overlooked': {
    text: 'a reprieve is recorded, but retention ignores it',
    patches: [
      [
        'time/mark-due.js',
        'return reprievedUntil !== undefined && reprievedUntil > from ? reprievedUntil : from;',
        'return from;',
      ],
    ],
  },
  'daily-clock-from-the-end': {
    text: 'the daily clock starts anew when a backup ends, not when it was started',
    patches: [
      [
        'evolve/own-backup-events.js',
        'Math.max(before.lastBackupAt ?? 0, createdAt)',
        'Math.max(before.lastBackupAt ?? 0, at)',
      ],
    ],
  },
  'daily-clock-reset-by-failure': {
    text: 'a backup that fails counts for the daily clock',
    patches: [
      [
        'evolve/own-backup-events.js',
        'after.backupFailedAt = at;',
        'after.backupFailedAt = after.lastBackupAt = at;',
      ],
    ],
  },
  'daily-clock-reset-by-hsms': {
    text: 'the daily clock starts anew whenever an HSM comes or goes',
    shows: 'the daily clock runs while an HSM is ACTIVE',
    patches: [
      [
        'evolve/changed.js',
        'runs(after) ? (before.peerSince ?? at) : undefined',
        'runs(after) ? at : undefined',
      ],
    ],
  },
  'lost-region-backed-up': {
    text: 'the daily clock runs on in a region that is lost',
    patches: [
      [
        'evolve/changed.js',
        "(phase === 'ACTIVE' || isMigrating(phase)) && isolatedSince === undefined && hasPeer(hsms)",
        "(phase === 'ACTIVE' || isMigrating(phase)) && hasPeer(hsms)",
      ],
    ],
  },
  'due-now-is-not-due': {
    text: 'what is due at the very instant of a command does not happen before it',
    patches: [
      [
        'kernel/change.js',
        'next !== undefined && next.data.at <= at',
        'next !== undefined && next.data.at < at',
      ],
    ],
  },
};
