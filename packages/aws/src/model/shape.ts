/**
 * What a value of the API looks like, as data: validators, types, and generators of values derive
 * from it.
 *
 * @module
 */

/** A shape. Members, elements and keys name other shapes. */
export type ApiShape =
  | {
      readonly kind: 'TEXT';
      /** A regular expression over the whole text. */
      readonly pattern?: string;
      /** The least number of characters. */
      readonly min?: number;
      /** The largest number of characters. */
      readonly max?: number;
      /** The only texts that are allowed. */
      readonly words?: readonly string[];
    }
  | { readonly kind: 'WHOLE'; readonly min: number; readonly max: number }
  | { readonly kind: 'FLAG' }
  /** Seconds since the epoch, with a fraction. */
  | { readonly kind: 'INSTANT' }
  | { readonly kind: 'LIST'; readonly of: string; readonly min?: number; readonly max?: number }
  | { readonly kind: 'MAP'; readonly key: string; readonly of: string; readonly max?: number }
  | {
      readonly kind: 'STRUCTURE';
      readonly required: Readonly<Record<string, string>>;
      readonly optional: Readonly<Record<string, string>>;
    };

/** Shapes by name. */
export type ShapeBook = Readonly<Record<string, ApiShape>>;
