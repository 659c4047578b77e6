/**
 * The top of the page: the verdict in one sentence, and its figures.
 *
 * @module
 */
import type { JSX } from 'preact';
import type { Headline } from '../model/headline.ts';

/** Shows the headline. */
export const Top = ({
  title,
  description,
  headline: { passed, sentence, figures },
}: {
  readonly title: string;
  readonly description: string | undefined;
  readonly headline: Headline;
}): JSX.Element => (
  <header class={passed === false ? 'top failed' : 'top'}>
    <p class="title">{title}</p>
    <h1>
      {passed !== undefined && (
        <span class="sign" aria-hidden="true">
          {passed ? '✓' : '✕'}
        </span>
      )}
      {sentence}
    </h1>
    {description !== undefined && <p class="description">{description}</p>}
    <dl class="figures">
      {figures.map(({ value, what, why }) => (
        <div key={what} class="figure">
          <dt>{what}</dt>
          <dd class="value">{value}</dd>
          <dd class="why">{why}</dd>
        </div>
      ))}
    </dl>
  </header>
);
