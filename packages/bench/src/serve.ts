/**
 * Serves an endpoint with an empty fleet in memory, and prints where.
 *
 * @module
 */
import { serveNode } from '@hsm-lifecycle/aws/node';
import { endpointInMemory } from './work/endpoints.ts';

const { url } = await serveNode(await endpointInMemory());
process.stdout.write(`${url}\n`);
