import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Answer } from './answer.ts';
import { toWire } from './answer.ts';

/** What one client may take of the server's time and room. */
export interface ServerLimits {
  readonly headersMilliseconds: number;
  /** From the first byte of a request to its last. */
  readonly requestMilliseconds: number;
  readonly keepAliveMilliseconds: number;
  /** From the end of the headers until the answer has been taken. */
  readonly answerMilliseconds: number;
  /** How often the first two are looked at. */
  readonly checkMilliseconds: number;
  readonly headerBytes: number;
  readonly connections: number;
}

export const serverLimits: ServerLimits = {
  headersMilliseconds: 10_000,
  requestMilliseconds: 15_000,
  keepAliveMilliseconds: 5_000,
  answerMilliseconds: 60_000,
  checkMilliseconds: 1_000,
  headerBytes: 16 * 1024,
  connections: 4_096,
};

/** How long requests under way may take once the server is to stop. */
const stopMilliseconds = 5_000;
/** How long a connection that we end stays to take in what was still on its way (RFC 9112 9.6). */
const lingerMilliseconds = 1_000;

function statusOf(code: string | undefined): number {
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return 408;
  return code === 'HPE_HEADER_OVERFLOW' ? 431 : 400;
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
 * @param parts.securityHeaders are on those answers too
 */
export function createHttpServer(parts: {
  front: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
  errorAnswer: (status: number) => Answer;
  securityHeaders: Readonly<Record<string, string>>;
  clock: () => Date;
  limits?: ServerLimits;
}): HttpServer {
  const limits = parts.limits ?? serverLimits;
  const answering = new WeakMap<Duplex, ServerResponse>();
  let stopping = false;

  const server = createServer({
    headersTimeout: limits.headersMilliseconds,
    requestTimeout: limits.requestMilliseconds,
    keepAliveTimeout: limits.keepAliveMilliseconds,
    connectionsCheckingInterval: limits.checkMilliseconds,
    maxHeaderSize: limits.headerBytes,
    // The front looks at Host itself, so that this refusal too carries our headers.
    requireHostHeader: false,
  });
  server.maxConnections = limits.connections;

  function handle(request: IncomingMessage, response: ServerResponse): void {
    answering.set(request.socket, response);
    if (stopping) response.shouldKeepAlive = false;
    const deadline = setTimeout(() => request.socket.destroy(), limits.answerMilliseconds);
    response.once('close', () => {
      clearTimeout(deadline);
      answering.delete(request.socket);
    });
    void parts.front(request, response);
  }

  function refuse(socket: Duplex, status: number): void {
    if (socket.writableEnded || !socket.writable || answering.get(socket)?.headersSent) {
      socket.destroy();
      return;
    }
    socket.on('error', () => socket.destroy());
    socket.end(toWire(parts.errorAnswer(status), parts.securityHeaders, parts.clock()));
    setTimeout(() => socket.destroy(), lingerMilliseconds).unref();
  }

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
      setTimeout(() => server.closeAllConnections(), stopMilliseconds).unref();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
