/**
 * The patterns of bars: states differ by pattern as well as by colour.
 *
 * @module
 */
import type { JSX } from 'preact';

const Hatch = ({
  id,
  size,
  angle,
  width,
}: {
  readonly id: string;
  readonly size: number;
  readonly angle: number;
  readonly width: number;
}): JSX.Element => (
  <pattern
    id={id}
    width={size}
    height={size}
    patternUnits="userSpaceOnUse"
    patternTransform={`rotate(${angle})`}
  >
    <rect width={size} height={size} class={`${id}-ground`} />
    <rect width={width} height={size} class={`${id}-line`} />
  </pattern>
);

/** Defines the patterns, once for a page. */
export const Patterns = (): JSX.Element => (
  <svg width="0" height="0" aria-hidden="true" class="patterns">
    <defs>
      <Hatch id="starting" size={6} angle={90} width={3} />
      <Hatch id="leaving" size={5} angle={45} width={2} />
      <Hatch id="broken" size={4} angle={-45} width={2} />
      <Hatch id="lost" size={9} angle={45} width={1.5} />
      <Hatch id="nothing" size={6} angle={-45} width={2} />
    </defs>
  </svg>
);
