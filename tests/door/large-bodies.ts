import { connect } from 'node:net';
import { startSafely } from '../faults/support/server-process.ts';
import { inTemporaryFolder } from '../faults/support/temporary-folder.ts';
import type { CheckReport } from '../support/checks.ts';
import { bytesRead, peakMegabytes } from './support/process-figures.ts';

/** Mutations that were seen to be caught, each in a copy of the project. */
export const mutations = [
  'the rest of a body over the limit is read and thrown away',
  'a body sent to a page is read to its end',
];

const size = 1_000_000_000;
const piece = 64 * 1024;
/** The limit of the connection, and the bytes that wake the event loop. */
const mostRead = 128 * 1024 + 1024;

const head = (path: string, framing: string) =>
  `POST ${path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n${framing}\r\n\r\n`;
const body = Buffer.alloc(piece, 'a');
const inChunks = Buffer.concat([Buffer.from(`${piece.toString(16)}\r\n`), body, Buffer.from('\r\n')]);

interface Case {
  readonly name: string;
  readonly head: string;
  readonly piece: Buffer;
  readonly status: number;
}

const cases: readonly Case[] = [
  {
    name: 'chunked',
    head: head('/zgloszenie/', 'Transfer-Encoding: chunked'),
    piece: inChunks,
    status: 413,
  },
  { name: 'declared', head: head('/zgloszenie/', `Content-Length: ${size}`), piece: body, status: 413 },
  { name: 'to a page', head: head('/klub/', 'Transfer-Encoding: chunked'), piece: inChunks, status: 405 },
];

/** Sends for as long as the other side reads. @returns the status of the answer; 0 if there was none */
async function pour(port: number, { head: start, piece: part }: Case): Promise<number> {
  const socket = connect(port, '127.0.0.1');
  let received = '';
  socket.on('error', () => {});
  socket.on('data', (chunk: Buffer) => {
    received += chunk.toString('latin1');
  });
  let sent = 0;
  function write(): void {
    while (sent < size && socket.writable) {
      sent += part.length;
      if (!socket.write(part)) return;
    }
  }
  socket.on('drain', write);
  socket.write(start);
  write();
  await new Promise((resolve) => socket.once('close', resolve));
  return Number(/^HTTP\/1\.1 (\d{3})/.exec(received)?.[1] ?? 0);
}

/**
 * Bodies of 1 GB. Only bytes that the process itself has read are counted (`rchar` in `/proc/PID/io`), not those that
 * the kernel buffers before the sender has to stop.
 */
export function checkLargeBodies(): Promise<CheckReport> {
  return inTemporaryFolder(async (folder) => {
    const server = await startSafely({ dataDirectory: folder });
    const figures: Record<string, number | string> = {};
    const failures: string[] = [];
    // The first page loads modules.
    await fetch(`http://127.0.0.1:${server.port}/zgloszenie/`, {
      method: 'POST',
      body: new URLSearchParams(),
    });
    for (const each of cases) {
      const before = bytesRead(server.pid);
      const status = await pour(server.port, each);
      const read = bytesRead(server.pid) - before;
      figures[`${each.name}: bytes read`] = read;
      if (status !== each.status) failures.push(`${each.name}: answered ${status} and not ${each.status}`);
      if (read > mostRead) failures.push(`${each.name}: ${read} bytes were read`);
    }
    figures['peak of memory, MB'] = Math.round(peakMegabytes(server.pid));
    await server.kill();
    return { figures, failures };
  });
}
