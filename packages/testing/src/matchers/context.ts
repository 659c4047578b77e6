/**
 * What an `expect` passes to a matcher as `this`.
 *
 * Declared here, so that the matchers' types need neither Jest nor Vitest.
 *
 * @module
 */

/** The part that the matchers use. Jest's and Vitest's have more; Bun's lacks the optional ones. */
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
