/**
 * The limits of a server.
 *
 * @module
 */

/** What a server takes at most. */
export type ServerLimits = {
  /** Bytes of a body. */
  readonly bodyBytes: number;
  /** Bytes of all headers of a request. */
  readonly headerBytes: number;
  /** How long headers may take, in milliseconds. */
  readonly headersMs: number;
  /** How long a whole request may take to arrive, in milliseconds. */
  readonly requestMs: number;
  /** How long an idle connection is kept, in milliseconds: longer than clients keep theirs. */
  readonly keepAliveMs: number;
  readonly connections: number;
  /** How long a stop waits for requests in progress, in milliseconds. */
  readonly stopMs: number;
};

/** The limits of a server that is given none. */
export const defaultLimits: ServerLimits = {
  bodyBytes: 128 * 1024,
  headerBytes: 16 * 1024,
  headersMs: 10_000,
  requestMs: 30_000,
  keepAliveMs: 75_000,
  connections: 1024,
  stopMs: 10_000,
};
