/**
 * Requests and answers, free of any server.
 *
 * @module
 */
import type { Bytes } from '@hsm-lifecycle/crypto';

/** A request as a server received it. */
export type AwsRequest = {
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  /** Finds a header by its name in lower case. */
  readonly headers: { readonly get: (name: string) => string | null | undefined };
  readonly body: Bytes;
};

/** What a log can say about a request: no secrets. */
export type About = {
  readonly requestId: string;
  readonly account?: string;
  readonly region?: string;
  readonly action?: string;
  /** The code of the error, if it is one. */
  readonly error?: string;
  readonly rule?: string;
};

/** An answer. */
export type AwsResponse = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Bytes;
  /** What a log can say about the request. */
  readonly about: About;
};
