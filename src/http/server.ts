import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Answer } from './response.ts';
import { toWire } from './response.ts';

/** How much time and memory one client may use. */
export interface ServerLimits {
  readonly headersMilliseconds: number;
  /** From the first byte of a request to its last. */
  readonly requestMilliseconds: number;
  readonly keepAliveMilliseconds: number;
  /** From the end of the headers until the client has received the whole response. */
  readonly answerMilliseconds: number;
  /** How often these timeouts are checked. */
  readonly checkMilliseconds: number;
  readonly headerBytes: number;
  /** Above this number the oldest idle connection is closed for a new one. */
  readonly connections: number;
}

export const serverLimits: ServerLimits = {
  headersMilliseconds: 10_000,
  requestMilliseconds: 15_000,
  keepAliveMilliseconds: 5_000,
  answerMilliseconds: 18_000,
  checkMilliseconds: 1_000,
  headerBytes: 16 * 1024,
  connections: 4_096,
};

/** How long running requests may take after the server was told to stop. */
const stopMilliseconds = 5_000;
/** Largest number of pipelined requests on one connection (RFC 9112 9.3.2); browsers do not pipeline. */
const mostInLine = 16;
/** The same for all connections together, as each request has headers of up to 16 KiB. */
const mostInLineTogether = 512;
/** How long a connection that we close is kept open for bytes that are still on their way (RFC 9112 9.6). */
const lingerMilliseconds = 1_000;

function statusOf(code: string | undefined): number {
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return 408;
  return code === 'HPE_HEADER_OVERFLOW' ? 431 : 400;
}

/**
 * The newest request on a connection, its response, and since when a response is due, by the monotonic clock.
 */
interface Exchange {
  readonly request: IncomingMessage;
  /** How many earlier requests on this connection it was pipelined behind. */
  readonly inLine: number;
  readonly response: ServerResponse;
  readonly since: number;
}

export interface HttpServer {
  readonly server: Server;
  /**
   * Stops accepting connections; resolves when every request has been answered, or was broken off after 5 s.
   */
  stop(): Promise<void>;
}

/**
 * Creates the server without listening: limits, and responses to input that is not a valid request.
 *
 * @param parts.handler answers every request
 * @param parts.errorAnswer gives the response to invalid input, by its status
 * @param parts.securityHeaders gives the headers of those responses
 */
export function createHttpServer(parts: {
  handler: (request: IncomingMessage, response: ServerResponse) => Promise<void> | void;
  errorAnswer: (status: number) => Answer;
  securityHeaders: () => Readonly<Record<string, string>>;
  clock: () => Date;
  limits?: ServerLimits;
}): HttpServer {
  const limits = parts.limits ?? serverLimits;
  /** All open connections, the oldest first, each with its newest request. */
  const connections = new Map<Duplex, Exchange | undefined>();
  let stopping = false;
  let inLineTogether = 0;

  const server = createServer({
    headersTimeout: limits.headersMilliseconds,
    requestTimeout: limits.requestMilliseconds,
    keepAliveTimeout: limits.keepAliveMilliseconds,
    connectionsCheckingInterval: limits.checkMilliseconds,
    maxHeaderSize: limits.headerBytes,
    // The router checks `Host` itself, so that this refusal too carries our headers.
    requireHostHeader: false,
    // Creates no stream for a request without a body.
    optimizeEmptyRequests: true,
  });

  function handle(request: IncomingMessage, response: ServerResponse): void {
    const { socket } = request;
    const before = connections.get(socket);
    const waits = before !== undefined && !before.response.writableFinished;
    const inLine = waits ? before.inLine + 1 : 0;
    // A client that sends the next request before it has received the response gets no more time for it.
    connections.set(socket, { request, response, inLine, since: waits ? before.since : performance.now() });
    if (stopping) response.shouldKeepAlive = false;
    if (!waits) void parts.handler(request, response);
    else if (inLine > mostInLine || inLineTogether >= mostInLineTogether) socket.destroy();
    // One response at a time: pipelined requests wait, and so cause no work.
    else {
      inLineTogether += 1;
      before.response.once('close', () => {
        inLineTogether -= 1;
        if (!socket.destroyed) void parts.handler(request, response);
      });
    }
  }

  /** One timer for all connections: a timer for each request would cost more than the response itself. */
  function breakOffSlowAnswers(): void {
    const earliest = performance.now() - limits.answerMilliseconds;
    for (const [socket, exchange] of connections) {
      if (exchange && exchange.since < earliest && !exchange.response.writableFinished) socket.destroy();
    }
  }

  /**
   * Closes one connection: an idle one first, then one whose request is unfinished, and last the newest
   * itself.
   */
  function makeRoomFor(newest: Socket): void {
    const find = (wanted: (exchange: Exchange | undefined) => boolean) =>
      connections.entries().find(([socket, exchange]) => socket !== newest && wanted(exchange))?.[0];
    const least =
      find((exchange) => exchange === undefined || exchange.response.writableFinished) ??
      find((exchange) => exchange?.request.complete === false) ??
      newest;
    connections.delete(least);
    least.destroy();
  }

  /**
   * Node would close at once, and bytes that are still on their way may then make the client lose the response
   * (RFC 9112 9.6). None of them is read.
   */
  function endUnread(socket: Socket): void {
    socket.end();
    setImmediate(() => socket.pause());
    setTimeout(() => socket.destroy(), lingerMilliseconds).unref();
  }

  function welcome(socket: Socket): void {
    connections.set(socket, undefined);
    socket.once('close', () => connections.delete(socket));
    const end = socket.destroySoon.bind(socket);
    socket.destroySoon = () =>
      connections.get(socket)?.request.complete === false ? endUnread(socket) : end();
    if (connections.size > limits.connections) makeRoomFor(socket);
  }

  /** While a response is being sent, other bytes on the socket would become part of it. */
  function isBeingAnswered(socket: Duplex): boolean {
    const response = connections.get(socket)?.response;
    return response?.headersSent === true && !response.writableFinished;
  }

  function refuse(socket: Duplex, status: number): void {
    if (socket.writableEnded || !socket.writable || isBeingAnswered(socket)) {
      socket.destroy();
      return;
    }
    socket.on('error', () => socket.destroy());
    const answer = parts.errorAnswer(status);
    // RFC 9110 15.5.6: a 405 names the allowed methods; CONNECT is allowed nowhere.
    const headers = status === 405 ? { ...answer.headers, Allow: 'GET, HEAD' } : answer.headers;
    socket.end(toWire({ ...answer, headers }, parts.securityHeaders(), parts.clock()));
    setTimeout(() => socket.destroy(), lingerMilliseconds).unref();
  }

  server.on('connection', welcome);
  const check = setInterval(breakOffSlowAnswers, limits.checkMilliseconds).unref();
  server.once('close', () => clearInterval(check));
  server.on('request', handle);
  // Without these two, Node would ask for the body itself, or refuse without our headers.
  server.on('checkContinue', handle);
  server.on('checkExpectation', handle);
  server.on('connect', (_request, socket) => refuse(socket, 405));
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    if (error.code === 'ECONNRESET') socket.destroy();
    else refuse(socket, statusOf(error.code));
  });

  return {
    server,
    stop() {
      stopping = true;
      for (const exchange of connections.values()) if (exchange) exchange.response.shouldKeepAlive = false;
      setTimeout(() => server.closeAllConnections(), stopMilliseconds).unref();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
