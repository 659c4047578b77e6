/**
 * Places in JSON text, as `line:column`, and what is wrong with text that is not JSON.
 *
 * @module
 */
import {
  findNodeAtLocation,
  parseTree,
  printParseErrorCode,
  type JSONPath,
  type Node,
  type ParseError,
} from 'jsonc-parser';

/** Writes an offset as `line:column`, both counted from 1, the column in UTF-16 code units. */
const lineAndColumn = (text: string, offset: number): string => {
  const before = text.slice(0, offset);
  const lineStart = before.lastIndexOf('\n') + 1;
  return `${before.split('\n').length}:${offset - lineStart + 1}`;
};

const STRICT = { disallowComments: true, allowTrailingComma: false } as const;

const FAULTS: Readonly<Record<string, string>> = {
  InvalidSymbol: 'this is not a JSON value; text and names stand in double quotes',
  InvalidNumberFormat: 'this is not a JSON number',
  PropertyNameExpected: 'a name in double quotes should follow here; a last comma is not allowed',
  ValueExpected: 'a value should follow here; a last comma is not allowed',
  ColonExpected: 'a colon is missing here',
  CommaExpected: 'a comma is missing here',
  CloseBraceExpected: 'a closing brace } is missing here',
  CloseBracketExpected: 'a closing bracket ] is missing here',
  EndOfFileExpected: 'the text should end here',
  InvalidCommentToken: 'comments are not allowed; use "note" or "description"',
  UnexpectedEndOfComment: 'comments are not allowed; use "note" or "description"',
  UnexpectedEndOfString: 'the closing quote of this text is missing; a line break is written \\n',
  UnexpectedEndOfNumber: 'this number is not complete',
  InvalidUnicode: 'this is not a Unicode escape such as \\u00e9',
  InvalidEscapeCharacter: 'this text has an unknown escape; a backslash is written \\\\',
  InvalidCharacter: 'this text has a control character, which must be escaped',
};

/** The first fault of text that is not JSON: where, as `line:column`, and what is wrong. */
export const firstJsonFault = (
  text: string,
): { readonly place: string; readonly why: string } | undefined => {
  const faults: ParseError[] = [];
  parseTree(text, faults, STRICT);
  const [first] = faults;
  if (first === undefined) return undefined;
  return {
    place: lineAndColumn(text, first.offset),
    why: FAULTS[printParseErrorCode(first.error)] ?? 'this is not JSON',
  };
};

/** Reads a path such as `steps[3].zone`. */
const keysIn = (path: string): JSONPath =>
  [...path.matchAll(/\[(?<index>\d+)\]|(?<name>[^.[\]]+)/gu)].map(({ groups }) =>
    groups?.['index'] === undefined ? (groups?.['name'] ?? '') : Number(groups['index']),
  );

/** A member is pointed at by its name, and a list's value by itself. */
const startOf = ({ parent, offset }: Node): number =>
  parent?.type === 'property' ? parent.offset : offset;

/**
 * Makes a function that finds where a path of a JSON text is, as `line:column`: the member with
 * that path, or the innermost one around it if it is missing.
 *
 * @param text - valid JSON
 */
export const placesIn = (text: string): ((path: string) => string) => {
  const tree = parseTree(text);
  return (path) => {
    const keys = keysIn(path);
    const around =
      tree === undefined
        ? []
        : keys.map((_, index) => findNodeAtLocation(tree, keys.slice(0, index + 1)));
    const node = around.findLast((it) => it !== undefined) ?? tree;
    return lineAndColumn(text, node === undefined ? 0 : startOf(node));
  };
};
