/**
 * Users by name, without core's own readers.
 *
 * @module
 */
import type { Hsm, User } from '@hsm-lifecycle/core';

/** Whether two user names mean the same user: they are compared without case (F-234). */
export const areSameName = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

/** The users of an HSM that go by a name: one at most, unless something is wrong. */
export const namesakes = ({ access }: Hsm, called: string): readonly User[] =>
  (access?.users ?? []).filter(({ name }) => areSameName(name, called));
