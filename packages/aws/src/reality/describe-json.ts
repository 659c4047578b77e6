/**
 * Reads what `describe-clusters` and `describe-backups` print: the AWS CLI, boto3 and the SDKs,
 * each with its own instants and numbers (F-248).
 *
 * @module
 */
import type { MalformedInput } from '@hsm-lifecycle/core/codec';
import { isLeft, left, right, type Either } from '../kernel/either.ts';
import { isJsonObject } from '../kernel/plain.ts';
import { shapeBook, type ValueOf } from '../model/action.ts';
import type { InputFlaw } from '../model/flaw.ts';
import { readValue } from '../model/read-value.ts';
import type { ListName } from './document-pages.ts';

const MS_PER_SECOND = 1000;

/** Seconds since the epoch: as they are, as a text of ISO 8601, or as a Date. */
const secondsOf = (value: unknown): unknown => {
  if (value instanceof Date) return value.getTime() / MS_PER_SECOND;
  return typeof value === 'string' ? Date.parse(value) / MS_PER_SECOND : value;
};

const isInstant = (name: string): boolean => /Timestamp$|Expiration$/u.test(name);

const plainMember = (name: string, value: unknown): unknown => {
  if (isInstant(name)) return secondsOf(value);
  if (name === 'Value' && typeof value === 'number') return String(value);
  if (name === 'TagList' && Array.isArray(value) && value.length === 0) return undefined;
  return plain(value);
};

/** The same data as the API writes it. */
const plain = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(plain);
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, it]) => [name, plainMember(name, it)]),
  );
};

/** The things of a document, which is a page, a list of pages, or a list of things. */
const thingsIn = (document: unknown, name: string): readonly unknown[] => {
  if (Array.isArray(document)) return document.flatMap((it) => thingsIn(it, name));
  if (!isJsonObject(document)) return [document];
  const things = document[name];
  return Array.isArray(things) ? things : [document];
};

const EXCERPT = 60;

const EXPECTED: readonly (readonly [RegExp, string])[] = [
  [/^Member must satisfy enum value set: \[(.*)\]$/u, 'one of $1'],
  [/^Member must satisfy regular expression pattern: (.*)$/u, 'text that matches $1'],
  [/^Member must have length (.*)$/u, 'of a length $1'],
  [/^Member must have value (.*)$/u, '$1'],
  [/^Member must not be null$/u, 'given'],
];

/** What a constraint asks for, as the end of a sentence: it must be ... */
const expectedBy = (constraint: string): string => {
  const [form, words] = EXPECTED.find(([it]) => it.test(constraint)) ?? [];
  return form === undefined || words === undefined ? constraint : constraint.replace(form, words);
};

const malformedBy = (name: ListName, flaw: InputFlaw | undefined): MalformedInput => {
  const path = `${name.toLowerCase()}${flaw?.at ?? ''}`;
  if (flaw?.kind !== 'CONSTRAINT')
    return {
      _tag: 'MalformedInput',
      path,
      expected: flaw?.expected ?? 'a list',
      actual: 'of another type',
    };
  return {
    _tag: 'MalformedInput',
    path,
    expected: expectedBy(flaw.constraint),
    actual: (JSON.stringify(flaw.value) ?? 'missing').slice(0, EXCERPT),
  };
};

const read = (name: ListName, document: unknown): Either<MalformedInput, unknown> => {
  if (document === undefined) return right([]);
  const reading = readValue(shapeBook, name, plain(thingsIn(document, name)));
  return isLeft(reading) ? left(malformedBy(name, reading.left[0])) : reading;
};

/** Reads clusters. */
export const readClusters = (
  document: unknown,
): Either<MalformedInput, readonly ValueOf<'Cluster'>[]> => {
  const clusters = read('Clusters', document);
  // The shapes that it was read by are those that the type derives from.
  // eslint-disable-next-line typescript/no-unsafe-type-assertion
  return isLeft(clusters) ? clusters : right(clusters.right as readonly ValueOf<'Cluster'>[]);
};

/** Reads backups. */
export const readBackups = (
  document: unknown,
): Either<MalformedInput, readonly ValueOf<'Backup'>[]> => {
  const backups = read('Backups', document);
  // eslint-disable-next-line typescript/no-unsafe-type-assertion
  return isLeft(backups) ? backups : right(backups.right as readonly ValueOf<'Backup'>[]);
};
