/**
 * The list of events, in words.
 *
 * @module
 */
import { dayText, timeText } from '@hsm-lifecycle/drills/sentences';
import type { JSX } from 'preact';
import { isRoutine, type Scene } from '../model/scene.ts';
import type { Remark } from '../story/story.ts';
import { RuleLink } from './rule-link.tsx';

const REMARKS = { NOTE: 'note', REFUSED: 'refused', NOTHING: 'nothing' } as const;

const RemarkLine = ({
  remark,
  scene,
}: {
  readonly remark: Remark;
  readonly scene: Scene;
}): JSX.Element => (
  <li class={`remark ${REMARKS[remark.kind]}`}>
    <span class="time">{timeText(remark.at)}</span>
    <span class="text">
      {remark.kind === 'REFUSED' && <span aria-hidden="true">✕ </span>}
      {remark.text}{' '}
      {remark.rule !== undefined && <RuleLink id={remark.rule} rules={scene.data.rules} />}
    </span>
  </li>
);

const EventLine = ({
  index,
  scene,
}: {
  readonly index: number;
  readonly scene: Scene;
}): JSX.Element => {
  const { events, sentences, rules } = scene.data;
  const [event, sentence] = [events[index], sentences[index]];
  if (event === undefined || sentence === undefined) return <li />;
  const isAct = event.step !== undefined;
  return (
    <li class={isAct ? 'event act' : 'event'} id={`event-${index + 1}`}>
      <a class="time" href={`#event-${index + 1}`}>
        {timeText(event.event.data.at)}
      </a>
      <span class="text">
        {sentence.text} <RuleLink id={sentence.rule} rules={rules} />
      </span>
    </li>
  );
};

type Line = { readonly at: number; readonly view: JSX.Element; readonly isRoutine: boolean };

const linesOf = (scene: Scene): readonly Line[] => {
  const { events, remarks } = scene.data;
  const lines: Line[] = [];
  const tell = (after: number): void => {
    for (const [index, remark] of remarks.entries())
      if (remark.after === after)
        lines.push({
          at: remark.at,
          view: <RemarkLine key={`remark-${index}`} remark={remark} scene={scene} />,
          isRoutine: false,
        });
  };
  tell(0);
  for (const [index, story] of events.entries()) {
    const { event } = story;
    lines.push({
      at: event.data.at,
      view: <EventLine key={index} index={index} scene={scene} />,
      isRoutine: isRoutine(story),
    });
    tell(index + 1);
  }
  return lines;
};

/** A day, or some days of routine in a row. */
type Chapter = {
  readonly days: readonly string[];
  readonly lines: readonly Line[];
  readonly isRoutine: boolean;
};

const joined = (a: Chapter, b: Chapter): Chapter => ({
  days: [...a.days, ...b.days],
  lines: [...a.lines, ...b.lines],
  isRoutine: true,
});

const chaptersOf = (lines: readonly Line[]): readonly Chapter[] => {
  const days = new Map<string, Line[]>();
  for (const line of lines) {
    const day = dayText(line.at);
    const its = days.get(day);
    if (its === undefined) days.set(day, [line]);
    else its.push(line);
  }
  const chapters: Chapter[] = [];
  for (const [day, its] of days) {
    const chapter = { days: [day], lines: its, isRoutine: its.every((it) => it.isRoutine) };
    const last = chapters.at(-1);
    if (last?.isRoutine === true && chapter.isRoutine)
      chapters[chapters.length - 1] = joined(last, chapter);
    else chapters.push(chapter);
  }
  return chapters;
};

/** The events of a day; those of many days of routine are folded. */
const ChapterView = ({
  chapter: { days, lines, isRoutine: isFolded },
}: {
  readonly chapter: Chapter;
}): JSX.Element => {
  const [first, last] = [days[0] ?? '', days.at(-1) ?? ''];
  const views = <ol>{lines.map(({ view }) => view)}</ol>;
  if (!isFolded || days.length < 2)
    return (
      <section class="day">
        <h3>{first}</h3>
        {views}
      </section>
    );
  return (
    <details class="day">
      <summary>
        <strong>{`${first} to ${last}`}</strong> {`${lines.length} events of routine`}
      </summary>
      {views}
    </details>
  );
};

/** Lists the events by day. */
export const Events = ({ scene }: { readonly scene: Scene }): JSX.Element => (
  <section class="events" aria-labelledby="events-title">
    <h2 id="events-title">What happened</h2>
    <p class="lead">
      All times are UTC. What a step did is set in bold; the rest the service did by itself. Each
      line names its rule, with a link to the source.
    </p>
    {chaptersOf(linesOf(scene)).map((chapter) => (
      <ChapterView key={chapter.days[0] ?? ''} chapter={chapter} />
    ))}
  </section>
);
