import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Answer } from '../http/response.ts';

/** A request whose target and host are in order. */
export interface Visit {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly method: string;
  readonly path: string;
  readonly query: string;
  /** Where our own forms come from. */
  readonly origins: readonly string[];
}

/** `close`: part of the request was left unread. */
export interface Result {
  readonly answer: Answer;
  readonly route: string;
  readonly close: boolean;
}

/** What is at hand at once is given at once: promises are for what has to be waited for. Undefined: nobody is there. */
export type Coming<Value> = Value | Promise<Value>;
