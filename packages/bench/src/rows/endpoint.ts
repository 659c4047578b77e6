/**
 * The endpoint: requests over loopback beside moto's server, pages of many backups, and mutations
 * over SQLite beside some in memory.
 *
 * @module
 */
import { join } from 'node:path';
import type { CloudHsm } from '@hsm-lifecycle/aws';
import { DEFAULT_ACCOUNT } from '@hsm-lifecycle/core';
import { CALLERS, loaded, loadText, ratioOf, type Load } from '../measure/load.ts';
import { medianOf } from '../measure/medians.ts';
import { cpuMillis, elapsedTurn, medianTurns, type Turn } from '../measure/turns.ts';
import { hasMoto, withMoto } from '../peers/moto.ts';
import { digits, type Options, type Row, type Section } from '../report/row.ts';
import { asking } from '../work/asking.ts';
import { endpointInMemory, endpointOf, endpointOver } from '../work/endpoints.ts';
import { grown, REGION } from '../work/grown-fleet.ts';
import { must } from '../work/must.ts';
import { withEndpoint, type Server } from '../work/servers.ts';
import { inFolder, inStore } from '../work/store.ts';

const SUBNETS = ['subnet-0123456789abcdef0'];
const PLAN = { HsmType: 'hsm2m.medium', Mode: 'FIPS', SubnetIds: SUBNETS };

const clusterIdIn = (answer: Readonly<Record<string, unknown>>): string =>
  String(Reflect.get(Object(answer['Cluster']), 'ClusterId'));

type Question = {
  readonly name: string;
  readonly action: string;
  /** With the id of one of many clusters. */
  readonly input: (id: string) => unknown;
};

const byId = (id: string): unknown => ({ Filters: { clusterIds: [id] } });

const QUESTIONS: readonly Question[] = [
  { name: 'DescribeClusters, one by its id', action: 'DescribeClusters', input: byId },
  { name: 'DescribeClusters, the first page', action: 'DescribeClusters', input: () => ({}) },
  { name: 'DescribeBackups of a cluster', action: 'DescribeBackups', input: byId },
  { name: 'ListTags', action: 'ListTags', input: (id) => ({ ResourceId: id }) },
  {
    name: 'TagResource',
    action: 'TagResource',
    input: (id) => ({ ResourceId: id, TagList: [{ Key: 'a', Value: String(Math.random()) }] }),
  },
];

/** The load that a server takes for each question. */
export type Loads = ReadonlyMap<string, Load>;

const WARM_UP = 5;

/** Creates clusters, then asks about them. */
export const loadsOf = async (
  server: Server,
  { clusters, requests }: { readonly clusters: number; readonly requests: number },
): Promise<Loads> => {
  const { call, close } = asking(server.url, CALLERS);
  const ids: string[] = [];
  await loaded(clusters, server, async () => {
    ids.push(clusterIdIn(await call('CreateCluster', PLAN)));
  });
  const found = new Map<string, Load>();
  for (const { name, action, input } of QUESTIONS) {
    const ask = (index: number): Promise<unknown> =>
      call(action, input(ids[index % ids.length] ?? ''));
    // One kind after another is what is measured.
    // oxlint-disable-next-line no-await-in-loop
    await loaded(Math.ceil(requests / WARM_UP), server, ask);
    // oxlint-disable-next-line no-await-in-loop
    found.set(name, await loaded(requests, server, ask));
  }
  close();
  return found;
};

const TARGET = 5;
const PAGE_TARGET = 5;

const requestRows = async ({ isQuick }: Options): Promise<readonly Row[]> => {
  const clusters = isQuick ? 100 : 1000;
  const sizes = { clusters, requests: isQuick ? 200 : 2000 };
  const own = await withEndpoint((server) => loadsOf(server, sizes));
  const peer = hasMoto() ? await withMoto((server) => loadsOf(server, sizes)) : undefined;
  if (peer === undefined) process.stderr.write('  moto_server is not here: no ratio\n');
  return [...own].map(([name, load]): Row => {
    const work = `${name}, ${clusters} clusters`;
    const theirs = peer?.get(name);
    if (theirs === undefined) return { work, figure: `${loadText(load)}; moto_server is not here` };
    const ratio = ratioOf(load, theirs);
    return {
      work,
      figure: `${loadText(load)}; moto_server ${loadText(theirs)}; ${digits(ratio)}x`,
      target: isQuick ? undefined : `at least ${TARGET}x moto_server`,
      isMet: isQuick ? undefined : ratio >= TARGET,
    };
  });
};

/** As many as the longest retention keeps (F-154): one a day. */
const BACKUPS_EACH = 379;
const PAGE = 50;

const caller = { account: DEFAULT_ACCOUNT, region: REGION };

/** A fleet with many backups, whose first page can be asked for. */
export type ManyBackups = { readonly backups: number; readonly firstPage: Turn };

/** Grows clusters with 379 backups each. */
export const manyBackups = async (clusters: number): Promise<ManyBackups> => {
  const sizes = { clusters, backups: BACKUPS_EACH, accounts: 1 };
  const { fleet } = grown({ ...sizes, retentionDays: BACKUPS_EACH });
  const cloudHsm = await endpointOf(fleet);
  let backups = 0;
  for (const holder of fleet.holders.values()) backups += holder.backups.length;
  const firstPage = async (): Promise<void> => {
    const { Backups = [] } = must(await cloudHsm.call('DescribeBackups', {}, caller));
    if (Backups.length !== Math.min(PAGE, backups)) throw new Error(`${Backups.length} on a page`);
  };
  return { backups, firstPage };
};

const pageRow = async ({ isQuick }: Options): Promise<Row> => {
  const [fewClusters, manyClusters] = [3, isQuick ? 264 : 2640];
  const few = await manyBackups(fewClusters);
  const many = await manyBackups(manyClusters);
  const turns = { few: few.firstPage, many: many.firstPage };
  const counts = { warmUp: 10, rounds: 15, times: 20 };
  const found = await medianTurns(turns, counts, cpuMillis);
  const [ofFew = 0, ofMany = 0] = [found['few'], found['many']];
  return {
    work:
      `the first page of ${many.backups} backups in ${manyClusters} clusters, ` +
      `beside that of ${few.backups} in ${fewClusters}`,
    figure: `${digits(ofMany)} ms, ${digits(ofFew)} ms of CPU: ${digits(ofMany / ofFew)}x`,
    target: isQuick ? undefined : 'at most 5x',
    isMet: isQuick ? undefined : ofMany <= PAGE_TARGET * ofFew,
  };
};

/** The median time of a mutation, in milliseconds. */
const mutations = async (cloudHsm: CloudHsm, count: number): Promise<number> => {
  const { Cluster } = must(
    await cloudHsm.call('CreateCluster', { ...PLAN, Mode: 'FIPS' } as const, caller),
  );
  const ResourceId = Cluster?.ClusterId ?? '';
  const noted: number[] = [];
  for (let index = 0; index < count; index += 1) {
    const input = { ResourceId, TagList: [{ Key: 'a', Value: String(index) }] };
    noted.push(
      // oxlint-disable-next-line no-await-in-loop
      await elapsedTurn(async () => must(await cloudHsm.call('TagResource', input, caller))),
    );
  }
  return medianOf(noted);
};

const mutationRow = async ({ isQuick }: Options): Promise<Row> => {
  const count = isQuick ? 200 : 2000;
  const memory = await endpointInMemory();
  const inMemory = await mutations(memory, count);
  await memory.host.close();
  const inFile = await inFolder((folder) =>
    inStore(join(folder, 'endpoint.db'), async (store) => {
      const cloudHsm = await endpointOver(store);
      const median = await mutations(cloudHsm, count);
      await cloudHsm.host.close();
      return median;
    }),
  );
  return {
    work: 'TagResource over SQLite, beside one in memory, without HTTP',
    figure: `${digits(inFile)} ms, ${digits(inMemory)} ms: ${digits(inFile / inMemory)}x`,
  };
};

/** Measures the endpoint. */
export const endpointSection = async (options: Options): Promise<Section> => {
  process.stderr.write('  requests\n');
  const requests = await requestRows(options);
  process.stderr.write('  pages\n');
  const page = await pageRow(options);
  process.stderr.write('  mutations\n');
  const mutation = await mutationRow(options);
  const title =
    `The endpoint, over loopback from ${CALLERS} callers that keep their connections, ` +
    'beside moto_server on the same questions';
  return { title, rows: [...requests, page, mutation] };
};
