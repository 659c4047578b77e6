/**
 * Faults to plant in core: limits, quotas, regions, and fleets.
 *
 * @module
 */

/** By name: what is wrong, and where. */
export const faultsOfFleets = {
  'fresh-cluster-active': {
    text: 'a cluster is ACTIVE as soon as it is created',
    shows: 'states follow the lifecycle',
    patches: [
      [
        'evolve/life-events.js',
        "changed(before, at, (after) => enter(after, 'UNINITIALIZED'))",
        "changed(before, at, (after) => enter(after, 'ACTIVE'))",
      ],
    ],
  },
  'failed-removal-degrades': {
    text: 'an HSM that stays because its removal failed is DEGRADED',
    shows: 'states follow the lifecycle',
    patches: [['evolve/hsm-events.js', 'endProgress(it, state);', "endProgress(it, 'DEGRADED');"]],
  },
  'one-hsm-too-many': {
    text: 'a cluster takes one HSM more than its limit',
    way: 'histories within narrow limits',
    patches: [
      ['transitions/add-hsm.js', 'hsmCount(now.hsms) >= limit', 'hsmCount(now.hsms) > limit'],
    ],
  },
  'one-hsm-over-quota': {
    text: 'a region takes one HSM more than its quota',
    way: 'histories within narrow limits',
    patches: [['fleet/step.js', '.hsms < limit ?', '.hsms <= limit ?']],
  },
  'replaced-hsm-counted-twice': {
    text: 'usage counts an HSM that is being replaced twice',
    patches: [['fleet/absorb.js', 'hsmCount(holder.hsms) : 0', 'holder.hsms.length : 0']],
  },
  'backup-survives-its-hsm': {
    text: 'a backup continues although its HSM has failed',
    shows: 'a backup fails with its HSM',
    patches: [['time/consequence.js', 'it.access !== undefined', 'true']],
  },
  'lone-hsm-keeps-its-keys': {
    text: 'a lone HSM that is replaced keeps the keys of the old one',
    shows: 'keys come from peers, users from the backup',
    patches: [['evolve/replacement-events.js', 'hasContents(staying)', 'hasContents(before.hsms)']],
  },
  'deleted-with-an-hsm': {
    text: 'a cluster with one HSM left can be deleted',
    way: 'histories, half of them refused',
    patches: [['transitions/delete-cluster.js', 'hsmIds.length > 0', 'hsmIds.length > 1']],
  },
  'copy-survives-its-source-region': {
    text: 'copying continues although the source region is lost',
    patches: [
      [
        'fleet/regions.js',
        'before.region !== region && copy.source?.region !== region',
        'before.region !== region',
      ],
    ],
  },
  'forgotten-despite-kin': {
    text:
      'a deleted cluster is forgotten while a copy or a restored cluster of its lineage is ' +
      'left',
    shows: 'only what is gone is forgotten',
    patches: [
      ['fleet/forgetting.js', "(it.kind === 'COPY' || !lineages.has(it.lineageId))", 'true'],
    ],
  },
  'ties-told-in-another-order': {
    text: 'events of one instant have another order all at once than one by one',
    way: 'histories, deep laws',
    patches: [
      [
        'fleet/unfold-fleet.js',
        'return a.stream < b.stream ? -1 : 1;',
        'return a.stream < b.stream ? 1 : -1;',
      ],
    ],
  },
  'agenda-keeps-what-is-over': {
    text: 'the agenda keeps an outdated due instant of a holder',
    patches: [
      ['fleet/absorb.js', 'if (was !== undefined)', 'if (was === undefined && is === undefined)'],
    ],
  },
  'reprieve-not-written-down': {
    text: 'a file forgets the reprieve of an undeleted backup',
    way: 'histories, deep laws',
    patches: [['codec/state-codec.js', 'reprievedUntil: maybe(date),', '']],
  },
  'observed-place-unlisted': {
    text: 'a place that may hold a key without listing it is not listed as residual',
    shows: 'unknown contents are never reported as absent',
    patches: [
      [
        'fleet/residual-data.js',
        'const mayHoldMore = interest.mayBeIn({ material, access });',
        'const mayHoldMore = false;',
      ],
    ],
  },
  'all-is-said-to-be-listed': {
    text: 'the contents of an observed cluster are said to be all that it has',
    shows: 'unknown contents are never reported as absent',
    patches: [
      [
        'time/effective-contents.js',
        'isComplete: users.isComplete && material.isComplete',
        'isComplete: true',
      ],
    ],
  },
};
