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
import { readValue } from '../model/read-value.ts';

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

/** Whether a document says that more pages follow. */
export const hasNextPage = (document: unknown): boolean =>
  Array.isArray(document)
    ? hasNextPage(document.at(-1))
    : isJsonObject(document) && typeof document['NextToken'] === 'string';

const EXCERPT = 60;

const read = (name: 'Clusters' | 'Backups', document: unknown): Either<MalformedInput, unknown> => {
  if (document === undefined) return right([]);
  const reading = readValue(shapeBook, name, plain(thingsIn(document, name)));
  if (!isLeft(reading)) return reading;
  const [flaw] = reading.left;
  const path = `${name.toLowerCase()}${flaw?.at ?? ''}`;
  return flaw?.kind === 'CONSTRAINT'
    ? left({
        _tag: 'MalformedInput',
        path,
        expected: flaw.constraint.replace('Member must', 'to'),
        actual: (JSON.stringify(flaw.value) ?? 'nothing').slice(0, EXCERPT),
      })
    : left({
        _tag: 'MalformedInput',
        path,
        expected: flaw?.expected ?? 'a list',
        actual: 'another type',
      });
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
