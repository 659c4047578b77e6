/**
 * Exempting one backup a month from retention.
 *
 * @module
 */
import type { Backup, Command, EpochMillis } from '@hsm-lifecycle/core';
import type { Runbook } from '@hsm-lifecycle/core/fleet';
import { monthOf } from './calendar.ts';
import { isLost, fleetReading } from './reading.ts';

/** The options of `exemptMonthly`. */
export type ExemptMonthly = {
  /** For how many months, this one included, a backup stays exempt. */
  readonly months: number;
};

/** Marks the exemptions of this runbook, so that it ends no other ones. */
const TAG = 'hsm-lifecycle:exempt';
const MONTHLY = 'monthly';

const isOurs = ({ tags, neverExpires }: Backup): boolean => neverExpires && tags[TAG] === MONTHLY;

const exempting = (at: EpochMillis, backupId: string): readonly Command[] => [
  { type: 'SetNeverExpires', data: { at, backupId, neverExpires: true } },
  { type: 'Tag', data: { at, resourceId: backupId, tags: { [TAG]: MONTHLY } } },
];

const commandsFor = (
  backups: readonly Backup[],
  { months }: ExemptMonthly,
  at: EpochMillis,
): readonly Command[] => {
  const ready = backups.filter(({ state }) => state === 'READY');
  const oldest = monthOf(at) - months;
  const exempt = ready.filter(({ neverExpires }) => neverExpires);
  const done = new Set(exempt.map(({ createdAt }) => monthOf(createdAt)));
  const commands: Command[] = [];
  for (const it of ready) {
    const month = monthOf(it.createdAt);
    const { backupId } = it;
    if (month <= oldest) {
      if (isOurs(it))
        commands.push({ type: 'SetNeverExpires', data: { at, backupId, neverExpires: false } });
    } else if (!done.has(month)) {
      done.add(month);
      commands.push(...exempting(at, backupId));
    }
  }
  return commands;
};

/**
 * Exempts the first READY backup of each month from its cluster's retention, unless one is exempt
 * already, and ends the exemption after some months. It tags what it exempts, and leaves other
 * exemptions alone.
 *
 * @example
 * const run = exemptMonthly({ months: 12 });
 */
export const exemptMonthly =
  (wanted: ExemptMonthly): Runbook =>
  (fleet, at) =>
    fleetReading(fleet)
      .clusters.filter(({ region }) => !isLost(fleet, region))
      .flatMap(({ backups }) => commandsFor(backups, wanted, at));
