/**
 * A checked history as one HTML page.
 *
 * @module
 */
import type { EpochMillis } from '@hsm-lifecycle/core';
import { reportHtml, type Story, type Verdict } from '@hsm-lifecycle/report';
import type { Finding } from './ask-laws.ts';
import type { CheckReport } from './check-text.ts';

const verdictOf = ({ law, sentence, breach }: Finding, end: EpochMillis): Verdict => ({
  passed: breach === undefined,
  expected: `${law}: ${sentence}`,
  found: breach === undefined ? [] : [breach.complaint],
  at: breach?.place.at ?? end,
});

/** Writes the page of a history; its laws are what was expected. */
export const checkPage = ({ file, findings }: CheckReport, story: Story): string =>
  reportHtml({
    title: `The history in ${file}`,
    story,
    verdicts: findings
      .filter(({ steps, breach }) => steps > 0 || breach !== undefined)
      .map((it) => verdictOf(it, story.endsAt)),
  });
