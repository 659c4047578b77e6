/**
 * Serves the service with Node.
 *
 * @module
 */
import { createServer, type Server } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { Control } from '../control/control.ts';
import type { CloudHsm } from '../endpoint/cloud-hsm.ts';
import { logLine } from './access-log.ts';
import { createCloudHsmHandler, isDropped } from './app.ts';
import { defaultLimits, type ServerLimits } from './limits.ts';

/** What a server is given. */
export type ServeWith = {
  /** 0 for any free one, which is also the default. */
  readonly port?: number;
  /** The address to listen at; `127.0.0.1` if left out. */
  readonly hostname?: string;
  /** Serves the control plane at `/_control` if given. */
  readonly control?: Control;
  /** Gets a line of JSON for each request. */
  readonly log?: (line: string) => void;
  readonly limits?: Partial<ServerLimits>;
};

/** A server that listens. */
export type Served = {
  readonly url: string;
  /**
   * Stops listening, and waits for the requests in progress, but no longer than the limit. The host
   * stays open.
   */
  readonly close: () => Promise<void>;
};

const closing = (server: Server, stopMs: number): Promise<void> =>
  new Promise((closed) => {
    const end = setTimeout(() => server.closeAllConnections(), stopMs);
    server.close(() => {
      clearTimeout(end);
      closed();
    });
    server.closeIdleConnections();
  });

const urlOf = (hostname: string, port: number): string =>
  `http://${hostname.includes(':') ? `[${hostname}]` : hostname}:${port}`;

/** Serves until it is closed. Rejects if the port cannot be used. */
export const serveNode = (cloudHsm: CloudHsm, given: ServeWith = {}): Promise<Served> => {
  const { port = 0, hostname = '127.0.0.1', control, log } = given;
  const limits = { ...defaultLimits, ...given.limits };
  const handler = createCloudHsmHandler(cloudHsm, {
    bodyBytes: limits.bodyBytes,
    ...(control !== undefined && { control }),
    ...(log !== undefined && { log: (entry) => log(logLine(entry)) }),
  });
  const server = createServer(
    {
      maxHeaderSize: limits.headerBytes,
      headersTimeout: limits.headersMs,
      requestTimeout: limits.requestMs,
      keepAliveTimeout: limits.keepAliveMs,
    },
    getRequestListener(async (request, { outgoing }) => {
      const response = await handler(request);
      if (!isDropped(response)) return response;
      outgoing.destroy();
      return RESPONSE_ALREADY_SENT;
    }),
  );
  server.maxConnections = limits.connections;
  return new Promise((resolve, reject) => {
    server.on('error', reject);
    server.listen(port, hostname, () => {
      const address = server.address();
      const listening = typeof address === 'object' && address !== null ? address.port : port;
      resolve({
        url: urlOf(hostname, listening),
        close: () => closing(server, limits.stopMs),
      });
    });
  });
};
