import * as z from 'zod';
import type { KeptJson } from './kept-json.ts';

const personSchema = z.object({ role: z.string(), initials: z.string() });
/** A person's name in the history: a role and initials, no name, no address. */
export type Person = z.infer<typeof personSchema>;
/** Persons by `Session.person`. */
export const peopleSchema = z.record(z.string(), personSchema);

const mostRoleCharacters = 60;

/** @returns the role, white space collapsed; undefined when it is invalid */
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

/** @returns the typed values in the form for the history; an invalid one is undefined */
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
