/**
 * Codecs of members that several events share.
 *
 * @module
 */
import type { Gone, HsmSource } from '../model/event.ts';
import type { RollbackSource } from '../model/migration.ts';
import type { Codec } from './io.ts';
import { backupId, hsmId } from './names.ts';
import { count, date, literal, maybe, text } from './scalars.ts';
import { record } from './shapes.ts';
import { oneOf } from './union.ts';

/** When the work that has begun will end. */
export const expectedAt: Codec<number | undefined> = maybe(date);
/** Why something failed. */
export const reason: Codec<string> = text;
/** How many keys and users no place holds any more. */
export const gone: Codec<Gone['gone']> = record<Gone['gone']>('numbers of keys and users', {
  keys: count,
  users: count,
});

/** What a rollback loads. */
export const rollbackSourceCodec: Codec<RollbackSource> = oneOf<'kind', RollbackSource>('kind', {
  BACKUP: record<Extract<RollbackSource, { readonly kind: 'BACKUP' }>>('a source', {
    kind: literal('BACKUP'),
    backupId,
  }),
  ORIGIN: record<Extract<RollbackSource, { readonly kind: 'ORIGIN' }>>('a source', {
    kind: literal('ORIGIN'),
  }),
});

/** Where the contents of a new HSM come from. */
export const hsmSource: Codec<HsmSource> = oneOf<'kind', HsmSource>('kind', {
  BLANK: record<Extract<HsmSource, { readonly kind: 'BLANK' }>>('a source', {
    kind: literal('BLANK'),
  }),
  PEER: record<Extract<HsmSource, { readonly kind: 'PEER' }>>('a source', {
    kind: literal('PEER'),
    hsmId,
  }),
  BACKUP: record<Extract<HsmSource, { readonly kind: 'BACKUP' }>>('a source', {
    kind: literal('BACKUP'),
    backupId,
  }),
  ORIGIN: record<Extract<HsmSource, { readonly kind: 'ORIGIN' }>>('a source', {
    kind: literal('ORIGIN'),
  }),
});
