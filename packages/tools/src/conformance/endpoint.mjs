/**
 * A server that is really started, and its clients: what the conformance table asks, it asks over
 * HTTP.
 *
 * @module
 */
import { editions } from '@hsm-lifecycle/core';
import { createCloudHsm, createControl, memoryHost, standingClock } from '@hsm-lifecycle/aws';
import { serveNode } from '@hsm-lifecycle/aws/node';

export const HOME = 'eu-west-1';
export const AWAY = 'eu-central-1';
export const ALICE = { account: '111111111111', region: HOME };
export const BOB = { account: '222222222222', region: HOME };
export const alice = { home: ALICE, away: { ...ALICE, region: AWAY } };

const START = Date.UTC(2026, 10, 2, 9);
/** Gives the same ids each time. */
const random = (bytes) => new Uint8Array(bytes).fill(1);

const SECRET = new Uint8Array(32).fill(7);

const authorization = ({ account, region }, date) =>
  `AWS4-HMAC-SHA256 Credential=${account}/${date}/${region}/cloudhsm/aws4_request, ` +
  `SignedHeaders=host;x-amz-date;x-amz-target, Signature=${'0'.repeat(64)}`;

/**
 * Headers that say who asks, and when: by the real time, as a signature does. The signature is
 * wrong, which only a server that knows credentials sees.
 */
export const signedBy = (who) => {
  const date = new Date().toISOString().replaceAll(/[-:]|\.\d+/gu, '');
  return { authorization: authorization(who, date.slice(0, 8)), 'x-amz-date': date };
};

const answerOf = async (response) => ({
  status: response.status,
  rule: response.headers.get('x-hsm-lifecycle-rule') ?? undefined,
  json: JSON.parse(await response.text()),
});

/** Sends a body as it is. */
const sending = (url) => async (action, body, headers) =>
  answerOf(
    await fetch(url, {
      method: 'POST',
      headers: {
        'x-amz-target': `BaldrApiService.${action}`,
        'content-type': 'application/x-amz-json-1.1',
        ...headers,
      },
      body,
    }),
  );

/** Carries out what the control plane is asked; throws if it refuses. */
const controlling = (url) => async (name, body) => {
  const response = await fetch(`${url}/_control/${name}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const text = await response.text();
  if (response.status !== 200) throw new Error(`${name} was refused: ${text}`);
  return JSON.parse(text);
};

/** Starts a server with a fleet of its own. Ids are the same each time. */
export const started = async ({ edition = editions.aws2026, quotas = 'NONE', ...more } = {}) => {
  const clock = standingClock({ at: START });
  const regions = [HOME, AWAY];
  const host = await memoryHost({ clock, edition, quotas, random, regions });
  if (host._tag === 'Left') throw new Error(host.left._tag);
  const cloudHsm = createCloudHsm({ host: host.right, secret: SECRET, ...more });
  const control = createControl({ host: host.right, clock });
  const { url, close } = await serveNode(cloudHsm, { control });
  const send = sending(url);
  const ask = (action, input, who = ALICE) => send(action, JSON.stringify(input), signedBy(who));
  return {
    send,
    ask,
    /** Calls an action that must succeed. */
    done: async (action, input, who) => {
      const { status, json } = await ask(action, input, who);
      if (status !== 200) throw new Error(`${action} was refused: ${JSON.stringify(json)}`);
      return json;
    },
    control: controlling(url),
    /** The fleet's instant, in seconds since the epoch. */
    now: () => clock.now() / 1000,
    close: async () => {
      await close();
      await host.right.close();
    },
  };
};
