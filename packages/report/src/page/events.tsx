/**
 * The list of events, in words.
 *
 * @module
 */
import { dayText, timeText } from '@hsm-lifecycle/drills/sentences';
import type { JSX } from 'preact';
import type { Scene } from '../model/scene.ts';
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

type Line = { readonly at: number; readonly view: JSX.Element };

const linesOf = (scene: Scene): readonly Line[] => {
  const { events, remarks } = scene.data;
  const lines: Line[] = [];
  const tell = (after: number): void => {
    for (const [index, remark] of remarks.entries())
      if (remark.after === after)
        lines.push({
          at: remark.at,
          view: <RemarkLine key={`remark-${index}`} remark={remark} scene={scene} />,
        });
  };
  tell(0);
  for (const [index, { event }] of events.entries()) {
    lines.push({ at: event.data.at, view: <EventLine key={index} index={index} scene={scene} /> });
    tell(index + 1);
  }
  return lines;
};

/** Lists the events by day. */
export const Events = ({ scene }: { readonly scene: Scene }): JSX.Element => {
  const days = new Map<string, JSX.Element[]>();
  for (const { at, view } of linesOf(scene)) {
    const day = dayText(at);
    const views = days.get(day);
    if (views === undefined) days.set(day, [view]);
    else views.push(view);
  }
  return (
    <section class="events" aria-labelledby="events-title">
      <h2 id="events-title">What happened</h2>
      <p class="lead">
        All times are UTC. What a step did is set in bold; the rest the service did by itself. Each
        line names its rule, with a link to the source.
      </p>
      {[...days].map(([day, views]) => (
        <section key={day} class="day">
          <h3>{day}</h3>
          <ol>{views}</ol>
        </section>
      ))}
    </section>
  );
};
