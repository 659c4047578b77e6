/**
 * What the bars and marks mean.
 *
 * @module
 */
import type { JSX } from 'preact';

const LOOKS = [
  ['solid', 'ACTIVE, READY'],
  ['starting', 'in progress'],
  ['broken', 'DEGRADED'],
  ['leaving', 'pending deletion, leaving'],
] as const;

/** Explains the looks. */
export const Legend = (): JSX.Element => (
  <ul class="legend" aria-label="Legend">
    {LOOKS.map(([look, text]) => (
      <li key={look}>
        <svg width="26" height="10" class={`piece ${look}`} aria-hidden="true">
          <rect width="26" height="10" rx="1.5" />
        </svg>
        {text}
      </li>
    ))}
    <li>
      <svg width="26" height="10" class="band" aria-hidden="true">
        <rect width="26" height="10" />
      </svg>
      region or zone lost
    </li>
    <li>
      <svg width="12" height="12" class="mark refused" aria-hidden="true" viewBox="-6 -6 12 12">
        <path d="M-4.5 -4.5L4.5 4.5M4.5 -4.5L-4.5 4.5" />
      </svg>
      refused
    </li>
    <li>
      <svg width="12" height="12" class="mark failed" aria-hidden="true" viewBox="-6 -6 12 12">
        <path d="M0 -5L5.5 4.5H-5.5z" />
      </svg>
      failed
    </li>
  </ul>
);
