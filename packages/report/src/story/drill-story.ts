/**
 * The story of a drill, and its verdicts.
 *
 * @module
 */
import { explain } from '@hsm-lifecycle/core';
import type { DrillRun, TimelineEntry } from '@hsm-lifecycle/drills';
import { instantText } from '@hsm-lifecycle/drills/sentences';
import { idsInEvents } from './ids-in-events.ts';
import type { RecoveryLimit, Remark, Story, StoryEvent, Verdict } from './story.ts';

const ISO = /[+-]?\d{4,6}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/gu;
const ID = /\b(?:cluster|backup|hsm)-[2-7a-zA-Z]{11,16}\b/gu;

const refusedText = (
  { command, refusal, expected }: Extract<TimelineEntry, { readonly kind: 'REFUSED' }>,
  { book }: DrillRun,
): string => {
  const whole = explain(refusal);
  const end = whole.lastIndexOf(` (${refusal.rule}:`);
  const short = (end < 0 ? whole : whole.slice(0, end))
    .replace(ID, book.called)
    .replace(ISO, (date) => instantText(Date.parse(date)));
  return `${command.type} is refused${expected ? ', as expected' : ''}: ${short}`;
};

const remarkOf = (entry: TimelineEntry, after: number, run: DrillRun): readonly Remark[] => {
  const { kind, at } = entry;
  switch (kind) {
    case 'NOTE':
    case 'NOTHING':
      return [{ kind, at, after, text: entry.text }];
    case 'REFUSED': {
      const { refusal, expected } = entry;
      return [{ kind, at, after, text: refusedText(entry, run), rule: refusal.rule, expected }];
    }
    case 'EVENT':
    case 'COVERAGE':
      return [];
  }
};

const remarksOf = (run: DrillRun): readonly Remark[] => {
  let after = 0;
  return run.entries.flatMap((entry) => {
    if (entry.kind === 'EVENT') after += 1;
    return remarkOf(entry, after, run);
  });
};

const limitsOf = ({ drill, book }: DrillRun): readonly RecoveryLimit[] => {
  const all = [...drill.steps.flatMap(({ expect = [] }) => expect), ...(drill.expect ?? [])];
  const limits = all.flatMap((it): readonly RecoveryLimit[] => {
    if (it.that !== 'Recoverable' || it.maxAge === undefined) return [];
    const clusterId = book.idOf(it.cluster) ?? it.cluster;
    const { region, maxAge: maxAgeMs } = it;
    return [{ clusterId, maxAgeMs, ...(region === undefined ? {} : { region }) }];
  });
  return limits.filter(
    (it, index) =>
      limits.findIndex(
        (other) => other.clusterId === it.clusterId && other.maxAgeMs === it.maxAgeMs,
      ) === index,
  );
};

/** What the drill called everything in the end. */
const namesOf = ({ book, happenings }: DrillRun): Readonly<Record<string, string>> =>
  Object.fromEntries(
    [...idsInEvents(happenings.map(({ event }) => event))].map((id) => [id, book.called(id)]),
  );

const verdictOf = ({ passed, expected, found, because, at }: DrillRun['verdicts'][number]) => ({
  passed,
  expected,
  found,
  at,
  ...(because === undefined ? {} : { because }),
});

/** A drill as a story: what `reportHtml` takes. */
export type DrillStory = { readonly story: Story; readonly verdicts: readonly Verdict[] };

/** Tells a finished drill as a story, with its verdicts. */
export const storyOfDrill = (run: DrillRun): DrillStory => {
  const { startsAt: at, edition, quotas } = run.drill;
  return {
    story: {
      begin: {
        at,
        ...(edition === undefined ? {} : { edition }),
        ...(quotas === undefined ? {} : { quotas }),
      },
      endsAt: run.endsAt,
      events: run.happenings.map(({ event, step }): StoryEvent =>
        step === undefined ? event : { ...event, step },
      ),
      names: namesOf(run),
      remarks: remarksOf(run),
      limits: limitsOf(run),
    },
    verdicts: run.verdicts.map(verdictOf),
  };
};
