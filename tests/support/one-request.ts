import { request } from 'node:http';

/** An answer, with its body as text. */
export interface OneAnswer {
  readonly status: number;
  readonly text: string;
}

/**
 * Sends a request on a new connection. `fetch` reuses connections, and on a busy machine the server may just be closing
 * the reused one because it was idle; a browser would send the request again, `fetch` does not, and it would look like
 * a failed request.
 *
 * @param form left out: GET
 * @throws if the connection fails
 */
export function oneRequest(url: string, form?: URLSearchParams): Promise<OneAnswer> {
  const body = form === undefined ? '' : String(form);
  const headers = {
    'Sec-Fetch-Site': 'same-origin',
    ...(form === undefined
      ? {}
      : { 'Content-Type': 'application/x-www-form-urlencoded', 'Content-Length': Buffer.byteLength(body) }),
  };
  return new Promise((resolve, reject) => {
    const call = request(
      url,
      { agent: false, method: form === undefined ? 'GET' : 'POST', headers },
      (answer) => {
        let text = '';
        answer.setEncoding('utf8').on('data', (part: string) => {
          text += part;
        });
        answer.once('error', reject);
        answer.once('end', () => resolve({ status: answer.statusCode ?? 0, text }));
      },
    );
    call.once('error', reject);
    call.end(body);
  });
}
