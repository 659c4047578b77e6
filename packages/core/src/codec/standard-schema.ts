/**
 * The Standard Schema interface, which forms, routers and other libraries accept.
 *
 * The types are declared here, so that the package needs no dependency for them; a test compares
 * them with `@standard-schema/spec`.
 *
 * @see https://standardschema.dev, version 1
 * @module
 */

/** One issue of a value: what is wrong, and where. */
export type StandardIssue = {
  /** What is expected there and what is there, in words. */
  readonly message: string;
  /** Keys from the outside in; numbers in lists. Empty for the whole value. */
  readonly path: readonly (string | number)[];
};

/** The value that was read, or its issues. */
export type StandardResult<Output> =
  | { readonly value: Output; readonly issues?: undefined }
  | { readonly issues: readonly StandardIssue[] };

/** A schema whose input is any plain JSON. */
export type StandardSchema<Output> = {
  readonly '~standard': {
    readonly version: 1;
    readonly vendor: 'hsm-lifecycle';
    /** Reads a value. Synchronous; returns the first issue only. */
    readonly validate: (value: unknown) => StandardResult<Output>;
    /** For the compiler only: absent at run time. */
    readonly types?: { readonly input: unknown; readonly output: Output } | undefined;
  };
};
