import { connect } from 'node:net';
import type { Load, LoadResult } from './load.ts';

/**
 * Started by `load.ts`: keeps a number of connections busy, one request at a time on each, and parses only where each
 * answer ends. It uses raw sockets, so that nothing else affects the measurement.
 */

const endOfHead = Buffer.from('\r\n\r\n');
const lengthField = /\r\ncontent-length: *(\d+)/i;
const statusLine = /^HTTP\/1\.1 (\d{3}) /;

function run({ port, requests, count, connections }: Load): Promise<LoadResult> {
  const bytes = requests.map((request) => Buffer.from(request));
  const statuses: Record<string, number> = {};
  const result = Promise.withResolvers<LoadResult>();
  let sent = 0;
  let answered = 0;
  let bodyBytes = 0;

  function openConnection(): void {
    const socket = connect(port, '127.0.0.1', ask);
    socket.setNoDelay(true);
    let left = 0;
    let head: Buffer = Buffer.alloc(0);

    function ask(): void {
      const request = bytes[sent % bytes.length];
      if (sent >= count || request === undefined) {
        socket.end();
        return;
      }
      sent += 1;
      socket.write(request);
    }
    function done(): void {
      answered += 1;
      if (answered === count) result.resolve({ answered, statuses, bodyBytes });
      ask();
    }
    function readHead(chunk: Buffer): void {
      head = head.length === 0 ? chunk : Buffer.concat([head, chunk]);
      const end = head.indexOf(endOfHead);
      if (end < 0) return;
      const text = head.toString('latin1', 0, end);
      const status = statusLine.exec(text)?.[1] ?? 'no answer';
      const length = Number(lengthField.exec(text)?.[1]);
      if (Number.isNaN(length)) result.reject(new Error(`an answer without Content-Length: ${text}`));
      statuses[status] = (statuses[status] ?? 0) + 1;
      bodyBytes += length;
      left = length - (head.length - end - endOfHead.length);
      head = Buffer.alloc(0);
      if (left === 0) done();
    }
    socket.on('data', (chunk: Buffer) => {
      if (left === 0) return readHead(chunk);
      left -= chunk.length;
      if (left === 0) done();
    });
    socket.on('error', result.reject);
    socket.on('close', () => {
      if (answered < count && sent < count) result.reject(new Error('the server ended a connection'));
    });
  }

  for (let each = 0; each < connections; each += 1) openConnection();
  return result.promise;
}

process.on('message', (load: Load) => {
  run(load).then(
    (result) => process.send?.(result),
    (fault: unknown) => process.send?.({ fault: String(fault) }),
  );
});
