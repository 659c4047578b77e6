/**
 * What is wrong with a value that a client sent.
 *
 * @module
 */

/** A value of the wrong JSON type. */
export type WrongType = {
  readonly kind: 'TYPE';
  /** Where, such as `subnetIds.1`; empty for the whole body. */
  readonly at: string;
  readonly expected: string;
};

/** A value that breaks a constraint. */
export type BrokenConstraint = {
  readonly kind: 'CONSTRAINT';
  readonly at: string;
  /** The value; `undefined` if it is missing. */
  readonly value: unknown;
  readonly constraint: string;
};

/** A flaw of an input. */
export type InputFlaw = WrongType | BrokenConstraint;

const SHOWN_CHARACTERS = 200;

const shown = (value: unknown): string => {
  if (value === undefined) return 'null';
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return `'${text.length > SHOWN_CHARACTERS ? `${text.slice(0, SHOWN_CHARACTERS)}...` : text}'`;
};

/** Says what is wrong, in the service's words. */
export const flawText = (flaws: readonly InputFlaw[]): string => {
  const wrong = flaws.find((flaw) => flaw.kind === 'TYPE');
  if (wrong !== undefined)
    return wrong.at === ''
      ? `The body is not ${wrong.expected}.`
      : `The value at '${wrong.at}' is not ${wrong.expected}.`;
  const each = flaws.flatMap((flaw) =>
    flaw.kind === 'CONSTRAINT'
      ? [
          `Value ${shown(flaw.value)} at '${flaw.at}' failed to satisfy constraint: ` +
            flaw.constraint,
        ]
      : [],
  );
  const count = each.length === 1 ? '1 validation error' : `${each.length} validation errors`;
  return `${count} detected: ${each.join('; ')}`;
};
