/**
 * The naive reference model of a whole fleet: plain records that are changed in place, no events,
 * no ids, and no code shared with core.
 *
 * It covers clusters, HSMs, backups, copies, contents, retention, the daily clock, regions and
 * quotas, with the numbers of `editions.aws2024`, so that clusters can change their HSM type, but
 * for its {@link NaiveTerms}. Where it differs from core, one of them is wrong.
 * It is one long file on purpose, to be read from top to bottom beside the rule book.
 *
 * @module
 */
const [MINUTE, HOUR, DAY] = [60_000, 3_600_000, 86_400_000];
const NEVER = Number.POSITIVE_INFINITY;

type User = {
  name: string;
  role: string;
  madeAt: number;
  passwordAt: number;
  seenAt: number | undefined;
};
type Key = {
  key: string;
  label: string | undefined;
  owner: string;
  kind: string;
  madeAt: number;
  expiresAt: number | undefined;
};
type Certificate = {
  key: string;
  subject: string | undefined;
  putAt: number;
  expiresAt: number | undefined;
};

/** The access of one HSM. */
export type Books = { users: User[]; policies: Record<string, string> };
/** The material that the HSMs of a cluster share. */
export type Box = { keys: Key[]; certificates: Certificate[] };
/** The contents of a backup; they never change. */
export type Snap = { readonly books: Books; readonly box: Box };

/** What differs between the fleets that are compared. */
export type NaiveTerms = {
  /** How long the service takes to report an activation. */
  readonly lag: number;
  /** Since when it makes no HSMs of type hsm2m.medium. */
  readonly endAt: number;
  /** How many clusters and HSMs a region may have, if nobody has set its own quota. */
  readonly clusters: number;
  readonly hsms: number;
};

const USUAL: NaiveTerms = { lag: 0, endAt: NEVER, clusters: 4, hsms: 6 };

/** An HSM. Everything is identified by its place in a list. */
export type NaiveHsm = {
  is: 'JOINING' | 'ACTIVE' | 'DEGRADED' | 'LEAVING';
  was: 'ACTIVE' | 'DEGRADED';
  zone: string;
  address: string | undefined;
  hasV6: boolean;
  doneAt: number | undefined;
  waitsFor: NaiveBackup | undefined;
  brings: Snap | undefined;
  /** It joins from what its restored cluster began with. */
  isFromOrigin: boolean;
  books: Books | undefined;
  /** When a working one broke, or when the service could look for it again. */
  brokeAt: number | undefined;
  /** The HSM in whose place it comes. */
  instead: NaiveHsm | undefined;
  hardware: string;
  /** The hardware that it is changing to. */
  becomes: string | undefined;
};

/** A backup of a cluster or of a copy. */
export type NaiveBackup = {
  is: 'MAKING' | 'READY' | 'PENDING' | 'FAILED';
  madeAt: number;
  doneAt: number | undefined;
  exempt: boolean;
  markableSince: number | undefined;
  sparedUntil: number;
  purgeAt: number | undefined;
  tags: Record<string, string>;
  /** The policy, and who may restore it besides its owner. */
  share: { policy: string; who: readonly string[] | 'EVERYONE' } | undefined;
  hardware: string;
  snap: Snap;
  /** The HSM that it is made of, until it is done. */
  of: NaiveHsm | undefined;
};

/** A change of hardware that is going on or has been done. */
export type NaiveMove = {
  from: string;
  to: string;
  until: number;
  /** What the HSMs load on the way back, unless nothing is lost. */
  loads: { snap: Snap; backup: NaiveBackup | undefined } | undefined;
  /** The backup before the next HSM changes. */
  backup: NaiveBackup | undefined;
  isHurt: boolean;
};

/** A cluster, or a copy: a holder of exactly one backup. */
export type NaiveHolder = {
  kind: 'CLUSTER' | 'COPY';
  owner: string;
  certificate: string | undefined;
  hasV6: boolean;
  deletedAt: number | undefined;
  region: string;
  /** The source region of a copy. */
  from: string;
  is:
    | 'CREATING'
    | 'UNINITIALIZED'
    | 'INITIALIZING'
    | 'INITIALIZED'
    | 'ACTIVE'
    | 'MODIFY'
    | 'ROLLBACK'
    | 'DELETING'
    | 'DELETED';
  doneAt: number | undefined;
  now: number;
  days: number;
  zones: string[];
  /** The range of addresses of each zone's subnet, if it is known. */
  ranges: Readonly<Record<string, string>>;
  hardware: string;
  move: NaiveMove | undefined;
  tags: Record<string, string>;
  hasBeen: 'NEW' | 'INITIALIZED' | 'ACTIVE';
  /** When the service reports its activation, until it does. */
  reportAt: number | undefined;
  terms: NaiveTerms;
  isolated: boolean;
  wasRestored: boolean;
  /** What a restored cluster's HSMs start from, until it has a backup of its own. */
  /** Its zones that are lost. */
  dark: string[];
  origin: Snap | undefined;
  box: Box | undefined;
  hsms: NaiveHsm[];
  backups: NaiveBackup[];
  peerSince: number | undefined;
  lastBackupAt: number;
  backupFailedAt: number;
  /** The lineage: the same for everything made from one cluster's backups. */
  kin: object;
  isForgotten: boolean;
};

/** A fleet: holders in order of creation. */
export type NaiveFleet = {
  now: number;
  holders: NaiveHolder[];
  lost: Record<string, string>;
  lostZones: string[];
  bareZones: readonly string[];
  quotas: Record<string, { clusters?: number | undefined; hsms?: number | undefined }>;
  /** Ids that commands gave. */
  names: Set<string>;
  terms: NaiveTerms;
};

/** A command, with its targets by place. A place without anything stands for an unknown id. */
export type NaiveOrder = {
  readonly do: string;
  readonly at: number;
  readonly holder?: number;
  readonly hsm?: number;
  readonly backup?: number;
  /** How many of the three selectors of an HSM were given. */
  readonly selectors?: number;
  /** The cluster to replicate from. */
  readonly source?: number;
  readonly isStale?: boolean;
  readonly name?: string;
  readonly account?: string | undefined;
  readonly certificate?: string | undefined;
  readonly hasV6?: boolean;
  readonly policy?: string;
  readonly who?: readonly string[] | 'EVERYONE';
  readonly ranges?: Readonly<Record<string, string>>;
  readonly region?: string;
  readonly zones?: readonly string[];
  readonly zone?: string;
  readonly address?: string | undefined;
  readonly hardware?: string | undefined;
  /** Infinite for no policy. */
  readonly days?: number | undefined;
  readonly isBySupport?: boolean;
  readonly tags?: Readonly<Record<string, string>> | undefined;
  readonly keys?: readonly string[];
  readonly exempt?: boolean;
  readonly well?: boolean;
  readonly user?: string;
  readonly role?: string;
  readonly key?: string;
  readonly label?: string | undefined;
  readonly owner?: string;
  readonly kind?: string;
  readonly expiresAt?: number | undefined;
  readonly value?: string;
  readonly clusters?: number | undefined;
  readonly hsms?: number | undefined;
  readonly goneSince?: number | undefined;
};

/** Whether an order is accepted; SAME if it is, and asks for what is so already. */
type Answer = boolean | 'SAME';

/** Makes an empty fleet. */
export const naiveFleet = (at: number, terms: NaiveTerms = USUAL): NaiveFleet => ({
  terms,
  now: at,
  holders: [],
  lost: {},
  lostZones: [],
  bareZones: [],
  quotas: {},
  names: new Set(),
});

const peers = (it: NaiveHolder): NaiveHsm[] => it.hsms.filter(({ is }) => is === 'ACTIVE');
const successor = (it: NaiveHolder, hsm: NaiveHsm): NaiveHsm | undefined =>
  it.hsms.find(({ instead }) => instead === hsm);
/** The peer to take contents from: one that is being replaced only if there is no other. */
const bestPeer = (it: NaiveHolder, but?: NaiveHsm): NaiveHsm | undefined => {
  const others = peers(it).filter((each) => each !== but);
  return others.find((each) => successor(it, each) === undefined) ?? others[0];
};
/** Both HSMs of a replacement count as one. */
const size = ({ hsms }: NaiveHolder): number =>
  hsms.filter(({ instead }) => instead === undefined).length;
const isMoving = ({ is }: NaiveHolder): boolean => is === 'MODIFY' || is === 'ROLLBACK';
/** Newer HSMs load what older ones held, never the other way round. */
const canLoad = (hardware: string, from: string): boolean =>
  from === hardware || from.startsWith('hsm1.medium');
const newestReady = (it: NaiveHolder): NaiveBackup | undefined =>
  it.backups.findLast(({ is, hardware }) => is === 'READY' && canLoad(it.hardware, hardware));

/** Updates derived members; called after every change. */
const note = (it: NaiveHolder, at: number): void => {
  it.now = at;
  if (it.kind === 'COPY') return;
  const isTicking = (it.is === 'ACTIVE' || isMoving(it)) && !it.isolated && peers(it).length > 0;
  it.peerSince = isTicking ? (it.peerSince ?? at) : undefined;
  if (it.hsms.every(({ books }) => books === undefined)) it.box = undefined;
  const needsOrigin = it.hsms.some(({ is, isFromOrigin }) => is === 'JOINING' && isFromOrigin);
  if (it.lastBackupAt > 0 && !needsOrigin) it.origin = undefined;
  for (const each of it.backups) {
    const last = it.backups.findLast(
      (other) => other.is === 'READY' && other.hardware === each.hardware,
    );
    const isMarkable = each.is === 'READY' && !each.exempt && each !== last && it.days < NEVER;
    each.markableSince = isMarkable ? (each.markableSince ?? at) : undefined;
  }
};

const blank = (...users: User[]): Snap => ({
  books: { users, policies: {} },
  box: { keys: [], certificates: [] },
});
const user = (name: string, role: string, madeAt: number): User => ({
  name,
  role,
  madeAt,
  passwordAt: madeAt,
  seenAt: undefined,
});

/** The users of a cluster that is initialized and not activated. */
const firstUsers = (at: number): User[] => [
  user('app_user', 'AU', at),
  user('unactivated-admin', 'PRECO', at),
];
/** User names mean the same whatever their case. */
const isCalled = (it: { name: string }, name: string): boolean =>
  it.name.toUpperCase() === name.toUpperCase();
const NAME = /^\w{1,31}$/u;

const copyOfBooks = ({ users, policies }: Books): Books => ({
  users: users.map((it) => ({ ...it })),
  policies: { ...policies },
});
const copyOfBox = ({ keys, certificates }: Box): Box => ({
  keys: [...keys],
  certificates: [...certificates],
});

const newBackup = (
  it: NaiveHolder,
  source: NaiveHsm | Pick<NaiveHsm, 'books'>,
  at: number,
): NaiveBackup => ({
  is: 'MAKING',
  madeAt: at,
  doneAt: at + 2 * MINUTE,
  exempt: false,
  markableSince: undefined,
  sparedUntil: 0,
  purgeAt: undefined,
  tags: {},
  share: undefined,
  hardware: 'is' in source ? source.hardware : it.hardware,
  of: 'is' in source ? source : undefined,
  snap: {
    books: copyOfBooks(source.books ?? blank().books),
    box: copyOfBox(it.box ?? blank().box),
  },
});

/** Gives an HSM its contents. Its keys are those of its peers, if there are any. */
const fill = (it: NaiveHolder, hsm: NaiveHsm, { books, box }: Snap): void => {
  if (!it.hsms.some((each) => each !== hsm && each.books !== undefined)) it.box = copyOfBox(box);
  Object.assign(hsm, {
    is: 'ACTIVE',
    doneAt: undefined,
    waitsFor: undefined,
    brings: undefined,
    instead: undefined,
    books: copyOfBooks(books),
  });
};

const makeReady = (it: NaiveHolder, backup: NaiveBackup, at: number): void => {
  backup.is = 'READY';
  backup.doneAt = undefined;
  backup.of = undefined;
  it.lastBackupAt = Math.max(it.lastBackupAt, backup.madeAt);
  for (const hsm of it.hsms.filter(({ waitsFor }) => waitsFor === backup)) {
    hsm.waitsFor = undefined;
    hsm.doneAt = at + (hsm.is === 'LEAVING' ? 2 : 10) * MINUTE;
    if (hsm.is === 'JOINING') hsm.brings = backup.snap;
  }
};

/** Ends what an HSM is doing: joining, leaving, or coming in the place of another. */
const breakOff = (it: NaiveHolder, hsm: NaiveHsm, at: number): void => {
  if (hsm.instead !== undefined) {
    it.hsms = it.hsms.filter((each) => each !== hsm);
    if (hsm.instead.brokeAt !== undefined) hsm.instead.brokeAt = at;
    return;
  }
  if (hsm.is === 'LEAVING' && hsm.brokeAt !== undefined) hsm.brokeAt = at;
  Object.assign(hsm, {
    is: hsm.is === 'JOINING' ? 'DEGRADED' : hsm.was,
    doneAt: undefined,
    waitsFor: undefined,
    brings: undefined,
  });
};

/** What fails on the way to another type turns the cluster back. */
const hurt = (it: NaiveHolder): void => {
  if (it.is === 'MODIFY' && it.move !== undefined) it.move.isHurt = true;
};

const spoil = (it: NaiveHolder, backup: NaiveBackup, at: number): void => {
  it.backups = it.backups.filter((each) => each !== backup);
  it.backupFailedAt = at;
  if (it.move?.backup === backup) it.move.backup = undefined;
  hurt(it);
  for (const hsm of it.hsms.filter(({ waitsFor }) => waitsFor === backup)) breakOff(it, hsm, at);
};

/** Backups that are being made fail with their HSM. */
const collapse = (it: NaiveHolder, at: number): void => {
  for (const backup of it.backups.filter(({ is }) => is === 'MAKING')) {
    const { of } = backup;
    if (of?.books === undefined || !it.hsms.includes(of)) spoil(it, backup, at);
  }
};

const finishChange = (it: NaiveHolder, hsm: NaiveHsm): void => {
  Object.assign(hsm, {
    hardware: hsm.becomes ?? hsm.hardware,
    becomes: undefined,
    doneAt: undefined,
  });
  if (it.is === 'MODIFY' && it.move !== undefined) it.move.backup = undefined;
};

/** On the way out the HSM stays as it was; on the way back it breaks. */
const breakChange = (it: NaiveHolder, hsm: NaiveHsm, at: number): void => {
  Object.assign(hsm, { becomes: undefined, doneAt: undefined });
  hurt(it);
  if (it.is === 'MODIFY') return;
  Object.assign(hsm, { is: 'DEGRADED', books: undefined, brokeAt: at });
  collapse(it, at);
};

const finishHsm = (it: NaiveHolder, hsm: NaiveHsm, at: number): void => {
  if (hsm.becomes !== undefined) {
    finishChange(it, hsm);
    return;
  }
  const gone = hsm.is === 'LEAVING' ? hsm : hsm.instead;
  it.hsms = it.hsms.filter((each) => each !== gone);
  if (hsm.is === 'JOINING') fill(it, hsm, hsm.brings ?? blank());
  collapse(it, at);
};

const finishLife = (it: NaiveHolder, at: number): void => {
  it.doneAt = undefined;
  if (it.is === 'CREATING') it.is = it.wasRestored ? 'ACTIVE' : 'UNINITIALIZED';
  else if (it.is === 'DELETING')
    Object.assign(it, { is: 'DELETED', origin: undefined, deletedAt: at });
  else {
    it.is = 'INITIALIZED';
    for (const { books } of it.hsms) books?.users.push(...firstUsers(at));
  }
  if (it.is === 'INITIALIZED' || it.is === 'ACTIVE') it.hasBeen = it.is;
};

/** The service says at last that a cluster is ACTIVE. */
const report = (it: NaiveHolder): void => {
  it.is = 'ACTIVE';
  it.reportAt = undefined;
};

const failLife = (it: NaiveHolder, at: number): void => {
  it.doneAt = undefined;
  if (it.is === 'CREATING') Object.assign(it, { is: 'DELETED', origin: undefined, deletedAt: at });
  else if (it.is === 'INITIALIZING')
    Object.assign(it, { is: 'UNINITIALIZED', certificate: undefined });
  else if (it.hasBeen === 'NEW') it.is = 'UNINITIALIZED';
  else it.is = it.reportAt === undefined ? it.hasBeen : 'INITIALIZED';
};

type Timer = { readonly at: number; readonly rank: number; readonly ring: (at: number) => void };

const backupTimer = (it: NaiveHolder, each: NaiveBackup): Timer => {
  if (each.is === 'MAKING')
    return { at: each.doneAt ?? NEVER, rank: 0, ring: (at) => makeReady(it, each, at) };
  if (each.is !== 'READY')
    return {
      at: each.purgeAt ?? NEVER,
      rank: 1,
      ring: () => (it.backups = it.backups.filter((other) => other !== each)),
    };
  const expires =
    each.markableSince === undefined
      ? NEVER
      : Math.max(each.madeAt + it.days * DAY, each.markableSince, each.sparedUntil);
  return {
    at: expires,
    rank: 2,
    ring: (at) => Object.assign(each, { is: 'PENDING', purgeAt: at + 7 * DAY }),
  };
};

const dailyAt = (it: NaiveHolder): number => {
  if (it.peerSince === undefined || it.backups.some(({ is }) => is === 'MAKING')) return NEVER;
  return Math.max(Math.max(it.peerSince, it.lastBackupAt) + DAY, it.backupFailedAt + HOUR);
};

const startDaily = (it: NaiveHolder, at: number): void => {
  const source = bestPeer(it);
  if (source !== undefined) it.backups.push(newBackup(it, source, at));
};

const replacementFor = (it: NaiveHolder, hsm: NaiveHsm, at: number): Snap | undefined => {
  if (it.hasBeen === 'NEW') return blank();
  if (it.hasBeen === 'INITIALIZED') return blank(...firstUsers(at));
  const peer = bestPeer(it, hsm);
  if (peer?.books !== undefined && it.box !== undefined)
    return { books: copyOfBooks(peer.books), box: copyOfBox(it.box) };
  return newestReady(it)?.snap ?? it.origin;
};

const startReplacing = (it: NaiveHolder, hsm: NaiveHsm, at: number): boolean => {
  const brings = replacementFor(it, hsm, at);
  if (brings === undefined) return false;
  it.hsms.push({
    is: 'JOINING',
    was: 'ACTIVE',
    zone: hsm.zone,
    address: hsm.address,
    hasV6: hsm.hasV6,
    doneAt: at + 20 * MINUTE,
    waitsFor: undefined,
    brings,
    isFromOrigin: brings === it.origin,
    books: undefined,
    brokeAt: undefined,
    instead: hsm,
    hardware: it.hardware,
    becomes: undefined,
  });
  return true;
};

/** Since when the service makes no HSM of some hardware. */
const endOf = ({ terms }: NaiveHolder, hardware: string): number =>
  hardware.startsWith('hsm2m.medium') ? terms.endAt : NEVER;

/** Never, if no HSMs are made any more by then. */
const beforeEnd = (it: NaiveHolder, at: number): number =>
  Math.max(at, it.now) < endOf(it, it.hardware) ? at : NEVER;

const reportedAt = (it: NaiveHolder): number =>
  it.is !== 'INITIALIZED' || it.isolated ? NEVER : (it.reportAt ?? NEVER);

/** An hour after an HSM broke, the service begins to replace it. */
const replacedAt = (it: NaiveHolder, hsm: NaiveHsm): number =>
  hsm.is !== 'DEGRADED' ||
  hsm.brokeAt === undefined ||
  isMoving(it) ||
  it.isolated ||
  it.dark.includes(hsm.zone) ||
  successor(it, hsm) !== undefined ||
  replacementFor(it, hsm, 0) === undefined
    ? NEVER
    : beforeEnd(it, hsm.brokeAt + HOUR);

/** Goes back; an HSM that is just changing stays what it was. */
const goBack = (it: NaiveHolder): void => {
  if (it.move === undefined) return;
  it.is = 'ROLLBACK';
  Object.assign(it.move, { backup: undefined, isHurt: false });
  for (const hsm of it.hsms)
    if (hsm.becomes !== undefined) Object.assign(hsm, { becomes: undefined, doneAt: undefined });
};

const mustTurn = (it: NaiveHolder): boolean =>
  it.is === 'MODIFY' && !it.isolated && it.move?.isHurt === true;

const turn = (it: NaiveHolder): void => {
  if (mustTurn(it)) goBack(it);
};

const finishMove = (it: NaiveHolder, { from, to }: NaiveMove, at: number): void => {
  it.hardware = it.is === 'MODIFY' ? to : from;
  if (it.is === 'ROLLBACK') it.move = undefined;
  it.is = 'ACTIVE';
  for (const hsm of it.hsms) if (hsm.brokeAt !== undefined) hsm.brokeAt = at;
};

const nextToMove = (it: NaiveHolder, { from, to }: NaiveMove): NaiveHsm | undefined =>
  peers(it).find(({ hardware }) => hardware !== (it.is === 'MODIFY' ? to : from));

const canMoveOn = (it: NaiveHolder): boolean => {
  const { move } = it;
  if (move === undefined || !isMoving(it) || it.isolated) return false;
  if (it.hsms.some(({ becomes }) => becomes !== undefined)) return false;
  if (nextToMove(it, move) === undefined) return true;
  if (it.is === 'ROLLBACK' && move.loads === undefined) return true;
  return move.backup === undefined
    ? it.backups.every(({ is }) => is !== 'MAKING')
    : move.backup.is !== 'MAKING';
};

/** Loads on the way back what the HSM held before; fails if that is purged. */
const reload = (it: NaiveHolder, hsm: NaiveHsm, { loads }: NaiveMove): boolean => {
  if (loads === undefined) return true;
  if (loads.backup !== undefined && !it.backups.includes(loads.backup)) return false;
  it.box = copyOfBox(loads.snap.box);
  hsm.books = copyOfBooks(loads.snap.books);
  return true;
};

const moveOn = (it: NaiveHolder, at: number): void => {
  const { move } = it;
  if (move === undefined) return;
  const hsm = nextToMove(it, move);
  if (hsm === undefined) finishMove(it, move, at);
  else if (move.backup === undefined && (it.is === 'MODIFY' || move.loads !== undefined)) {
    move.backup = newBackup(it, hsm, at);
    it.backups.push(move.backup);
  } else if (reload(it, hsm, move))
    Object.assign(hsm, {
      becomes: it.is === 'MODIFY' ? move.to : move.from,
      doneAt: at + 30 * MINUTE,
    });
  else breakChange(it, hsm, at);
};

const timers = (it: NaiveHolder): Timer[] => [
  { at: mustTurn(it) ? it.now : NEVER, rank: -1, ring: () => goBack(it) },
  { at: canMoveOn(it) ? it.now : NEVER, rank: 2.8, ring: (at) => moveOn(it, at) },
  ...it.backups.map((each) => backupTimer(it, each)),
  ...it.hsms.map((each): Timer => ({
    at: each.doneAt ?? NEVER,
    rank: 0,
    ring: (at) => finishHsm(it, each, at),
  })),
  { at: it.doneAt ?? NEVER, rank: 0, ring: (at) => finishLife(it, at) },
  { at: reportedAt(it), rank: 0, ring: () => report(it) },
  ...it.hsms.map((each): Timer => ({
    at: replacedAt(it, each),
    rank: 2.5,
    ring: (at) => startReplacing(it, each, at),
  })),
  { at: dailyAt(it), rank: 3, ring: (at) => startDaily(it, at) },
];

/**
 * The next due event. What is overdue is due now. At the same instant, ends come before purges,
 * marks and daily backups.
 */
const next = (it: NaiveHolder): Timer | undefined => {
  let first: Timer | undefined;
  for (const { at, rank, ring } of timers(it)) {
    const timer = { at: Math.max(at, it.now), rank, ring };
    if (first === undefined || timer.at < first.at || (timer.at === first.at && rank < first.rank))
      first = timer;
  }
  return first;
};

/** Lets time pass until an instant, holder by holder: holders do not affect each other. */
export const naiveWait = (fleet: NaiveFleet, until: number): void => {
  for (const it of fleet.holders)
    for (let timer = next(it); timer !== undefined && timer.at <= until; timer = next(it)) {
      timer.ring(timer.at);
      note(it, timer.at);
      fleet.now = Math.max(fleet.now, timer.at);
    }
};

const isCount = (value: number | undefined): boolean =>
  value === undefined || (Number.isSafeInteger(value) && value >= 0);
const isInstant = (at: number | undefined): boolean =>
  at === undefined || (Number.isSafeInteger(at) && at >= 0 && at <= 8.64e15);
const fitsPolicy = (days: number): boolean => Number.isInteger(days) && days >= 7 && days <= 379;
/** Regions of a partition of its own begin so. */
const partition = (region: string): string =>
  ['cn-', 'us-gov-', 'us-iso-', 'us-isob-', 'us-isof-', 'eu-isoe-', 'eusc-'].find((start) =>
    region.startsWith(start),
  ) ?? '';
const fewTags = (tags: object): boolean => Object.keys(tags).length <= 50;

/** The account of commands that name none. */
const SOMEBODY = '0'.repeat(12);

/** An account in a region. */
type Where = { readonly owner: string; readonly region: string };

const quota = (
  { quotas, terms }: NaiveFleet,
  { owner, region }: Where,
  what: 'clusters' | 'hsms',
): number => quotas[`${owner} ${region}`]?.[what] ?? terms[what];

const living = ({ holders }: NaiveFleet, { owner, region }: Where): NaiveHolder[] =>
  holders.filter(
    (it) =>
      it.kind === 'CLUSTER' && it.owner === owner && it.region === region && it.is !== 'DELETED',
  );

const canPlan = (
  fleet: NaiveFleet,
  { zones = [], days = 90, tags = {} }: NaiveOrder,
  where: Where,
): boolean => {
  const areFine =
    zones.length >= 1 &&
    zones.length <= 10 &&
    new Set(zones).size === zones.length &&
    zones.every((zone) => zone.slice(0, -1) === where.region);
  return (
    areFine &&
    fitsPolicy(days) &&
    fewTags(tags) &&
    living(fleet, where).length < quota(fleet, where, 'clusters')
  );
};

const holderOf = ({
  at,
  region = '',
  zones = [],
  days = 90,
  tags = {},
  hardware = '',
  account = SOMEBODY,
  hasV6 = false,
  ranges = {},
}: NaiveOrder): NaiveHolder => ({
  kind: 'CLUSTER',
  owner: account,
  certificate: undefined,
  hasV6,
  deletedAt: undefined,
  ranges,
  region,
  from: region,
  is: 'CREATING',
  doneAt: at + 5 * MINUTE,
  now: at,
  days,
  zones: [...zones],
  hardware,
  move: undefined,
  tags: { ...tags },
  hasBeen: 'NEW',
  reportAt: undefined,
  terms: USUAL,
  isolated: false,
  wasRestored: false,
  dark: [],
  origin: undefined,
  box: undefined,
  hsms: [],
  backups: [],
  peerSince: undefined,
  lastBackupAt: 0,
  backupFailedAt: 0,
  kin: {},
  isForgotten: false,
});

const CREATABLE = new Set([
  'hsm2m.medium FIPS',
  'hsm2m.medium NON_FIPS',
  'hsm1.medium FIPS',
  'hsm1.medium no mode',
]);

const create = (fleet: NaiveFleet, order: NaiveOrder): boolean => {
  const { region = '', name, hardware = '', account: owner = SOMEBODY, hasV6 = false } = order;
  if (fleet.lost[region] !== undefined || (name !== undefined && fleet.names.has(name)))
    return false;
  if (!CREATABLE.has(hardware) || (hasV6 && hardware.startsWith('hsm1'))) return false;
  if (!canPlan(fleet, order, { owner, region })) return false;
  if (name !== undefined) fleet.names.add(name);
  fleet.holders.push({
    ...holderOf({ ...order, hardware: hardware.replace('no mode', 'FIPS') }),
    terms: fleet.terms,
  });
  return true;
};

const restore = (
  fleet: NaiveFleet,
  order: NaiveOrder,
  { holder, backup }: { holder: NaiveHolder; backup: NaiveBackup },
): boolean => {
  const { region, kin, certificate } = holder;
  const { hardware = backup.hardware, account = holder.owner } = order;
  const who = backup.share?.who ?? [];
  const may = account === holder.owner || who === 'EVERYONE' || who.includes(account);
  const canBe =
    hardware === backup.hardware ||
    (hardware === 'hsm2m.medium FIPS' && backup.hardware === 'hsm1.medium FIPS');
  const isOffered = order.hasV6 !== true || !hardware.startsWith('hsm1');
  if (!may || backup.is !== 'READY' || !canBe || !isOffered) return false;
  if (!canPlan(fleet, order, { owner: account, region })) return false;
  const { terms } = fleet;
  const made = holderOf({ ...order, account, region, hardware });
  fleet.holders.push({ ...made, wasRestored: true, origin: backup.snap, kin, certificate, terms });
  return true;
};

const copy = (
  fleet: NaiveFleet,
  { at, region = '', tags }: NaiveOrder,
  { holder, backup }: { holder: NaiveHolder; backup: NaiveBackup },
): boolean => {
  if (fleet.lost[region] !== undefined || backup.is !== 'READY' || region === holder.region)
    return false;
  if (partition(region) !== partition(holder.region)) return false;
  const its = { ...(tags ?? backup.tags) };
  if (!fewTags(its)) return false;
  const { madeAt, snap, hardware } = backup;
  const made = {
    ...newBackup(holder, snap, at),
    madeAt,
    snap,
    hardware,
    tags: its,
    doneAt: at + 10 * MINUTE,
  };
  fleet.holders.push({
    ...holderOf({ do: '', at, region }),
    kind: 'COPY',
    owner: holder.owner,
    certificate: holder.certificate,
    from: holder.region,
    kin: holder.kin,
    is: 'ACTIVE',
    doneAt: undefined,
    backups: [made],
  });
  return true;
};

const UNMADE = new Set(['UNINITIALIZED', 'INITIALIZED', 'ACTIVE']);

const initialize = (it: NaiveHolder, { at, isStale = false, certificate }: NaiveOrder): boolean => {
  const [first] = it.hsms;
  if (it.is !== 'UNINITIALIZED' || first?.is !== 'ACTIVE' || isStale) return false;
  if (successor(it, first) !== undefined) return false;
  Object.assign(it, { is: 'INITIALIZING', doneAt: at + 2 * MINUTE, certificate });
  return true;
};

const activate = (it: NaiveHolder, { at, user: name = 'admin' }: NaiveOrder): boolean => {
  const [first] = it.hsms;
  if (
    it.is !== 'INITIALIZED' ||
    it.hasBeen === 'ACTIVE' ||
    first?.is !== 'ACTIVE' ||
    successor(it, first) !== undefined ||
    !NAME.test(name) ||
    name.toUpperCase() === 'APP_USER'
  )
    return false;
  const { lag } = it.terms;
  if (lag === 0) it.is = 'ACTIVE';
  else it.reportAt = at + lag;
  it.hasBeen = 'ACTIVE';
  const others = first.books?.users.filter(({ role }) => role !== 'PRECO') ?? [];
  if (first.books !== undefined) first.books.users = [...others, user(name, 'CO', at)];
  it.backups.push(newBackup(it, first, at));
  return true;
};

const plain = (address: string): number =>
  address.split('.').reduce((sum, each) => ((sum << 8) | Number(each)) >>> 0, 0);

/** The addresses of a range that HSMs can have: not its first four, not its last. */
const addressesIn = (range: string): string[] => {
  const [network = '', bits = ''] = range.split('/');
  const count = 2 ** (32 - Number(bits));
  const start = (plain(network) & -count) >>> 0;
  return Array.from({ length: count - 5 }, (_, n) =>
    [24, 16, 8, 0].map((shift) => ((start + 4 + n) >>> shift) & 255).join('.'),
  );
};

const isTaken = (it: NaiveHolder, address: string): boolean =>
  it.hsms.some((hsm) => hsm.address === address);

/** The address that a new HSM gets; `REFUSED` if it can have none. */
const addressFor = (it: NaiveHolder, { zone = '', address }: NaiveOrder): string | undefined => {
  const range = it.ranges[zone];
  if (address !== undefined && isTaken(it, address)) return 'REFUSED';
  if (range === undefined) return address;
  const all = addressesIn(range);
  if (address !== undefined) return all.includes(address) ? address : 'REFUSED';
  return all.find((each) => !isTaken(it, each)) ?? 'REFUSED';
};

const canAdd = (
  fleet: NaiveFleet,
  it: NaiveHolder,
  { at, zone = '', name }: NaiveOrder,
): boolean => {
  const used = living(fleet, it).reduce((sum, each) => sum + size(each), 0);
  const isRoom = size(it) < 28 && used < quota(fleet, it, 'hsms');
  const isNew = name === undefined || !fleet.names.has(name);
  const isTime = it.is === 'ACTIVE' || (it.is === 'UNINITIALIZED' && it.hsms.length === 0);
  return isTime && at < endOf(it, it.hardware) && it.zones.includes(zone) && isNew && isRoom;
};

const add = (fleet: NaiveFleet, it: NaiveHolder, order: NaiveOrder): boolean => {
  const { at, zone = '', name } = order;
  const address = addressFor(it, order);
  if (address === 'REFUSED' || !canAdd(fleet, it, order)) return false;
  if (fleet.lostZones.includes(zone) || fleet.bareZones.includes(zone)) return false;
  const peer = bestPeer(it);
  if (it.is === 'ACTIVE' && peer !== undefined) it.backups.push(newBackup(it, peer, at));
  const newest = it.backups.findLast(
    ({ is, hardware }) => (is === 'READY' || is === 'MAKING') && canLoad(it.hardware, hardware),
  );
  const waitsFor = newest?.is === 'MAKING' ? newest : undefined;
  const brings = it.is === 'UNINITIALIZED' ? blank() : (newest?.snap ?? it.origin);
  if (brings === undefined) return false;
  const doneAt = waitsFor === undefined ? at + 10 * MINUTE : undefined;
  it.hsms.push({
    is: 'JOINING',
    was: 'ACTIVE',
    zone,
    address,
    hasV6: it.hasV6,
    doneAt,
    waitsFor,
    brings: waitsFor === undefined ? brings : undefined,
    isFromOrigin: it.hasBeen === 'ACTIVE' && newest === undefined && it.origin !== undefined,
    books: undefined,
    brokeAt: undefined,
    instead: undefined,
    hardware: it.hardware,
    becomes: undefined,
  });
  if (name !== undefined) fleet.names.add(name);
  return true;
};

const isStanding = ({ is }: NaiveHsm): boolean => is === 'ACTIVE' || is === 'DEGRADED';

const remove = (
  it: NaiveHolder,
  hsm: NaiveHsm | undefined,
  { at, selectors = 1 }: NaiveOrder,
): boolean => {
  if (!UNMADE.has(it.is) || selectors !== 1 || hsm === undefined || !isStanding(hsm)) return false;
  if (successor(it, hsm) !== undefined) return false;
  const source = hsm.is === 'ACTIVE' ? hsm : bestPeer(it);
  const backup =
    it.hasBeen === 'ACTIVE' && source !== undefined ? newBackup(it, source, at) : undefined;
  if (backup !== undefined) it.backups.push(backup);
  Object.assign(hsm, {
    is: 'LEAVING',
    was: hsm.is,
    waitsFor: backup,
    doneAt: backup === undefined ? at + 2 * MINUTE : undefined,
  });
  return true;
};

/** An initialization ends with the HSM that it runs on. */
const interrupt = (it: NaiveHolder, at: number): void => {
  if (it.is === 'INITIALIZING') failLife(it, at);
};

const fail = (it: NaiveHolder, hsm: NaiveHsm | undefined, { at }: NaiveOrder): boolean => {
  if (hsm === undefined || hsm.is === 'DEGRADED') return false;
  if (hsm.is === 'JOINING') {
    breakOff(it, hsm, at);
    return true;
  }
  interrupt(it, at);
  if (hsm.books !== undefined) hsm.brokeAt = at;
  hsm.books = undefined;
  hsm.was = 'DEGRADED';
  if (hsm.is === 'ACTIVE')
    Object.assign(hsm, { is: 'DEGRADED', becomes: undefined, doneAt: undefined });
  hurt(it);
  collapse(it, at);
  turn(it);
  if (hsm.is === 'LEAVING') breakOff(it, hsm, at);
  return true;
};

const replace = (it: NaiveHolder, hsm: NaiveHsm | undefined, { at }: NaiveOrder): boolean => {
  if (hsm === undefined || !isStanding(hsm) || successor(it, hsm) !== undefined) return false;
  if (hsm.is === 'DEGRADED' && hsm.brokeAt === undefined) return false;
  if (isMoving(it) || it.dark.includes(hsm.zone) || at >= endOf(it, it.hardware)) return false;
  if (!startReplacing(it, hsm, at)) return false;
  interrupt(it, at);
  return true;
};

const destroy = (it: NaiveHolder, { at }: NaiveOrder): boolean => {
  if (!UNMADE.has(it.is) || it.hsms.length > 0) return false;
  Object.assign(it, { is: 'DELETING', doneAt: at + 2 * MINUTE });
  return true;
};

const keep = (it: NaiveHolder, { days = 0, isBySupport = false }: NaiveOrder): Answer => {
  const fits = days === NEVER ? isBySupport : fitsPolicy(days);
  if (it.is === 'DELETING' || it.is === 'DELETED' || !fits) return false;
  if (days === it.days) return 'SAME';
  it.days = days;
  for (const each of it.backups) each.markableSince = undefined;
  return true;
};

/** What each ACTIVE HSM knows by a name. */
const known = (it: NaiveHolder, name: string): User[] =>
  peers(it).flatMap(({ books }) => books?.users.find((each) => isCalled(each, name)) ?? []);
const hasCryptoUser = (it: NaiveHolder, name: string): boolean =>
  known(it, name).some(({ role }) => role === 'CU');
const lacking = (it: NaiveHolder, name: string): Books[] =>
  peers(it).flatMap(({ books }) =>
    books === undefined || books.users.some((each) => isCalled(each, name)) ? [] : [books],
  );
const namesOn = (it: NaiveHolder): Set<string> =>
  new Set(
    peers(it).flatMap(({ books }) => books?.users.map(({ name }) => name.toUpperCase()) ?? []),
  );
const isPerson = ({ role }: { role: string }): boolean => role === 'CO' || role === 'CU';

const isLastOfficer = (it: NaiveHolder, name: string): boolean =>
  peers(it).some(({ books }) => {
    const officers = books?.users.filter(({ role }) => role === 'CO') ?? [];
    const [only] = officers;
    return only !== undefined && officers.length === 1 && isCalled(only, name);
  });

/** Puts a user on the HSMs that lack it, if all of them have room. */
const spread = (it: NaiveHolder, one: User): boolean => {
  const without = lacking(it, one.name);
  const isNew = known(it, one.name).length === 0;
  const isFull = isNew
    ? namesOn(it).size >= 1024
    : without.some(({ users }) => users.length >= 1024);
  if (isFull) return false;
  for (const { users } of without) users.push({ ...one });
  return true;
};

const enrol = (it: NaiveHolder, { at, user: name = '', role = '' }: NaiveOrder): boolean => {
  const [first, ...others] = known(it, name);
  const isOther = [first, ...others].some((each) => each !== undefined && each.role !== role);
  if (!isPerson({ role }) || !NAME.test(name) || isOther || lacking(it, name).length === 0)
    return false;
  return spread(it, first ?? user(name, role, at));
};

const dismiss = (it: NaiveHolder, box: Box, { user: name = '' }: NaiveOrder): boolean => {
  const [found] = known(it, name);
  const isOwner =
    hasCryptoUser(it, name) && box.keys.some(({ owner }) => isCalled({ name: owner }, name));
  if (found === undefined || !isPerson(found) || isLastOfficer(it, name) || isOwner) return false;
  for (const { books } of peers(it))
    if (books !== undefined) books.users = books.users.filter((each) => !isCalled(each, name));
  return true;
};

const logIn = (it: NaiveHolder, { at, user: name = '' }: NaiveOrder): boolean => {
  for (const each of known(it, name)) each.seenAt = at;
  return known(it, name).length > 0;
};

const resetPassword = (it: NaiveHolder, { at, user: name = '' }: NaiveOrder): boolean => {
  const [first] = known(it, name);
  if (first === undefined || !isPerson(first)) return false;
  for (const each of known(it, name)) each.passwordAt = at;
  return true;
};

const makeKey = (
  it: NaiveHolder,
  box: Box,
  { at, key = '', label, owner = '', kind = '', expiresAt }: NaiveOrder,
): boolean => {
  const isKnown = box.keys.some((each) => each.key === key);
  if (!isInstant(expiresAt) || !hasCryptoUser(it, owner) || isKnown || box.keys.length >= 16_666)
    return false;
  const itsOwner = known(it, owner).find(({ role }) => role === 'CU')?.name ?? owner;
  box.keys.push({ key, label, owner: itsOwner, kind, madeAt: at, expiresAt });
  return true;
};

const dropKey = (it: NaiveHolder, box: Box, { key, owner: by }: NaiveOrder): boolean => {
  const owner = box.keys.find((each) => each.key === key)?.owner;
  const isHis = by === undefined || isCalled({ name: by }, owner ?? '');
  if (owner === undefined || !isHis || !hasCryptoUser(it, owner)) return false;
  box.keys = box.keys.filter((each) => each.key !== key);
  return true;
};

/** Takes a key over from a cluster of the same lineage. */
const bringKey = (it: NaiveHolder, from: Box, { key }: NaiveOrder): boolean => {
  const box = it.box ?? blank().box;
  const [theirs, ours] = [from, box].map(({ keys }) => keys.find((each) => each.key === key));
  if (theirs === undefined) return false;
  if (ours !== undefined) return ours.madeAt === theirs.madeAt;
  if (!hasCryptoUser(it, theirs.owner) || box.keys.length >= 16_666) return false;
  box.keys.push({ ...theirs });
  return true;
};

/** Takes a user over from a cluster of the same lineage; an existing one stays as it is. */
const bringUser = (
  it: NaiveHolder,
  from: NaiveHolder,
  { user: name = '' }: NaiveOrder,
): boolean => {
  const [theirs] = known(from, name);
  if (theirs === undefined || !isPerson(theirs)) return false;
  const isOther = known(it, name).some(
    ({ role, madeAt }) => role !== theirs.role || madeAt !== theirs.madeAt,
  );
  return !isOther && (lacking(it, name).length === 0 || spread(it, theirs));
};

const bring = (fleet: NaiveFleet, it: NaiveHolder, order: NaiveOrder): boolean => {
  const from = fleet.holders[order.source ?? -1];
  const isOpen =
    from?.kind === 'CLUSTER' &&
    !from.isForgotten &&
    fleet.lost[from.region] === undefined &&
    from.kin === it.kin &&
    from.hasBeen === 'ACTIVE' &&
    peers(from).length > 0;
  if (!isOpen || from.box === undefined) return false;
  return order.do === 'ReplicateKey' ? bringKey(it, from.box, order) : bringUser(it, from, order);
};

const putCertificate = (
  it: NaiveHolder,
  box: Box,
  { at, key = '', label: subject, expiresAt }: NaiveOrder,
): boolean => {
  const others = box.certificates.filter((each) => each.key !== key);
  if (!it.hardware.startsWith('hsm2m') || !isInstant(expiresAt) || others.length >= 60)
    return false;
  box.certificates = [...others, { key, subject, putAt: at, expiresAt }];
  return true;
};

const decree = (it: NaiveHolder, { key = '', value = '' }: NaiveOrder): Answer => {
  if (peers(it).every(({ books }) => books?.policies[key] === value)) return 'SAME';
  for (const { books } of peers(it)) if (books !== undefined) books.policies[key] = value;
  return true;
};

/** Writes need an activated cluster with an ACTIVE HSM. */
const write = (fleet: NaiveFleet, it: NaiveHolder, order: NaiveOrder): Answer => {
  const { box } = it;
  if (it.hasBeen !== 'ACTIVE' || peers(it).length === 0 || box === undefined) return false;
  if (isMoving(it) && order.do !== 'RecordLogin') return false;
  if (order.do.startsWith('Replicate')) return bring(fleet, it, order);
  if (order.do === 'CreateUser') return enrol(it, order);
  if (order.do === 'DeleteUser') return dismiss(it, box, order);
  if (order.do === 'RecordLogin') return logIn(it, order);
  if (order.do === 'ChangePassword') return resetPassword(it, order);
  if (order.do === 'CreateKey') return makeKey(it, box, order);
  if (order.do === 'DeleteKey') return dropKey(it, box, order);
  return order.do === 'PutCertificate' ? putCertificate(it, box, order) : decree(it, order);
};

const isQuiet = ({ hsms }: NaiveHolder): boolean =>
  hsms.every((it) => isStanding(it) && it.instead === undefined);

const changeForth = (it: NaiveHolder, at: number): boolean => {
  if (!isQuiet(it) || size(it) > 27) return false;
  const move = {
    from: it.hardware,
    to: 'hsm2m.medium FIPS',
    until: at + DAY,
    loads: undefined,
    backup: undefined,
    isHurt: false,
  };
  Object.assign(it, { is: 'MODIFY', move });
  if (it.hsms.length === 0) finishMove(it, move, at);
  return true;
};

const changeBack = (it: NaiveHolder, move: NaiveMove, at: number): boolean => {
  if (at >= move.until) return false;
  if (it.is === 'ACTIVE') {
    const old = it.backups.findLast(({ is, hardware }) => is === 'READY' && hardware === move.from);
    const snap = old?.snap ?? it.origin;
    if (!isQuiet(it) || snap === undefined) return false;
    if (it.hsms.length > 0) move.loads = { snap, backup: old };
  }
  goBack(it);
  if (it.hsms.length === 0) finishMove(it, move, at);
  return true;
};

const change = (it: NaiveHolder, { at, value = '' }: NaiveOrder): boolean => {
  const isDegraded = it.hsms.some(({ is }) => is === 'DEGRADED') && peers(it).length === 0;
  if (it.is === 'ACTIVE' && isDegraded) return false;
  if (at >= endOf(it, value)) return false;
  if (it.is === 'ACTIVE' && it.hardware === 'hsm1.medium FIPS' && value === 'hsm2m.medium')
    return changeForth(it, at);
  const { move } = it;
  if (move === undefined || !move.from.startsWith(`${value} `)) return false;
  return (it.is === 'ACTIVE' || it.is === 'MODIFY') && changeBack(it, move, at);
};

const ofCluster = (fleet: NaiveFleet, it: NaiveHolder, order: NaiveOrder): Answer => {
  const hsm = it.hsms[order.hsm ?? -1];
  if (order.do === 'Initialize') return initialize(it, order);
  if (order.do === 'Activate') return activate(it, order);
  if (order.do === 'AddHsm') return add(fleet, it, order);
  if (order.do === 'RemoveHsm') return remove(it, hsm, order);
  if (order.do === 'FailHsm') return fail(it, hsm, order);
  if (order.do === 'ReplaceHsm') return replace(it, hsm, order);
  if (order.do === 'ChangeHsmType') return change(it, order);
  if (order.do === 'DeleteCluster') return destroy(it, order);
  if (order.do === 'SetRetention') return keep(it, order);
  return order.do === 'ApplyRetention' || write(fleet, it, order);
};

const undelete = (it: NaiveHolder, backup: NaiveBackup, at: number): boolean => {
  if (backup.is !== 'PENDING') return false;
  const isExpired = it.kind === 'CLUSTER' && backup.madeAt + it.days * DAY <= at;
  Object.assign(backup, {
    is: 'READY',
    purgeAt: undefined,
    sparedUntil: isExpired ? at + HOUR : 0,
  });
  return true;
};

const discard = (backup: NaiveBackup, at: number): boolean => {
  if (backup.is !== 'READY') return false;
  Object.assign(backup, { is: 'PENDING', purgeAt: at + 7 * DAY });
  return true;
};

const exempt = (it: NaiveHolder, backup: NaiveBackup, isExempt: boolean): Answer => {
  if (it.kind === 'COPY' || backup.is !== 'READY') return false;
  if (backup.exempt === isExempt) return 'SAME';
  backup.exempt = isExempt;
  return true;
};

const share = (backup: NaiveBackup, { policy = '', who = [] }: NaiveOrder): Answer => {
  if (backup.is !== 'READY') return false;
  const was = JSON.stringify(backup.share);
  backup.share = { policy, who: who === 'EVERYONE' ? who : [...new Set(who)].toSorted() };
  return JSON.stringify(backup.share) === was ? 'SAME' : true;
};

const unshare = (backup: NaiveBackup): Answer => {
  if (backup.is !== 'READY') return false;
  const was = backup.share;
  backup.share = undefined;
  return was === undefined ? 'SAME' : true;
};

const ofBackup = (
  fleet: NaiveFleet,
  order: NaiveOrder,
  target: { holder: NaiveHolder; backup: NaiveBackup },
): Answer => {
  const { holder, backup } = target;
  if (order.do === 'DeleteBackup') return discard(backup, order.at);
  if (order.do === 'UndeleteBackup') return undelete(holder, backup, order.at);
  if (order.do === 'SetNeverExpires') return exempt(holder, backup, order.exempt === true);
  if (order.do === 'ShareBackup') return share(backup, order);
  if (order.do === 'UnshareBackup') return unshare(backup);
  return order.do === 'CopyToRegion' ? copy(fleet, order, target) : restore(fleet, order, target);
};

const tag = (
  it: { tags: Record<string, string> },
  { tags = {}, keys = [] }: NaiveOrder,
): Answer => {
  const changed = { ...it.tags, ...tags };
  for (const key of keys) delete changed[key];
  if (!fewTags(changed)) return false;
  if (JSON.stringify(changed) === JSON.stringify(it.tags)) return 'SAME';
  it.tags = changed;
  return true;
};

const lapse = (backup: NaiveBackup, at: number): void => {
  Object.assign(backup, { is: 'FAILED', doneAt: undefined, purgeAt: at + 7 * DAY });
};

const endBackup = (
  it: NaiveHolder,
  backup: NaiveBackup,
  { well = false, at }: NaiveOrder,
): boolean => {
  if (backup.is !== 'MAKING') return false;
  if (well) makeReady(it, backup, at);
  else if (it.kind === 'COPY') lapse(backup, at);
  else spoil(it, backup, at);
  turn(it);
  return true;
};

const endHsm = (it: NaiveHolder, hsm: NaiveHsm, { at, well = false }: NaiveOrder): boolean => {
  const isChanging = hsm.becomes !== undefined;
  if ((isStanding(hsm) && !isChanging) || (well && hsm.waitsFor !== undefined)) return false;
  if (well) finishHsm(it, hsm, at);
  else if (isChanging) breakChange(it, hsm, at);
  else breakOff(it, hsm, at);
  turn(it);
  return true;
};

const end = (it: NaiveHolder, order: NaiveOrder): boolean => {
  const [hsm, backup] = [it.hsms[order.hsm ?? -1], it.backups[order.backup ?? -1]];
  if (hsm !== undefined) return endHsm(it, hsm, order);
  if (backup !== undefined) return endBackup(it, backup, order);
  if (order.hsm !== undefined || order.backup !== undefined) return false;
  if (it.is === 'INITIALIZED' && it.reportAt !== undefined && order.well === true) {
    report(it);
    return true;
  }
  if (!it.is.endsWith('ING')) return false;
  if (order.well === true) finishLife(it, order.at);
  else failLife(it, order.at);
  return true;
};

/** In a destroyed region everything in progress fails, but what is being deleted. */
const ruin = (it: NaiveHolder, at: number): boolean => {
  const isYoung = it.is === 'CREATING' || it.is === 'INITIALIZING';
  const made = it.backups.filter(({ is }) => is === 'MAKING');
  if (isYoung) failLife(it, at);
  for (const backup of made) spoil(it, backup, at);
  const joining = it.hsms.filter(({ is }) => is === 'JOINING');
  for (const hsm of joining) breakOff(it, hsm, at);
  return isYoung || made.length + joining.length > 0;
};

const cutOff = (it: NaiveHolder, { at, kind }: NaiveOrder): boolean => {
  const isNew = !it.isolated;
  it.isolated = true;
  return (kind === 'DESTROYED' && ruin(it, at)) || isNew;
};

const lose = (fleet: NaiveFleet, order: NaiveOrder): boolean => {
  const { at, region = '', kind = '' } = order;
  if (fleet.lost[region] === 'DESTROYED' || fleet.lost[region] === kind) return false;
  fleet.lost[region] = kind;
  for (const it of fleet.holders) {
    const [backup] =
      it.kind === 'COPY' && (it.region === region || it.from === region) ? it.backups : [];
    const isHit = it.kind === 'CLUSTER' && it.region === region && it.is !== 'DELETED';
    if (backup?.is === 'MAKING') lapse(backup, at);
    else if (!isHit || !cutOff(it, order)) continue;
    note(it, at);
  }
  return true;
};

const recover = (fleet: NaiveFleet, { at, region = '' }: NaiveOrder): boolean => {
  if (fleet.lost[region] !== 'UNREACHABLE') return false;
  delete fleet.lost[region];
  for (const it of fleet.holders.filter((each) => each.region === region && each.isolated)) {
    it.isolated = false;
    for (const hsm of it.hsms) if (hsm.brokeAt !== undefined) hsm.brokeAt = at;
    note(it, at);
  }
  return true;
};

const darken = (fleet: NaiveFleet, { at, zone = '' }: NaiveOrder): boolean => {
  if (fleet.lostZones.includes(zone)) return false;
  fleet.lostZones.push(zone);
  for (const it of fleet.holders) {
    if (it.kind === 'COPY' || it.is === 'DELETED' || !it.zones.includes(zone)) continue;
    it.dark.push(zone);
    for (const hsm of it.hsms)
      if (hsm.zone === zone && it.hsms.includes(hsm)) fail(it, hsm, { do: '', at });
    note(it, at);
  }
  return true;
};

const brighten = (fleet: NaiveFleet, { at, zone = '' }: NaiveOrder): boolean => {
  if (!fleet.lostZones.includes(zone)) return false;
  fleet.lostZones = fleet.lostZones.filter((each) => each !== zone);
  for (const it of fleet.holders.filter(({ dark }) => dark.includes(zone))) {
    it.dark = it.dark.filter((each) => each !== zone);
    for (const hsm of it.hsms) if (hsm.zone === zone && hsm.brokeAt !== undefined) hsm.brokeAt = at;
    note(it, at);
  }
  return true;
};

const bare = (fleet: NaiveFleet, { zones = [] }: NaiveOrder): Answer => {
  if (JSON.stringify(zones) === JSON.stringify(fleet.bareZones)) return 'SAME';
  fleet.bareZones = zones;
  return true;
};

const allot = (
  { quotas }: NaiveFleet,
  { account = SOMEBODY, region = '', clusters, hsms }: NaiveOrder,
): Answer => {
  const where = `${account} ${region}`;
  const was = quotas[where];
  const is = { clusters: clusters ?? was?.clusters, hsms: hsms ?? was?.hsms };
  if (!isCount(clusters) || !isCount(hsms)) return false;
  if (is.clusters === was?.clusters && is.hsms === was?.hsms) return 'SAME';
  quotas[where] = is;
  return true;
};

const isGone = (it: NaiveHolder): boolean =>
  it.backups.length === 0 && (it.kind === 'COPY' || it.is === 'DELETED');

/** Forgets what is gone: copies at once, clusters with the last holder of their lineage. */
const forget = (fleet: NaiveFleet, { at, goneSince = at }: NaiveOrder): boolean => {
  if (!isInstant(goneSince)) return false;
  const left = fleet.holders.filter((it) => !isGone(it));
  for (const it of fleet.holders) {
    const isAlone = it.kind === 'COPY' || left.every(({ kin }) => kin !== it.kin);
    if (it.isForgotten || !isGone(it) || it.now > goneSince || !isAlone) continue;
    it.isForgotten = true;
    fleet.now = at;
  }
  return true;
};

const ofFleet = (fleet: NaiveFleet, order: NaiveOrder): Answer => {
  if (order.do === 'CreateCluster') return create(fleet, order);
  if (order.do === 'LoseRegion') return lose(fleet, order);
  if (order.do === 'RecoverRegion') return recover(fleet, order);
  if (order.do === 'LoseZone') return darken(fleet, order);
  if (order.do === 'RecoverZone') return brighten(fleet, order);
  if (order.do === 'SetZonesWithoutHsms') return bare(fleet, order);
  if (order.do === 'ForgetGone') return forget(fleet, order);
  return order.do === 'SetQuota' ? allot(fleet, order) : order.do === 'Advance';
};

const OF_BACKUPS = new Set([
  'DeleteBackup',
  'UndeleteBackup',
  'SetNeverExpires',
  'ShareBackup',
  'UnshareBackup',
  'CopyToRegion',
  'Restore',
]);
const REPORTS = new Set(['Settle', 'FailHsm', 'ReplaceHsm']);

const retag = (it: NaiveHolder, order: NaiveOrder): Answer => {
  const tagged = order.backup === undefined ? it : it.backups[order.backup];
  return tagged !== undefined && tag(tagged, order);
};

const ofHolder = (fleet: NaiveFleet, it: NaiveHolder, order: NaiveOrder): Answer => {
  const loss = fleet.lost[it.region];
  if (loss !== undefined && !REPORTS.has(order.do)) return false;
  if (loss === 'DESTROYED' && order.do === 'ReplaceHsm') return false;
  if (order.do === 'Settle') return end(it, order);
  if (order.do === 'Tag' || order.do === 'Untag') return retag(it, order);
  const backup = it.backups[order.backup ?? -1];
  if (OF_BACKUPS.has(order.do))
    return backup !== undefined && ofBackup(fleet, order, { holder: it, backup });
  return it.kind === 'CLUSTER' && ofCluster(fleet, it, order);
};

const obeyed = (fleet: NaiveFleet, order: NaiveOrder): Answer => {
  if (order.holder === undefined) return ofFleet(fleet, order);
  const it = fleet.holders[order.holder];
  return it !== undefined && !it.isForgotten && ofHolder(fleet, it, order);
};

/**
 * Takes a command, and returns whether it was accepted. Time has to have passed until its instant.
 *
 * @param fleet - changed in place if the command is accepted, and unchanged if not
 */
export const naiveStep = (fleet: NaiveFleet, order: NaiveOrder): boolean => {
  const { at } = order;
  if (!isInstant(at) || at < fleet.now) return false;
  const answer = obeyed(fleet, order);
  if (answer !== true) return answer === 'SAME';
  if (order.do === 'Advance' || order.do === 'ApplyRetention' || order.do === 'ForgetGone')
    return true;
  fleet.now = at;
  const it = fleet.holders[order.holder ?? -1];
  if (it !== undefined) note(it, at);
  return true;
};
