/**
 * A request, read with io-ts and fp-ts.
 *
 * @module
 */
import { describe, expect, it } from '@jest/globals';
import { explain } from '@hsm-lifecycle/core';
import { emptyFleet } from '@hsm-lifecycle/core/fleet';
import { isRight } from 'fp-ts/lib/Either.js';
import { Answer, respond } from './main.ts';

const at = Date.UTC(2026, 0, 1);
const empty = emptyFleet({ at });
if (!isRight(empty)) throw new Error(explain(empty.left));
const fleet = empty.right;
const clusterId = 'cluster-aaaaaaaaaaa';
const data = {
  at,
  clusterId,
  region: 'eu-west-1',
  hsmType: 'hsm2m.medium',
  mode: 'FIPS',
  subnets: [{ subnetId: 'subnet-0a1b2c3d', availabilityZone: 'eu-west-1a' }],
};
const creation = { requestId: 'r1', command: { type: 'CreateCluster', data } };

describe('a request with a command', () => {
  it('is answered with the events, which the client reads with the same codec', () => {
    const { status, body, fleet: after } = respond(fleet, creation);
    expect(status).toBe(200);
    const answer = Answer.decode(JSON.parse(JSON.stringify(body)));
    if (!isRight(answer)) throw new Error('the answer cannot be read');
    expect(answer.right.events.map(({ event }) => event.type)).toEqual(['ClusterCreating']);
    expect(after.holders.size).toBe(1);
  });

  it('is answered with 400 and the place if the body is wrong', () => {
    const subnets = [{ ...data.subnets[0], subnetId: 'subnet-1' }];
    const command = { ...creation.command, data: { ...data, subnets } };
    expect(respond(fleet, { ...creation, command })).toEqual({
      status: 400,
      body: {
        errors: [
          `'command.data.subnets.0.subnetId' is "subnet-1". ` +
            'It must be subnet- and 8 to 17 hex digits.',
        ],
      },
      fleet,
    });
  });

  it('is answered with the errors of io-ts for members other than the command', () => {
    expect(respond(fleet, { command: creation.command }).body).toEqual({
      errors: [expect.stringContaining('requestId: string')],
    });
  });

  it('is answered with 409 if the command is refused, and the fleet does not change', () => {
    const command = { type: 'Activate', data: { at, clusterId } };
    const response = respond(fleet, { requestId: 'r2', command });
    expect(response).toMatchObject({
      status: 409,
      body: {
        refusal: { _tag: 'ClusterNotFound' },
        sentence: expect.stringContaining('There is no cluster cluster-aaaaaaaaaaa.'),
      },
    });
    expect(response.fleet).toBe(fleet);
  });
});
