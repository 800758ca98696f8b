import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Answer } from '../http/response.ts';

/** A request whose target and host have been checked. */
export interface Visit {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly method: string;
  readonly path: string;
  readonly query: string;
  /** The origins of our own forms. */
  readonly origins: readonly string[];
}

/** `close`: part of the request was not read. */
export interface Result {
  readonly answer: Answer;
  readonly route: string;
  readonly close: boolean;
}

/** The value itself when it is ready, else a promise of it. */
export type Coming<Value> = Value | Promise<Value>;
