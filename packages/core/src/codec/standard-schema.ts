/**
 * The face that codecs show to forms, routers and whatever else takes a Standard Schema.
 *
 * The types are written out so that the package needs no other for them; a test holds them to
 * `@standard-schema/spec`.
 *
 * @see https://standardschema.dev, version 1
 * @module
 */

/** What is wrong with a value, and where. */
export type StandardIssue = {
  /** What belongs there and what is there, in words. */
  readonly message: string;
  /** Keys from the outside in; numbers in lists. Empty for the whole value. */
  readonly path: readonly (string | number)[];
};

/** What became of a value: what was read, or what is wrong with it. */
export type StandardResult<Output> =
  | { readonly value: Output; readonly issues?: undefined }
  | { readonly issues: readonly StandardIssue[] };

/** A schema whose input is any plain JSON. */
export type StandardSchema<Output> = {
  readonly '~standard': {
    readonly version: 1;
    readonly vendor: 'hsm-lifecycle';
    /** Reads a value. Synchronous; gives the first issue only. */
    readonly validate: (value: unknown) => StandardResult<Output>;
    /** For the compiler alone: absent at run time. */
    readonly types?: { readonly input: unknown; readonly output: Output } | undefined;
  };
};
