/**
 * The one door to fp-ts: the part of `Either` that the machine needs.
 *
 * `#either` is fp-ts's CommonJS build in Node, which cannot load its ES modules, and its ES modules
 * for bundlers, which can leave out the rest.
 *
 * @module
 */
export { isLeft, isRight, left, right, type Either, type Left, type Right } from '#either';
