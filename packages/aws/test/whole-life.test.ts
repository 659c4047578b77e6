/**
 * A whole life by each genuine client, as far as its own model goes; the rest by raw JSON. What each
 * has called is in `clients.json`, from which the page of clients is generated.
 *
 * `CLIENTS_WRITE=1` writes what the clients of this machine have called; `AWS_CLI_LIFE=1` lets the
 * AWS CLI be a process for each call, as in a shell, which takes minutes.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { actions, createControl } from '@hsm-lifecycle/aws';
import { ALICE, AWAY, endpoint, HOME, serving } from './support/endpoint.ts';
import {
  rawJson,
  sdkV2,
  sdkV3,
  SECRET_ACCESS_KEY,
  type At,
  type GenuineClient,
} from './support/clients.ts';
import { awsCli, boto3, hasAwsCli, hasBoto3, hasCliModule } from './support/python-clients.ts';
import { shortLife, wholeLife, type Call, type Life } from './support/lives.ts';

/** What a client of a certain version can call, and has called here. */
type ClientRow = {
  readonly client: string;
  readonly version: string;
  readonly knows: readonly string[];
  readonly ran: readonly string[];
};

const FILE = fileURLToPath(new URL('clients.json', import.meta.url));
const isWriting = process.env['CLIENTS_WRITE'] === '1';

const rows = (): readonly ClientRow[] => JSON.parse(readFileSync(FILE, 'utf8'));

const ALL = actions.toSorted();

const living = async (
  make: (where: At) => GenuineClient | Promise<GenuineClient>,
  live: (life: Life) => Promise<void>,
): Promise<ClientRow> => {
  const credentials = { [ALICE]: { secretAccessKey: SECRET_ACCESS_KEY } };
  // Not all clients know a Mode. Each must sign.
  const side = await endpoint({ defaultMode: 'FIPS', credentials });
  const ran = new Set<string>();
  const plane = createControl({ host: side.cloudHsm.host, clock: side.clock });
  const found: ClientRow[] = [];
  await serving(side.cloudHsm, { control: plane }, async ({ url }) => {
    const where = { url, account: ALICE, region: HOME };
    const clients = [await make(where), await make({ ...where, region: AWAY })] as const;
    const calling =
      (client: GenuineClient, raw: GenuineClient): Call =>
      async (action, input) => {
        if (!client.knows(action)) return raw.call(action, input);
        const output = await client.call(action, input);
        ran.add(action);
        return output;
      };
    const call = calling(clients[0], rawJson(where));
    const callAway = calling(clients[1], rawJson({ ...where, region: AWAY }));
    await live({ it: side, url, call, callAway });
    const [{ name, version, knows }] = clients;
    found.push({ client: name, version, knows: ALL.filter(knows), ran: [...ran].toSorted() });
    for (const client of clients) client.close();
  });
  const [row] = found;
  if (row === undefined) throw new Error('no life');
  return row;
};

const nameOf = ({ client, version }: ClientRow): string => `${client} ${version}`;

/** Puts a row in place of that of the same client and version. */
const written = (row: ClientRow): void => {
  const others = rows().filter((other) => nameOf(other) !== nameOf(row));
  const all = [...others, row].toSorted((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1));
  writeFileSync(FILE, `${JSON.stringify(all, undefined, 2)}\n`);
};

/** A client calls all that it knows; in the version of the page, that is what the page says. */
const expectRow = (row: ClientRow): void => {
  if (isWriting) written(row);
  expect(row.ran).toEqual(row.knows);
  expect(row.knows.length).toBeGreaterThanOrEqual(ALL.length - LATER.length);
  const known = rows().find((other) => nameOf(other) === nameOf(row));
  if (known === undefined) process.stdout.write(`whole life: ${nameOf(row)} is not in the page\n`);
  else expect(row).toEqual(known);
};

/** What the oldest clients do not know. */
const LATER = ['DeleteResourcePolicy', 'GetResourcePolicy', 'PutResourcePolicy'];

/** On a machine that is busy with other things: each call of the AWS CLI is a process. */
const LIFE_MS = 600_000;

describe('a whole life', () => {
  it('by signed raw JSON: all actions', async () => {
    const row = await living(rawJson, wholeLife);
    expectRow(row);
    expect(row.ran).toEqual(ALL);
  });

  it('by the SDK for JavaScript v3: all but resource policies, which it does not know', async () => {
    const row = await living(sdkV3, wholeLife);
    expectRow(row);
    expect(row.ran).toEqual(ALL.filter((action) => !LATER.includes(action)));
  });

  it('by the SDK for JavaScript v2: all actions', async () => {
    const row = await living(sdkV2, wholeLife);
    expectRow(row);
    expect(row.ran).toEqual(ALL);
  });
});

/** Says so when a client is not on the machine. */
const whereThere = (isThere: boolean, name: string): typeof describe | typeof describe.skip => {
  if (isThere) return describe;
  process.stdout.write(`whole life: skipped by ${name}, which is not on this machine\n`);
  return describe.skip;
};

whereThere(hasBoto3, 'boto3')('a whole life by boto3', () => {
  it('takes as many actions as its version knows', async () => {
    expectRow(await living(boto3, wholeLife));
  });
});

whereThere(hasAwsCli, 'the AWS CLI')('the AWS CLI', () => {
  const isWhole = process.env['AWS_CLI_LIFE'] === '1';
  const make = (where: At): Promise<GenuineClient> => awsCli(where, isWhole);
  const live = isWhole || hasCliModule ? wholeLife : shortLife;
  it(
    `lives a ${live === wholeLife ? 'whole' : 'short'} life`,
    async () => {
      expectRow(await living(make, live));
    },
    LIFE_MS,
  );
});
