/**
 * The rules that a host can keep: what it really does must end by its report, not by the clock.
 *
 * @module
 */
import { holderIdOf, reportedBy, rules, type Rules } from '@hsm-lifecycle/core';
import { type Fleet } from '@hsm-lifecycle/core/fleet';
import type { RulesNotReported } from './refusals.ts';

const OPERATIONS = ['backup', 'copy', 'hsm'] as const;

/** What a runtime runs under when nobody says otherwise. */
export const hostRules: Rules = reportedBy(rules.aws2026, OPERATIONS);

/** Says which operations a set of rules leaves to the clock, if any. */
export const rulesFlaw = ({ name, durations }: Rules): RulesNotReported | undefined => {
  const operations = OPERATIONS.filter((operation) => durations[operation] !== 'REPORTED');
  return operations.length === 0
    ? undefined
    : { _tag: 'RulesNotReported', rules: name, operations };
};

/** Says which holder of an estate lives under rules that a host cannot keep, if any does. */
export const fleetRulesFlaw = ({ holders }: Fleet): RulesNotReported | undefined => {
  for (const holder of holders.values()) {
    const flaw = rulesFlaw(holder.rules);
    if (flaw !== undefined) return { ...flaw, holderId: holderIdOf(holder) };
  }
  return undefined;
};
