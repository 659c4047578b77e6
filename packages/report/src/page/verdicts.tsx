/**
 * The verdicts on what was expected.
 *
 * @module
 */
import { instantText } from '@hsm-lifecycle/drills/sentences';
import type { JSX } from 'preact';
import type { Verdict } from '../story/story.ts';

const VerdictLine = ({ verdict }: { readonly verdict: Verdict }): JSX.Element => {
  const { passed, expected, found, because, at } = verdict;
  return (
    <li class={passed ? 'verdict passed' : 'verdict failed'}>
      <span class="sign" role="img" aria-label={passed ? 'Passed' : 'Failed'}>
        {passed ? '✓' : '✕'}
      </span>
      <div>
        <p class="expected">
          {expected} <small>{instantText(at)}</small>
        </p>
        {found.map((text) => (
          <p key={text} class="found">
            {text}
          </p>
        ))}
        {because !== undefined && <p class="because">{because}</p>}
      </div>
    </li>
  );
};

/** Lists the verdicts: what failed comes first. */
export const Verdicts = ({ verdicts }: { readonly verdicts: readonly Verdict[] }): JSX.Element => (
  <section class="verdicts" aria-labelledby="verdicts-title">
    <h2 id="verdicts-title">What was expected</h2>
    <ul>
      {verdicts
        .toSorted((a, b) => Number(a.passed) - Number(b.passed))
        .map((verdict, index) => (
          <VerdictLine key={index} verdict={verdict} />
        ))}
    </ul>
  </section>
);
