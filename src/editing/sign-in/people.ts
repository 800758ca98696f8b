import * as z from 'zod';
import type { KeptJson } from './kept-json.ts';

const personSchema = z.object({ role: z.string(), initials: z.string() });
/** How a person is called in the history: no name, no address. */
export type Person = z.infer<typeof personSchema>;
/** By `Session.person`. */
export const peopleSchema = z.record(z.string(), personSchema);

const mostRoleCharacters = 60;

/** @returns the role, blanks collapsed; undefined when it is none */
function readRole(typed: string): string | undefined {
  const role = typed.normalize('NFC').replace(/\s+/g, ' ').trim();
  return /^[\p{L}\p{N}][\p{L}\p{N} .,()/-]*$/u.test(role) && role.length <= mostRoleCharacters
    ? role
    : undefined;
}

function readInitials(typed: string): string | undefined {
  const initials = typed.normalize('NFC').replace(/[\s.]/g, '').toUpperCase();
  return /^\p{Lu}{2,4}$/u.test(initials) ? initials : undefined;
}

/** @returns what was typed, as it may stand in the history; a part that cannot is undefined */
export const readPerson = (typed: { role: string; initials: string }) => ({
  role: readRole(typed.role),
  initials: readInitials(typed.initials),
});

export interface People {
  find(person: string): Person | undefined;
  keep(person: string, details: Person): Promise<void>;
}

export const createPeople = (kept: KeptJson<Readonly<Record<string, Person>>>): People => ({
  find: (person) => new Map(Object.entries(kept.get())).get(person),
  keep: (person, details) => kept.set({ ...kept.get(), [person]: details }),
});
