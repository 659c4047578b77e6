/**
 * Choosing the cluster, and the region that it would be lost with.
 *
 * @module
 */
import type { JSX } from 'preact';
import type { Loss } from '../model/recovery.ts';
import type { Scene } from '../model/scene.ts';

const NO_REGION = '';

/** Chooses what the ribbon shows. */
export const LossChoice = ({
  scene: { clusterIds, bars, nameOf },
  loss: { clusterId, ifLost = NO_REGION },
  onLoss,
}: {
  readonly scene: Scene;
  readonly loss: Loss;
  readonly onLoss: (loss: Loss) => void;
}): JSX.Element => {
  const regions = [...new Set(bars.map(({ region }) => region))];
  const choose = (id: string, region: string): void =>
    onLoss(region === NO_REGION ? { clusterId: id } : { clusterId: id, ifLost: region });
  return (
    <p class="loss-choice">
      <strong>Work at stake</strong>, the age of the newest recovery point of{' '}
      <select
        aria-label="Cluster"
        value={clusterId}
        onChange={(event) => choose(event.currentTarget.value, ifLost)}
      >
        {clusterIds.map((id) => (
          <option key={id} value={id} selected={id === clusterId}>
            {nameOf(id)}
          </option>
        ))}
      </select>{' '}
      if it were lost with{' '}
      <select
        aria-label="Region that is lost"
        value={ifLost}
        onChange={(event) => choose(clusterId, event.currentTarget.value)}
      >
        <option value={NO_REGION} selected={ifLost === NO_REGION}>
          no region
        </option>
        {regions.map((region) => (
          <option key={region} value={region} selected={region === ifLost}>
            {region}
          </option>
        ))}
      </select>
    </p>
  );
};
