/**
 * A reader of envelope version 1 as a stranger would write it from docs/reference/envelope.md, on
 * `node:crypto` alone.
 *
 * It shares no code with the package, so it and the golden envelopes pin the format.
 *
 * @module
 */
import { createDecipheriv, createHash, createHmac } from 'node:crypto';

/** The master keys of one epoch, and what its PBK is derived for. */
export type Masters = {
  readonly mkbk: Buffer;
  readonly akbk: Buffer;
  readonly region: string;
  readonly manufacturer: string;
  readonly epoch: number;
};

const u32 = (value: number): Buffer => {
  const out = Buffer.alloc(4);
  out.writeUInt32BE(value);
  return out;
};

const lp8 = (text: string): Buffer =>
  Buffer.concat([Buffer.of(text.length), Buffer.from(text, 'ascii')]);

const kdf = (
  key: Buffer,
  label: string,
  { context, bits = 256 }: { readonly context: Buffer; readonly bits?: number },
): Buffer =>
  createHmac('sha256', key)
    .update(
      Buffer.concat([
        u32(1),
        Buffer.from(`sealed-hsm-backup/v1/${label}`),
        Buffer.of(0),
        context,
        u32(bits),
      ]),
    )
    .digest()
    .subarray(0, bits / 8);

const hash = (domain: string, ...parts: readonly Buffer[]): Buffer =>
  createHash('sha256')
    .update(Buffer.concat([Buffer.from(`sealed-hsm-backup/v1/${domain}`), Buffer.of(0), ...parts]))
    .digest();

const unwrap = (kek: Buffer, wrapped: Buffer): Buffer => {
  const decipher = createDecipheriv('id-aes256-wrap', kek, Buffer.alloc(8, 0xa6));
  return Buffer.concat([decipher.update(wrapped), decipher.final()]);
};

/** Every value on the way from the master keys to the snapshot. */
export type Reading = Readonly<
  Record<
    | 'pbk'
    | 'pbkId'
    | 'coreHash'
    | 'binding'
    | 'kek'
    | 'ebk'
    | 'payloadKey'
    | 'commitment'
    | 'snapshot',
    Buffer
  >
>;

const openFrames = (
  body: Buffer,
  frameBytes: number,
  keys: { readonly payloadKey: Buffer; readonly coreHash: Buffer },
): Buffer => {
  const plain: Buffer[] = [];
  for (let index = 0, at = 0; at < body.length; index += 1, at += frameBytes + 16) {
    const frame = body.subarray(at, at + frameBytes + 16);
    const isLast = at + frame.length === body.length;
    const nonce = Buffer.concat([Buffer.alloc(7), u32(index), Buffer.of(isLast ? 1 : 0)]);
    const decipher = createDecipheriv('aes-256-gcm', keys.payloadKey, nonce, { authTagLength: 16 });
    decipher.setAAD(keys.coreHash).setAuthTag(frame.subarray(-16));
    plain.push(Buffer.concat([decipher.update(frame.subarray(0, -16)), decipher.final()]));
  }
  return Buffer.concat(plain);
};

type KeyFile = {
  readonly rings: readonly {
    readonly region: string;
    readonly manufacturer: string;
    readonly epochs: readonly {
      readonly epoch: number;
      readonly status: string;
      readonly manufacturerKey: string;
      readonly operatorKey: string;
    }[];
  }[];
};

/** The master keys of every live epoch in a key file. */
export const mastersIn = (keyFile: string): readonly Masters[] => {
  const { rings }: KeyFile = JSON.parse(keyFile);
  return rings.flatMap(({ region, manufacturer, epochs }) =>
    epochs
      .filter(({ status }) => status !== 'retired')
      .map(({ epoch, manufacturerKey, operatorKey }) => ({
        region,
        manufacturer,
        epoch,
        mkbk: Buffer.from(manufacturerKey, 'hex'),
        akbk: Buffer.from(operatorKey, 'hex'),
      })),
  );
};

/** The slots after the commitment: the one of the PBK, and where the frames begin. */
const readSlots = (
  envelope: Buffer,
  countAt: number,
  pbkId: Buffer,
): { readonly header: Buffer; readonly wrapped: Buffer; readonly end: number } => {
  let at = countAt + 1;
  let found: { readonly header: Buffer; readonly wrapped: Buffer } | undefined;
  for (let slot = 0; slot < envelope.readUInt8(countAt); slot += 1) {
    const start = at;
    at += 6;
    for (let field = 0; field < 3; field += 1) at += 1 + envelope.readUInt8(at);
    at += 4 + 16;
    const header = envelope.subarray(start, at);
    const length = envelope.readUInt16BE(at);
    const wrapped = envelope.subarray(at + 2, at + 2 + length);
    at += 2 + length;
    if (header.subarray(-16).equals(pbkId)) found ??= { header, wrapped };
  }
  if (found === undefined) throw new Error('no slot of this key');
  return { ...found, end: at };
};

/** Reads a portable envelope. */
export const readEnvelope = (envelope: Buffer, masters: Masters): Reading => {
  let at = 60;
  for (let field = 0; field < 4; field += 1) at += 1 + envelope.readUInt8(at);
  const core = envelope.subarray(0, at);
  const commitment = envelope.subarray(at, at + 32);
  const context = Buffer.concat([
    lp8(masters.region),
    lp8(masters.manufacturer),
    u32(masters.epoch),
  ]);
  const pbk = kdf(Buffer.concat([masters.mkbk, masters.akbk]), 'pbk', { context });
  const pbkId = kdf(pbk, 'pbk-id', { context, bits: 128 });
  const slots = readSlots(envelope, at + 32, pbkId);
  const coreHash = hash('core', core);
  const binding = hash('slot', coreHash, slots.header);
  const kek = kdf(pbk, 'kek', { context: binding });
  const ebk = unwrap(kek, slots.wrapped);
  if (!kdf(ebk, 'commitment', { context: coreHash }).equals(commitment))
    throw new Error('commitment');
  const payloadKey = kdf(ebk, 'payload-key', { context: coreHash });
  const body = envelope.subarray(slots.end);
  const snapshot = openFrames(body, 2 ** envelope.readUInt8(10), { payloadKey, coreHash });
  return {
    pbk,
    pbkId,
    coreHash,
    binding,
    kek,
    ebk,
    payloadKey,
    commitment,
    snapshot,
  };
};
