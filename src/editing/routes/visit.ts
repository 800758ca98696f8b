import type { IncomingMessage } from 'node:http';
import type { Answer } from '../../http/response.ts';
import type { Fields } from '../../http/urlencoded.ts';
import type { Posted } from '../facts/field.ts';
import type { Person } from '../sign-in/people.ts';
import type { Session } from '../sign-in/sessions.ts';

/** A request whose target, host and origin are in order. */
export interface Visit {
  readonly request: IncomingMessage;
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly query: URLSearchParams;
  /** Of a POST; of a GET none. */
  readonly fields: Fields;
  /** What the path holds in the places of its pattern. */
  readonly places: readonly string[];
  /** The client's address. */
  readonly client: string;
  readonly session?: Session;
}

/** One of those who have signed in and said who they are. */
export interface EditorVisit extends Visit {
  readonly session: Session;
  readonly person: Person;
}

/** @returns the first value of a field, without blanks around it; empty when there is none */
export const fieldOf = ({ fields }: Pick<Visit, 'fields'>, name: string): string =>
  fields.get(name)?.[0]?.trim() ?? '';

/** @returns what was posted, the last value of each name */
export const postedOf = ({ fields }: Pick<Visit, 'fields'>): Posted =>
  new Map([...fields].map(([name, values]) => [name, values.at(-1) ?? '']));

/** What a route answers: `frame` says under which policy a browser may show it. */
export interface Reply {
  readonly answer: Answer;
  /** `staff-file`: what comes out of the content, a page or a file, which may do nothing (threats: a stolen account). */
  readonly frame: 'page' | 'staff-file';
  /** Part of the request was left unread. */
  readonly close?: boolean;
}

/** A path of the editing pages, and what answers there. Who has not signed in gets only those that say `open`. */
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
      /** Takes the request's body itself. */
      readonly upload?: (visit: EditorVisit) => Promise<Reply | undefined>;
    };
