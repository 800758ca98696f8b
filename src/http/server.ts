import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Answer } from './response.ts';
import { toWire } from './response.ts';

/** What one client may take of the server's time and room. */
export interface ServerLimits {
  readonly headersMilliseconds: number;
  /** From the first byte of a request to its last. */
  readonly requestMilliseconds: number;
  readonly keepAliveMilliseconds: number;
  /** From the end of the headers until the answer has been taken. */
  readonly answerMilliseconds: number;
  /** How often these are looked at. */
  readonly checkMilliseconds: number;
  readonly headerBytes: number;
  /** Beyond, the oldest from which nothing is to be expected makes room for the newest. */
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

/** How long requests under way may take once the server is to stop. */
const stopMilliseconds = 5_000;
/** Of requests sent ahead on one connection (RFC 9112 9.3.2), which browsers do not. */
const mostInLine = 16;
/** Of such requests on all connections, each with headers of up to 16 KiB. */
const mostInLineTogether = 512;
/** How long a connection that we end stays to take in what was still on its way (RFC 9112 9.6). */
const lingerMilliseconds = 1_000;

function statusOf(code: string | undefined): number {
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return 408;
  return code === 'HPE_HEADER_OVERFLOW' ? 431 : 400;
}

/** The newest answer on a connection, and since when one is owed there, by the monotonic clock. */
interface Exchange {
  readonly request: IncomingMessage;
  /** How many requests it came after without waiting for their answers. */
  readonly inLine: number;
  readonly response: ServerResponse;
  readonly since: number;
}

export interface HttpServer {
  readonly server: Server;
  /** Stops accepting; resolves when every request has been answered, or after 5 s has been broken off. */
  stop(): Promise<void>;
}

/**
 * The server before anyone listens to it: limits, and answers to what is no request.
 *
 * @param parts.front answers every request
 * @param parts.errorAnswer gives the answer to what is no request, by its status
 * @param parts.securityHeaders gives what is on those answers too
 */
export function createHttpServer(parts: {
  front: (request: IncomingMessage, response: ServerResponse) => Promise<void> | void;
  errorAnswer: (status: number) => Answer;
  securityHeaders: () => Readonly<Record<string, string>>;
  clock: () => Date;
  limits?: ServerLimits;
}): HttpServer {
  const limits = parts.limits ?? serverLimits;
  /** All that are open, the oldest first, each with what was last asked on it. */
  const connections = new Map<Duplex, Exchange | undefined>();
  let stopping = false;
  let inLineTogether = 0;

  const server = createServer({
    headersTimeout: limits.headersMilliseconds,
    requestTimeout: limits.requestMilliseconds,
    keepAliveTimeout: limits.keepAliveMilliseconds,
    connectionsCheckingInterval: limits.checkMilliseconds,
    maxHeaderSize: limits.headerBytes,
    // The front looks at Host itself, so that this refusal too carries our headers.
    requireHostHeader: false,
    // No stream is set up for a body that will not come.
    optimizeEmptyRequests: true,
  });

  function handle(request: IncomingMessage, response: ServerResponse): void {
    const { socket } = request;
    const before = connections.get(socket);
    const waits = before !== undefined && !before.response.writableFinished;
    const inLine = waits ? before.inLine + 1 : 0;
    // Who sends the next request without taking the answer gets no more time for it.
    connections.set(socket, { request, response, inLine, since: waits ? before.since : performance.now() });
    if (stopping) response.shouldKeepAlive = false;
    if (!waits) void parts.front(request, response);
    else if (inLine > mostInLine || inLineTogether >= mostInLineTogether) socket.destroy();
    // One answer at a time: a client who asks for more than it takes makes no work.
    else {
      inLineTogether += 1;
      before.response.once('close', () => {
        inLineTogether -= 1;
        if (!socket.destroyed) void parts.front(request, response);
      });
    }
  }

  /** A timer for each request would cost more than the answer itself. */
  function breakOffSlowAnswers(): void {
    const earliest = performance.now() - limits.answerMilliseconds;
    for (const [socket, exchange] of connections) {
      if (exchange && exchange.since < earliest && !exchange.response.writableFinished) socket.destroy();
    }
  }

  /** Who has asked nothing goes first, then who has not finished asking, and last the newest itself. */
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
   * Node would close at once, and then whatever is still on its way may take the answer from the client (RFC 9112
   * 9.6). Nothing of it is read.
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

  /** Anything else that is written meanwhile would become a part of that answer. */
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
    // RFC 9110 15.5.6: of what CONNECT names there are only pages.
    const headers = status === 405 ? { ...answer.headers, Allow: 'GET, HEAD' } : answer.headers;
    socket.end(toWire({ ...answer, headers }, parts.securityHeaders(), parts.clock()));
    setTimeout(() => socket.destroy(), lingerMilliseconds).unref();
  }

  server.on('connection', welcome);
  const check = setInterval(breakOffSlowAnswers, limits.checkMilliseconds).unref();
  server.once('close', () => clearInterval(check));
  server.on('request', handle);
  // Without these two, Node would let a body come, or refuse in its own words.
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
