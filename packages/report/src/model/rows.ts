/**
 * The rows of the timeline: accounts, regions, clusters, HSMs, backups, each with its place.
 *
 * @module
 */
import type { EpochMillis } from '@hsm-lifecycle/core';
import type { Bar } from './bars.ts';
import type { Outage } from './outages.ts';

/** What a row shows. */
export type RowKind = 'ACCOUNT' | 'REGION' | Bar['kind'];

/** A row of the timeline. `top` and `height` are in pixels. */
export type Row = {
  readonly kind: RowKind;
  readonly label: string;
  readonly hint: string;
  readonly region: string;
  readonly bars: readonly Bar[];
  readonly top: number;
  readonly height: number;
};

/** A line from a copy to what it was copied from. */
export type Link = { readonly at: EpochMillis; readonly fromTop: number; readonly toTop: number };

/** A lost region or zone: a band across rows. */
export type Band = Outage & { readonly top: number; readonly height: number };

/** The timeline, laid out. */
export type Rows = {
  readonly rows: readonly Row[];
  readonly height: number;
  readonly links: readonly Link[];
  readonly bands: readonly Band[];
};

type Loose = Omit<Row, 'top'>;

/** Finds the name of an id. */
export type NameOf = (id: string) => string;

const HEIGHTS = {
  ACCOUNT: 26,
  REGION: 30,
  CLUSTER: 26,
  HSM: 17,
  ORIGIN: 17,
  BACKUP: 14,
  COPY: 17,
} as const satisfies Record<RowKind, number>;

/** More bars than this share a label, and are drawn densely. */
const ROOMY_MAX = 16;

/** The height of one of many bars. */
const denseHeight = (count: number): number => {
  if (count > 160) return 2;
  return count > 80 ? 3 : 5;
};

const rowOf = (kind: RowKind, rest: Partial<Loose> & Pick<Loose, 'label' | 'region'>): Loose => ({
  kind,
  hint: '',
  bars: [],
  height: HEIGHTS[kind],
  ...rest,
});

/** A generated name of a backup: whose, why, and of which day. */
const GENERATED =
  /^.*?’s? (?<cause>\w+)? ?backup(?: for an? (?<hsm>\w+ HSM))? of (?<day>\d+ \w+)$/u;

/** `payments’ daily backup of 3 Nov` is `daily, 3 Nov` in the lane of its cluster. */
const shortName = (name: string): string => {
  const { cause, hsm, day } = GENERATED.exec(name)?.groups ?? {};
  return day === undefined ? name : `${cause ?? hsm ?? 'backup'}, ${day}`;
};

/** A generated name says where a copy is, which its place in the timeline says too. */
const shortCopyName = (name: string, region: string): string =>
  name.startsWith(`the copy in ${region} of `)
    ? shortName(name.slice(`the copy in ${region} of `.length))
    : name;

const barRow = (bar: Bar, { label, hint = '' }: { label: string; hint?: string }): Loose =>
  rowOf(bar.kind, { label, hint, region: bar.region, bars: [bar] });

/** One row for each bar, or dense rows with one label for all. */
const manyRows = (
  bars: readonly Bar[],
  what: string,
  named: (bar: Bar) => Loose,
): readonly Loose[] => {
  if (bars.length <= ROOMY_MAX) return bars.map(named);
  const height = denseHeight(bars.length);
  return bars.map((bar, index) => {
    const label = index === 0 ? `${bars.length} ${what}` : '';
    return rowOf(bar.kind, { label, region: bar.region, bars: [bar], height });
  });
};

const clusterRows = (bars: readonly Bar[], nameOf: NameOf): readonly Loose[] => {
  const of = (kind: Bar['kind']): readonly Bar[] => bars.filter((bar) => bar.kind === kind);
  return [
    ...of('CLUSTER').map((bar) => barRow(bar, { label: nameOf(bar.id) })),
    ...of('ORIGIN').map((bar) => barRow(bar, { label: 'contents restored' })),
    ...of('HSM').map((bar) => barRow(bar, { label: nameOf(bar.id), hint: bar.detail })),
    ...manyRows(of('BACKUP'), 'backups', (bar) =>
      barRow(bar, { label: shortName(nameOf(bar.id)), hint: 'backup' }),
    ),
  ];
};

const groupedBy = <Key, It>(
  items: readonly It[],
  keyOf: (it: It) => Key,
): ReadonlyMap<Key, readonly It[]> => {
  const groups = new Map<Key, It[]>();
  for (const it of items) {
    const group = groups.get(keyOf(it));
    if (group === undefined) groups.set(keyOf(it), [it]);
    else group.push(it);
  }
  return groups;
};

const regionRows = (
  region: string,
  bars: readonly Bar[],
  { nameOf, outages }: RowsInput,
): readonly Loose[] => {
  const copies = bars.filter(({ kind }) => kind === 'COPY');
  const ofClusters = bars.filter(({ kind }) => kind !== 'COPY');
  const lost = outages.find(({ place }) => place === region);
  const hint = lost === undefined ? '' : lost.forGood ? 'destroyed' : 'was out of reach';
  return [
    rowOf('REGION', { label: region, hint, region }),
    ...manyRows(copies, 'copies', (bar) =>
      barRow(bar, { label: shortCopyName(nameOf(bar.id), region), hint: 'copy' }),
    ),
    ...[...groupedBy(ofClusters, ({ holderId }) => holderId).values()].flatMap((group) =>
      clusterRows(group, nameOf),
    ),
  ];
};

/** What the rows are made of. */
export type RowsInput = {
  readonly bars: readonly Bar[];
  readonly outages: readonly Outage[];
  readonly nameOf: NameOf;
};

const looseRows = (input: RowsInput): readonly Loose[] => {
  const accounts = groupedBy(input.bars, ({ account }) => account);
  const accountRow = (account: string): readonly Loose[] =>
    accounts.size > 1 ? [rowOf('ACCOUNT', { label: `account ${account}`, region: '' })] : [];
  const regions = (bars: readonly Bar[]): readonly Loose[] =>
    [...groupedBy(bars, ({ region }) => region)].flatMap(([region, its]) =>
      regionRows(region, its, input),
    );
  return [...accounts].flatMap(([account, bars]) => accountRow(account).concat(regions(bars)));
};

const linksIn = (rows: readonly Row[]): readonly Link[] => {
  const middles = new Map(
    rows.flatMap(({ bars, top, height }) =>
      bars.map((bar): [string, number] => [bar.id, top + height / 2]),
    ),
  );
  return rows
    .flatMap(({ bars }) => bars)
    .filter(({ kind }) => kind === 'COPY')
    .flatMap(({ id, detail, pieces }): readonly Link[] => {
      const [fromTop, toTop] = [middles.get(detail), middles.get(id)];
      const at = pieces[0]?.from;
      return fromTop === undefined || toTop === undefined || at === undefined
        ? []
        : [{ at, fromTop, toTop }];
    });
};

const isHit = ({ kind, place }: Outage, { region, bars, kind: row }: Row): boolean =>
  kind === 'REGION'
    ? region === place
    : row === 'HSM' && bars.some(({ detail }) => detail === place);

/** The bands of an outage: one for each run of rows that it hits. */
const bandsOf = (outage: Outage, rows: readonly Row[]): readonly Band[] => {
  const bands: Band[] = [];
  for (const row of rows) {
    if (!isHit(outage, row)) continue;
    const last = bands.at(-1);
    if (last !== undefined && last.top + last.height === row.top)
      bands[bands.length - 1] = { ...last, height: last.height + row.height };
    else bands.push({ ...outage, top: row.top, height: row.height });
  }
  return bands;
};

/** Lays out the timeline: by account, then region, then cluster. */
export const rowsOf = (input: RowsInput): Rows => {
  let top = 0;
  const rows: Row[] = [];
  for (const row of looseRows(input)) {
    rows.push({ ...row, top });
    top += row.height;
  }
  return {
    rows,
    height: top,
    links: linksIn(rows),
    bands: input.outages.flatMap((outage) => bandsOf(outage, rows)),
  };
};
