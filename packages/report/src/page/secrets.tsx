/**
 * Where secrets live: choose one, and the bars that hold it light up.
 *
 * @module
 */
import { countText, instantText } from '@hsm-lifecycle/drills/sentences';
import type { EpochMillis } from '@hsm-lifecycle/core';
import type { JSX } from 'preact';
import type { Home } from '../model/homes.ts';
import type { Scene } from '../model/scene.ts';

/** In how many places a secret is at an instant. */
const placesAt = ({ stays }: Home, at: EpochMillis, isEnd: boolean): number =>
  stays.filter(({ from, to }) => from <= at && (at < to || (isEnd && at === to))).length;

/** What became of a secret. */
export const fateText = (home: Home, { stops }: Scene): string => {
  const end = stops.at(-1)?.at ?? 0;
  return home.goneAt === undefined
    ? `still in ${countText(placesAt(home, end, true), 'place')} at the end`
    : `gone for good on ${instantText(home.goneAt)}`;
};

/** What the list of secrets shows. */
export type SecretsProps = {
  readonly scene: Scene;
  readonly chosen: number | undefined;
  readonly stop: number;
  readonly onChoose: (index: number | undefined) => void;
};

/** Lists the keys and users of a story. */
export const Secrets = ({ scene, chosen, stop, onChoose }: SecretsProps): JSX.Element => {
  const at = scene.stops[stop]?.at ?? 0;
  const isEnd = stop === scene.stops.length - 1;
  return (
    <section class="secrets" aria-labelledby="secrets-title">
      <h2 id="secrets-title">Where a secret lives</h2>
      <p class="lead">
        Choose a key or a user: every bar that holds it lights up, until none does.
      </p>
      <div class="table" tabIndex={0} role="group" aria-label="Keys and users">
        <table>
          <colgroup>
            <col class="name" />
            <col class="count" />
            <col />
          </colgroup>
          <thead>
            <tr>
              <th scope="col">Key or user</th>
              <th scope="col">Places now</th>
              <th scope="col">What becomes of it</th>
            </tr>
          </thead>
          <tbody>
            {scene.homes.map((home, index) => {
              const { kind, name } = home.secret;
              const isChosen = chosen === index;
              const count = placesAt(home, at, isEnd);
              return (
                <tr key={`${kind} ${name}`} class={isChosen ? 'chosen' : ''}>
                  <th scope="row">
                    <button
                      type="button"
                      aria-pressed={isChosen}
                      onClick={() => onChoose(isChosen ? undefined : index)}
                    >
                      <span class={`icon ${kind.toLowerCase()}`} aria-hidden="true" />
                      <span>
                        {name} <small>{kind === 'KEY' ? 'key' : 'user'}</small>
                      </span>
                    </button>
                  </th>
                  <td class="number">{count}</td>
                  <td class={home.goneAt === undefined ? '' : 'gone'}>{fateText(home, scene)}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </section>
  );
};
