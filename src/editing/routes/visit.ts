import type { IncomingMessage } from 'node:http';
import type { Answer } from '../../http/response.ts';
import type { Fields } from '../../http/urlencoded.ts';
import type { Posted } from '../facts/field.ts';
import type { Person } from '../sign-in/people.ts';
import type { Session } from '../sign-in/sessions.ts';

/** A request whose target, host and origin have been checked. */
export interface Visit {
  readonly request: IncomingMessage;
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly query: URLSearchParams;
  /** The fields of a POST; empty for a GET. */
  readonly fields: Fields;
  /** The captured groups of the route's pattern in the path. */
  readonly places: readonly string[];
  /** The client's address. */
  readonly client: string;
  readonly session?: Session;
}

/** A request by a person who has signed in and given role and initials. */
export interface EditorVisit extends Visit {
  readonly session: Session;
  readonly person: Person;
}

/** @returns the first value of a field, trimmed; empty when there is none */
export const fieldOf = ({ fields }: Pick<Visit, 'fields'>, name: string): string =>
  fields.get(name)?.[0]?.trim() ?? '';

/** @returns the posted values, the last one of each name */
export const postedOf = ({ fields }: Pick<Visit, 'fields'>): Posted =>
  new Map([...fields].map(([name, values]) => [name, values.at(-1) ?? '']));

/** The response of a route; `frame` names the security policy. */
export interface Reply {
  readonly answer: Answer;
  /** `staff-file`: a page or file made of the content, which must not run anything (threats: a stolen account). */
  readonly frame: 'page' | 'staff-file';
  /** Part of the request was not read. */
  readonly close?: boolean;
}

/** A path of the editing pages with its handlers. Without a session only routes with `open` are available. */
export type Route =
  | {
      readonly path: RegExp;
      readonly open: true;
      readonly get?: (visit: Visit) => Promise<Reply> | Reply;
      readonly post?: (visit: Visit) => Promise<Reply> | Reply;
    }
  | {
      readonly path: RegExp;
      readonly open?: false;
      readonly get?: (visit: EditorVisit) => Promise<Reply> | Reply;
      readonly post?: (visit: EditorVisit) => Promise<Reply> | Reply;
      /** Reads the body of the request itself. */
      readonly upload?: (visit: EditorVisit) => Promise<Reply | undefined>;
    };
