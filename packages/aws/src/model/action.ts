/**
 * The API's actions, and the types of their inputs and outputs.
 *
 * @module
 */
import { identifiers } from './identifiers.ts';
import { inputs } from './inputs.ts';
import { outputNames, outputs } from './outputs.ts';
import { scalars } from './scalars.ts';
import type { ShapeBook } from './shape.ts';

type Shapes = typeof identifiers & typeof scalars & typeof inputs & typeof outputs;

/** All shapes, by name. */
export const shapeBook: ShapeBook = { ...identifiers, ...scalars, ...inputs, ...outputs };

type Required<Members> = { readonly [Name in keyof Members]: ValueOf<Members[Name]> };

type Optional<Members> = { readonly [Name in keyof Members]?: ValueOf<Members[Name]> | undefined };

type Value<It> = It extends { readonly words: readonly (infer Word)[] }
  ? Word
  : It extends { readonly kind: 'TEXT' }
    ? string
    : It extends { readonly kind: 'WHOLE' | 'INSTANT' }
      ? number
      : It extends { readonly kind: 'FLAG' }
        ? boolean
        : It extends { readonly kind: 'LIST'; readonly of: infer Element }
          ? readonly ValueOf<Element>[]
          : It extends { readonly kind: 'MAP'; readonly of: infer Entry }
            ? Readonly<Record<string, ValueOf<Entry>>>
            : It extends {
                  readonly kind: 'STRUCTURE';
                  readonly required: infer Needed;
                  readonly optional: infer Possible;
                }
              ? Required<Needed> & Optional<Possible>
              : never;

/** The type of the values of a shape, such as `ValueOf<'Cluster'>`. */
export type ValueOf<Name> = Name extends keyof Shapes ? Value<Shapes[Name]> : never;

/** The name of an action, such as `CreateCluster`. */
export type Action = keyof typeof outputNames;

/** The input of an action. */
export type Input<It extends Action> = ValueOf<It>;

/** The output of an action. */
export type Output<It extends Action> = ValueOf<(typeof outputNames)[It]>;

/** All actions. */
export const actions: readonly Action[] = Object.keys(outputNames).filter(
  (name): name is Action => name in outputNames,
);

/** Tells whether a name is that of an action. */
export const isAction = (name: string): name is Action => Object.hasOwn(outputNames, name);
