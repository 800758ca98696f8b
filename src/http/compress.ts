import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { type Coding, chooseCoding } from './accept-encoding.ts';
import type { Answer } from './response.ts';

const brotli = promisify(brotliCompress);
const deflate = promisify(gzip);

/** In bytes. Below this size the additional headers are larger than what compression saves. */
const worthCompressing = 1024;
/** Quality 5 is fast enough for every page that is rendered on request. */
const brotliOptions = { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } };

/** Each compression takes 256 KiB of memory or more; above this number responses are sent uncompressed. */
const mostAtOnce = 8;
let compressing = 0;

async function counted(work: Promise<Buffer>): Promise<Buffer> {
  compressing += 1;
  try {
    return await work;
  } finally {
    compressing -= 1;
  }
}

/**
 * @param acceptEncoding the value of `Accept-Encoding`
 * @returns the response, compressed when the client accepts it and it is large enough
 */
export async function compressAnswer(answer: Answer, acceptEncoding: string | undefined): Promise<Answer> {
  if (answer.body.length <= worthCompressing) return answer;
  const headers = { ...answer.headers, Vary: 'Accept-Encoding' };
  const available: readonly Coding[] = compressing < mostAtOnce ? ['br', 'gzip', 'identity'] : ['identity'];
  switch (chooseCoding(acceptEncoding, available)) {
    case 'br':
      return {
        ...answer,
        headers: { ...headers, 'Content-Encoding': 'br' },
        body: await counted(brotli(answer.body, brotliOptions)),
      };
    case 'gzip':
      return {
        ...answer,
        headers: { ...headers, 'Content-Encoding': 'gzip' },
        body: await counted(deflate(answer.body)),
      };
    default:
      return { ...answer, headers };
  }
}
