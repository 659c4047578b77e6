/**
 * The state at the instant of the slider: what happened, what can be recovered, what can come back.
 *
 * @module
 */
import type { EpochMillis } from '@hsm-lifecycle/core';
import { recoveryPoints, residualData, type Fleet } from '@hsm-lifecycle/core/fleet';
import { countText, instantText, listText, spanText } from '@hsm-lifecycle/drills/sentences';
import type { JSX } from 'preact';
import type { Scene } from '../model/scene.ts';
import { RuleLink } from './rule-link.tsx';
import { stateText } from './state-words.ts';

type Moment = { readonly scene: Scene; readonly fleet: Fleet; readonly at: EpochMillis };

const Clusters = ({ scene: { nameOf }, fleet }: Moment): JSX.Element => {
  const clusters = [...fleet.holders.values()].filter((it) => it.kind === 'CLUSTER');
  return (
    <dl class="facts">
      {clusters.map(({ clusterId, state, hsms, region }) => (
        <div key={clusterId}>
          <dt>{nameOf(clusterId)}</dt>
          <dd>
            {stateText(state)}, {countText([...hsms].length, 'HSM')}
            <small>
              {fleet.lost[region] === undefined
                ? region
                : `${region}, ${fleet.lost[region] === 'DESTROYED' ? 'destroyed' : 'out of reach'}`}
            </small>
          </dd>
        </div>
      ))}
      {clusters.length === 0 && <p class="none">No clusters yet.</p>}
    </dl>
  );
};

const Points = ({
  scene: { nameOf },
  fleet,
  at,
  clusterId,
}: Moment & { readonly clusterId: string }): JSX.Element => {
  const found = recoveryPoints(fleet, { clusterId, at });
  const { points, undeletable } =
    found._tag === 'Left' ? { points: [], undeletable: [] } : found.right;
  const [newest] = points;
  return (
    <div>
      <dt>{nameOf(clusterId)}</dt>
      <dd>
        {newest === undefined ? (
          <strong class="bad">cannot be recovered</strong>
        ) : (
          <>
            <strong>{spanText(newest.ageMs)}</strong> of work would be lost
            <small>
              {`${nameOf(newest.backupId)} in ${newest.region}; `}
              {countText(points.length, 'recovery point')}
            </small>
          </>
        )}
        {undeletable.length > 0 && (
          <small>
            {countText(undeletable.length, 'more could be undeleted', 'more could be undeleted')}
          </small>
        )}
      </dd>
    </div>
  );
};

const KINDS: Readonly<Record<string, string>> = {
  hsm: 'HSM',
  'joining-hsm': 'joining HSM',
  backup: 'backup',
  'pending-backup': 'deleted backup',
  copy: 'copy',
  origin: 'restored contents of',
};

const SHOWN_MAX = 8;

const Residual = ({ scene: { nameOf }, fleet }: Moment): JSX.Element => {
  const found = residualData(fleet);
  const places = found._tag === 'Left' ? [] : found.right;
  if (places.length === 0)
    return <p class="none">None: the HSMs hold all that any backup holds.</p>;
  return (
    <ul class="residual">
      {places.slice(0, SHOWN_MAX).map(({ place, id, region, lost, keys, users }) => (
        <li key={`${place} ${id}`}>
          {listText([...keys.map(({ keyId }) => keyId), ...users.map(({ name }) => name)])}
          <small>
            {`from ${KINDS[place] ?? place} ${nameOf(id)} in ${region}`}
            {lost && ', which is lost'}
          </small>
        </li>
      ))}
      {places.length > SHOWN_MAX && <li>{`and ${places.length - SHOWN_MAX} more places`}</li>}
    </ul>
  );
};

const happenedText = (happened: number, count: number): string =>
  happened === 0 ? 'The beginning' : `Event ${happened} of ${count}`;

/** Shows the state at a stop. */
export const Panel = ({
  scene,
  stop,
}: {
  readonly scene: Scene;
  readonly stop: number;
}): JSX.Element => {
  const here = scene.stops[stop];
  if (here === undefined) return <aside />;
  const { at, fleet, happened } = here;
  const moment = { scene, fleet, at };
  const isEnd = stop === scene.stops.length - 1 && scene.stops[stop - 1]?.happened === happened;
  const sentence = isEnd ? undefined : scene.data.sentences[happened - 1];
  const known = scene.clusterIds.filter((id) =>
    [...fleet.holders.values()].some((it) => it.kind === 'CLUSTER' && it.clusterId === id),
  );
  return (
    <aside class="panel" aria-label="The state at this instant">
      <p class="eyebrow">{isEnd ? 'The end' : happenedText(happened, scene.data.events.length)}</p>
      <h2 class="when">{instantText(at)}</h2>
      <p class="happened">
        {sentence === undefined ? 'Nothing happens.' : sentence.text}{' '}
        {sentence !== undefined && <RuleLink id={sentence.rule} rules={scene.data.rules} />}
      </p>
      <h3>Clusters</h3>
      <Clusters {...moment} />
      <h3>What could be recovered</h3>
      <dl class="facts">
        {known.map((clusterId) => (
          <Points key={clusterId} {...moment} clusterId={clusterId} />
        ))}
        {known.length === 0 && <p class="none">No clusters yet.</p>}
      </dl>
      <h3>Residual data: not on the HSMs, but it could come back</h3>
      <Residual {...moment} />
    </aside>
  );
};
