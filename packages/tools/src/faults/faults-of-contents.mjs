/**
 * Faults to plant in core: backups, HSMs, and what they hold.
 *
 * @module
 */

/** By name: what is wrong, and where. */
export const faultsOfContents = {
  'backup-forgotten-on-removal': {
    text: 'an HSM that is removed is not backed up',
    patches: [
      [
        'transitions/remove-hsm.js',
        'isPeer(leaving) ? leaving : sourcePeer(now.hsms)',
        'undefined',
      ],
    ],
  },
  'purge-takes-another-along': {
    text: 'purging a backup also purges another one that is pending deletion',
    shows: 'backups are conserved',
    patches: [
      [
        'evolve/backups.js',
        'without(backups, (it) => it.backupId === backupId)',
        'without(without(backups, (it) => it.backupId === backupId), ({ state }) => state ' +
          "=== 'PENDING_DELETION')",
      ],
    ],
  },
  'restored-hsm-blank': {
    text: 'the first HSM of a restored cluster starts blank',
    patches: [
      ['time/standing-source.js', "return { kind: 'ORIGIN' };", "return { kind: 'BLANK' };"],
    ],
  },
  'emptied-cluster-gets-the-oldest': {
    text: 'an HSM added to a cluster without HSMs starts from the oldest backup',
    patches: [['model/newest-ready.js', 'foundLast(cluster.backups, ', 'cluster.backups.find(']],
  },
  'joining-overwrites-keys': {
    text: 'a joining HSM replaces the keys of its peers with those of its backup',
    shows: 'keys come from peers, users from the backup',
    patches: [
      [
        'evolve/hsm-events.js',
        'found(before.hsms, (it) => it.hsmId !== hsmId && it.access !== undefined) === ' +
          'undefined ? brought.material : before.material',
        'brought.material',
      ],
    ],
  },
  'released-with-the-oldest': {
    text: 'an HSM that waited for a backup joins with the oldest one',
    shows: 'keys come from peers, users from the backup',
    patches: [
      [
        'evolve/own-backup-events.js',
        'released(before.hsms, Object.freeze({ material, access }), waiting)',
        'released(before.hsms, before.backups[0], waiting)',
      ],
    ],
  },
  'backup-dated-by-its-end': {
    text: 'a backup is dated by its end, not by its start',
    shows: 'a backup does not change',
    patches: [
      [
        'evolve/own-backup-events.js',
        "after.state = 'READY';",
        "after.state = 'READY'; after.createdAt = at;",
      ],
    ],
  },
  'exemption-ends-with-deletion': {
    text: 'a deleted backup loses its exemption',
    shows: 'a backup does not change',
    patches: [
      [
        'evolve/backups.js',
        "after.deletedBy = 'CUSTOMER';",
        "after.deletedBy = 'CUSTOMER'; after.neverExpires = false;",
      ],
    ],
  },
  'logins-unseen': {
    text: 'a login leaves no trace',
    shows: 'writes reach every peer',
    patches: [['evolve/contents-events.js', 'seen.lastSeenAt = at', 'seen.lastSeenAt = undefined']],
  },
  'writing-reaches-leaving-hsms': {
    text: 'users are also written to HSMs that are leaving',
    shows: 'writes reach every peer',
    patches: [
      [
        'evolve/contents-events.js',
        '!isPeer(it) || it.access === undefined',
        'it.access === undefined',
      ],
    ],
  },
  'sharing-ends-with-writing': {
    text: 'HSMs with equal contents no longer share them after a write',
    shows: 'equal contents stay shared',
    patches: [
      [
        'evolve/contents-events.js',
        'known.get(it.access) ?? edit(it.access, recipe)',
        'edit(it.access, recipe)',
      ],
    ],
  },
  'one-key-takes-another-along': {
    text: 'deleting a key also deletes those with later names',
    patches: [
      ['evolve/contents-events.js', '(it) => it.keyId !== keyId', '(it) => it.keyId < keyId'],
    ],
  },
  'users-gone-uncounted': {
    text: 'an event that ends the last place of a user does not say so',
    patches: [['time/gone.js', 'users: lost(accesses, accessesLeft, users)', 'users: 0']],
  },
  'last-officer-deleted': {
    text: 'the last crypto officer can be deleted',
    way: 'histories, half of them refused',
    patches: [
      ['transitions/delete-user.js', 'officers.length === 1 &&', 'officers.length === 0 &&'],
    ],
  },
  'completed-as-another': {
    text: 'a user that is created again where it is missing is another one there',
    way: 'histories of users',
    shows: 'a completed user is one user',
    patches: [
      [
        'evolve/contents-events.js',
        'userIn(before, name) ?? user(name, role, at)',
        'user(name, role, at)',
      ],
    ],
  },
  'owner-deleted': {
    text: 'a user that owns keys can be deleted',
    way: 'histories, half of them refused',
    shows: 'only its owner deletes a key',
    patches: [['transitions/delete-user.js', 'keyIds.length > 0', 'keyIds.length > 99']],
  },
  'replicated-anew': {
    text: 'a key that is replicated is dated by when it is',
    shows: 'what is replicated comes from kin',
    patches: [
      [
        'transitions/replicate-key.js',
        'key, from: source.clusterId',
        'key: { ...key, createdAt: at }, from: source.clusterId',
      ],
    ],
  },
  'names-with-case': {
    text: 'names of users that differ in case alone are two users',
    way: 'histories, half of them refused',
    shows: 'writes reach every peer',
    patches: [['model/users.js', 'caseless(a) === caseless(b)', 'a === b']],
  },
  'last-deletion-unsaid': {
    text: 'deleting the last backup by hand looks like deleting any other',
    patches: [['transitions/delete-backup.js', 'const isLastReady = !', 'const isLastReady = ']],
  },
  'deleted-backup-copied': {
    text: 'a backup that is pending deletion can still be copied, restored and deleted',
    way: 'histories, half of them refused',
    patches: [
      [
        'guards/finding.js',
        "it.right.state === 'READY') return it; return left({ _tag: 'BackupNotReady', rule: 'U-13'",
        "it.right.state !== 'CREATE_IN_PROGRESS') return it; " +
          "return left({ _tag: 'BackupNotReady', rule: 'U-13'",
      ],
    ],
  },
  'origin-kept': {
    text: 'what a restored cluster was made from outlives its first own backup',
    shows: 'an origin ends with the first backup',
    patches: [['time/origin.js', 'origin !== undefined && lastBackupAt', 'false && lastBackupAt']],
  },
  'origin-dropped-too-soon': {
    text: 'what a restored cluster was made from is dropped before it has a backup of its own',
    patches: [['time/origin.js', '&& lastBackupAt !== undefined &&', '&&']],
  },
  'parent-forgotten': {
    text: 'a restored cluster forgets which backup it was made from',
    shows: 'a restored cluster remembers its backup',
    patches: [
      [
        'evolve/life-events.js',
        'OriginDropped: (before, { at }) => changed(before, at, (after) => {',
        'OriginDropped: (before, { at }) => changed(before, at, (after) => { after.restoredFrom = undefined;',
      ],
    ],
  },
  'partitions-ignored': {
    text: 'a backup is copied to another partition',
    way: 'histories, half of them refused',
    shows: 'a copy equals its source',
    patches: [['transitions/copy-to-region.js', 'from === partition', 'true']],
  },
  'nothing-is-an-event': {
    text: 'setting the retention that is set is an event',
    shows: 'setting what is set is no event',
    patches: [['transitions/set-retention.js', 'if (isSet(now.retention, days))', 'if (false)']],
  },
  'origin-unlisted': {
    text: 'the origin of a restored cluster is not listed as residual',
    way: 'histories of cleaning up, by search',
    patches: [
      [
        'fleet/places.js',
        '[...hsmPlaces(holder), ...originPlace(holder)]',
        '[...hsmPlaces(holder)]',
      ],
    ],
  },
  'pending-unlisted': {
    text: 'a backup pending deletion is not listed as residual',
    way: 'histories of cleaning up, by search',
    patches: [
      [
        'fleet/places.js',
        "return [{ place: 'pending-backup', id, deleteAt, material, access }];",
        'return [];',
      ],
    ],
  },
  'paused-unlisted': {
    text: 'what a cluster without ACTIVE HSMs gets next is not listed as residual',
    way: 'histories of cleaning up, by search',
    patches: [
      [
        'fleet/residual-data.js',
        'found(cluster.hsms, isPeer) === undefined ? emptyInventory : ',
        '',
      ],
    ],
  },
};
