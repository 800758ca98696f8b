import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { type ServerProcess, startSafely } from '../faults/support/server-process.ts';
import { exchange } from './exchange.ts';
import { forms, framings } from './tables/bodies.ts';
import { heads } from './tables/heads.ts';
import { get, post, type Row } from './tables/row.ts';
import { codings, conditions, ranges } from './tables/static-answers.ts';
import { targets } from './tables/targets.ts';

/*
 * Mutations, each seen to be caught by rows of its table: `insecureHTTPParser` (framings, heads); the connection kept
 * after a GET with a body; `/klub//` treated as `/klub/`; a redirect to the path exactly as requested; the first of
 * two hosts trusted; X-Forwarded-Host trusted; q=0 treated as 1; If-None-Match compared as a whole; If-Range left
 * out; the limits of bytes and of fields one higher; 405 without Allow; a form in Latin-2 accepted.
 */
const tables: Readonly<Record<string, readonly Row[]>> = {
  targets,
  heads,
  codings,
  conditions,
  ranges,
  framings,
  forms,
};

describe('raw requests', () => {
  let server: ServerProcess;
  let directory: string;
  let known: Readonly<Record<string, string>>;
  const tagOf = async (line: string) => {
    const { answer } = await exchange(server.port, get('/klub/', line));
    return answer.headers.get('etag') ?? '';
  };
  before(async () => {
    directory = await mkdtemp(join(tmpdir(), 'kis-'));
    server = await startSafely({
      dataDirectory: join(directory, 'data'),
      settings: { SITE_URL: 'http://localhost:4321', LOG_LEVEL: 'debug' },
    });
    const { answer } = await exchange(server.port, get('/klub/'));
    known = {
      '<etag>': answer.headers.get('etag') ?? '',
      '<modified>': answer.headers.get('last-modified') ?? '',
      '<br>': await tagOf('Accept-Encoding: br\r\n'),
      '<gzip>': await tagOf('Accept-Encoding: gzip\r\n'),
    };
  });
  after(async () => {
    await server.kill();
    await rm(directory, { recursive: true });
  });

  const complete = (request: string | Buffer) =>
    typeof request === 'string'
      ? request.replace(/<(?:etag|modified|br|gzip)>/g, (name) => known[name] ?? name)
      : request;

  for (const [name, rows] of Object.entries(tables)) {
    describe(name, () => {
      for (const [what, request, status, connection, headers = {}] of rows) {
        it(`${what}: ${status}, ${connection}`, { timeout: 20_000 }, async () => {
          const { answer, kept, answers } = await exchange(server.port, complete(request));
          assert.equal(answer.status, status, answer.raw.slice(0, 300));
          assert.equal(kept ? 'kept' : 'ended', connection);
          assert.equal(answers, kept ? 2 : 1, 'an answer that nobody asked for');
          for (const [header, expected] of Object.entries(headers)) {
            const value = answer.headers.get(header);
            if (expected instanceof RegExp) assert.match(value ?? '', expected, header);
            else assert.equal(value, expected, header);
          }
          if (status >= 400) assert.ok(answer.headers.has('content-type'));
        });
      }
    });
  }

  it('leave one process running to the end, and no typed text or address in its log', async () => {
    const { answer } = await exchange(server.port, post('message=kanarek'));
    assert.equal(answer.status, 422);
    await exchange(server.port, get('/kanarek/?kanarek'));
    // The process that was started, with the id `server.pid`, still runs.
    assert.equal(server.hasEnded(), false);
    process.kill(server.pid, 0);
    assert.match(server.output(), /"route":"form"/);
    assert.doesNotMatch(server.output(), /kanarek|request-failed|evil/);
  });
});
