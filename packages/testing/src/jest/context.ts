/**
 * What a runner's `expect` gives to a matcher as `this`.
 *
 * Spelled out, so that the matchers' types need neither Jest nor Vitest.
 *
 * @module
 */

/** What the matchers use of it. Jest's and Vitest's own have more; Bun's lacks what is optional. */
export type MatcherContext = {
  readonly isNot?: boolean;
  readonly customTesters?: readonly unknown[];
  equals(a: unknown, b: unknown, testers?: readonly unknown[]): boolean;
  readonly utils: {
    matcherHint(
      name: string,
      received?: string,
      expected?: string,
      options?: { readonly isNot?: boolean },
    ): string;
    printExpected(value: unknown): string;
    printReceived(value: unknown): string;
    diff?(a: unknown, b: unknown): string | null | undefined;
  };
};
