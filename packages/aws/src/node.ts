/**
 * Serves the API with Node.
 *
 * @module
 */
export { serveNode, type ServeWith, type Served } from './http/node-server.ts';
export { defaultLimits, type ServerLimits } from './http/limits.ts';
export { keepTime } from './host/keep-time.ts';
