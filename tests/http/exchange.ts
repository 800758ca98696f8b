import { connect } from 'node:net';
import { parse, type RawAnswer } from './raw-answer.ts';

const probe = 'GET /livez HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n';
const interim = /^HTTP\/1\.1 100 [^\r]*\r\n\r\n/;

/** What happened on one connection. */
export interface Exchange {
  readonly answer: RawAnswer;
  /** Whether a further request was answered on the same connection, and nothing else arrived. */
  readonly kept: boolean;
  /** The number of answers received. */
  readonly answers: number;
}

/** @returns the index of the end of the first complete answer, or undefined while it is incomplete */
function endOfFirst(bytes: Buffer, isHead: boolean): number | undefined {
  const end = bytes.indexOf('\r\n\r\n');
  if (end < 0) return undefined;
  const { status, headers } = parse(bytes);
  const length = isHead || status === 304 ? 0 : Number(headers.get('content-length') ?? 0);
  return bytes.length >= end + 4 + length ? end + 4 + length : undefined;
}

/**
 * Sends bytes, waits for the complete answer, then sends another request on the same connection.
 *
 * @returns what was received; rejects if the connection ends before a complete answer
 */
export function exchange(port: number, bytes: string | Buffer): Promise<Exchange> {
  const isHead = bytes.toString('latin1', 0, 4) === 'HEAD' || bytes.toString().startsWith('HEAD');
  return new Promise((resolve, reject) => {
    let received = Buffer.alloc(0);
    let end: number | undefined;
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes));
    socket.on('data', (chunk: Buffer) => {
      received = Buffer.concat([received, chunk]);
      if (interim.test(received.toString('latin1', 0, 100)))
        received = received.subarray(received.indexOf('\r\n\r\n') + 4);
      if (end !== undefined) return;
      end = endOfFirst(received, isHead);
      if (end !== undefined) socket.write(probe);
    });
    // A closed connection may answer late bytes with a reset.
    socket.on('error', () => {});
    socket.on('close', () => {
      if (end === undefined) {
        reject(new Error(`no whole answer: ${received.toString('latin1', 0, 300)}`));
        return;
      }
      const rest = received.subarray(end).toString('latin1');
      const answers = 1 + (rest.match(/HTTP\/1\.1 \d{3} /g)?.length ?? 0);
      const kept = /^HTTP\/1\.1 200 OK\r\n/.test(rest) && rest.endsWith('\r\n\r\nok\n');
      resolve({ answer: parse(received.subarray(0, end)), kept, answers });
    });
  });
}
