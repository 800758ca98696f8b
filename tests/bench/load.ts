import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Contender } from './contender.ts';

export interface Load {
  readonly port: number;
  /** Complete requests as bytes on the wire, sent in turn. */
  readonly requests: readonly string[];
  /** The total number of requests. */
  readonly count: number;
  /** The number of open connections, each with one request at a time. */
  readonly connections: number;
}

export interface LoadResult {
  readonly answered: number;
  readonly statuses: Readonly<Record<string, number>>;
  readonly bodyBytes: number;
}

export interface LoadGenerator {
  /** @throws if an answer has another status. @returns the server's own CPU time for a request, in µs */
  costOf(server: Contender, load: Omit<Load, 'port'>, status: number): Promise<number>;
  stop(): void;
}

async function ask(child: ChildProcess, load: Load): Promise<LoadResult> {
  child.send(load);
  const [answer] = await once(child, 'message');
  if ('fault' in answer) throw new Error(String(answer.fault));
  return answer;
}

/** @returns a separate process that sends requests, so that it does not use CPU time of the measured one */
export function createLoadGenerator(): LoadGenerator {
  const child = fork(fileURLToPath(new URL('load-generator.ts', import.meta.url)));
  return {
    async costOf(server, load, status) {
      const before = await server.usage();
      const { answered, statuses } = await ask(child, { ...load, port: server.port });
      const after = await server.usage();
      if (statuses[status] !== answered)
        throw new Error(`asked for ${load.count} answers with ${status}, came ${JSON.stringify(statuses)}`);
      return (after.cpuMicroseconds - before.cpuMicroseconds) / answered;
    },
    stop: () => child.disconnect(),
  };
}

/** Headers of a phone's browser on its first visit. */
export const browserHeaders = [
  'Host: localhost',
  'Connection: keep-alive',
  'sec-ch-ua: "Chromium";v="153", "Not A(Brand";v="24"',
  'sec-ch-ua-mobile: ?1',
  'sec-ch-ua-platform: "Android"',
  'Upgrade-Insecure-Requests: 1',
  'User-Agent: Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/153.0.0.0 Mobile Safari/537.36',
  'Accept: text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,image/apng,*/*;q=0.8',
  'Sec-Fetch-Site: same-origin',
  'Sec-Fetch-Mode: navigate',
  'Sec-Fetch-User: ?1',
  'Sec-Fetch-Dest: document',
  'Accept-Encoding: gzip, deflate, br, zstd',
  'Accept-Language: pl-PL,pl;q=0.9,en-US;q=0.8,en;q=0.7',
];

/** @returns a GET as a browser sends it */
export const get = (path: string, headers: readonly string[] = browserHeaders): string =>
  `GET ${path} HTTP/1.1\r\n${headers.join('\r\n')}\r\n\r\n`;
