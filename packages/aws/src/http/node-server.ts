/**
 * Serves the service with Node.
 *
 * @module
 */
import { createServer } from 'node:http';
import { serve } from '@hono/node-server';
import type { CloudHsm } from '../endpoint/cloud-hsm.ts';
import { createCloudHsmHandler } from './app.ts';
import { defaultLimits, type Limits } from './limits.ts';

/** What a server is given. */
export type ServeWith = {
  /** 0 for any free one, which is also the default. */
  readonly port?: number;
  /** The address to listen at; `127.0.0.1` if left out. */
  readonly hostname?: string;
  readonly limits?: Partial<Limits>;
};

/** A server that listens. */
export type Served = {
  readonly url: string;
  /** Stops listening, and waits for the requests in progress. */
  readonly close: () => Promise<void>;
};

/** Serves until it is closed. Rejects if the port cannot be used. */
export const serveNode = (cloudHsm: CloudHsm, given: ServeWith = {}): Promise<Served> => {
  const { port = 0, hostname = '127.0.0.1' } = given;
  const limits = { ...defaultLimits, ...given.limits };
  const handler = createCloudHsmHandler(cloudHsm, { bodyBytes: limits.bodyBytes });
  return new Promise((resolve, reject) => {
    const server = serve(
      {
        fetch: handler,
        port,
        hostname,
        createServer,
        serverOptions: {
          maxHeaderSize: limits.headerBytes,
          headersTimeout: limits.headersMs,
          requestTimeout: limits.requestMs,
          keepAliveTimeout: limits.keepAliveMs,
        },
      },
      (info) =>
        resolve({
          url: `http://${hostname}:${info.port}`,
          close: () =>
            new Promise((closed) => {
              server.close(() => closed());
            }),
        }),
    );
    server.on('error', reject);
  });
};
