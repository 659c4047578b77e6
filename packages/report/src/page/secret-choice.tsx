/**
 * Choosing a secret beside the timeline.
 *
 * @module
 */
import type { JSX } from 'preact';
import type { Scene } from '../model/scene.ts';
import type { SecretsProps } from './secrets.tsx';

const NONE = '';

const Options = ({
  scene: { homes },
  kind,
  label,
  chosen,
}: {
  readonly scene: Scene;
  readonly kind: 'KEY' | 'USER';
  readonly label: string;
  readonly chosen: number | undefined;
}): JSX.Element => (
  <optgroup label={label}>
    {homes.map(
      ({ secret }, index) =>
        secret.kind === kind && (
          <option key={secret.name} value={index} selected={index === chosen}>
            {secret.name}
          </option>
        ),
    )}
  </optgroup>
);

/** Chooses a key or a user. */
export const SecretChoice = ({
  scene,
  chosen,
  onChoose,
}: Omit<SecretsProps, 'stop'>): JSX.Element => (
  <label class="choice">
    Follow
    <select
      value={chosen ?? NONE}
      onChange={({ currentTarget: { value } }) =>
        onChoose(value === NONE ? undefined : Number(value))
      }
    >
      <option value={NONE} selected={chosen === undefined}>
        a key or a user
      </option>
      <Options scene={scene} kind="KEY" label="Keys" chosen={chosen} />
      <Options scene={scene} kind="USER" label="Users" chosen={chosen} />
    </select>
  </label>
);
