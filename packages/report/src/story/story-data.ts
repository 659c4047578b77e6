/**
 * Adds words to a story: names, a sentence for each event, and the rules.
 *
 * @module
 */
import { ruleOf } from '@hsm-lifecycle/core';
import { nameBook, tellEvent } from '@hsm-lifecycle/drills/sentences';
import { idsInEvents } from './ids-in-events.ts';
import type { RuleNote, Sentence, Story, StoryData } from './story.ts';

const ruleNote = (id: string): RuleNote | undefined => {
  const rule = ruleOf(id);
  if (rule === undefined) return undefined;
  const { statement, source, urls } = rule;
  const [url] = urls;
  return url === undefined ? { statement, source } : { statement, source, url };
};

const rulesOf = (ids: Iterable<string>): Readonly<Record<string, RuleNote>> =>
  Object.fromEntries(
    [...new Set(ids)].flatMap((id) => {
      const note = ruleNote(id);
      return note === undefined ? [] : [[id, note]];
    }),
  );

/** Writes a story's names, sentences and rules. */
export const storyData = (story: Story): StoryData => {
  const { names = {}, remarks = [], limits = [], ...rest } = story;
  const book = nameBook();
  book.note(story.events);
  for (const [id, name] of Object.entries(names)) book.name(id, name);
  const sentences = story.events.map(({ stream, event }): Sentence =>
    tellEvent(event, book.namesFor(stream)),
  );
  const ids = new Set([...idsInEvents(story.events), ...Object.keys(names)]);
  const ruleIds = [...sentences, ...remarks].flatMap(({ rule }) =>
    rule === undefined ? [] : [rule],
  );
  return {
    ...rest,
    names: Object.fromEntries([...ids].map((id) => [id, book.called(id)])),
    sentences,
    rules: rulesOf(ruleIds),
    remarks,
    limits,
  };
};
