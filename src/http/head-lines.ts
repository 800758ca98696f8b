import { IncomingMessage, ServerResponse, validateHeaderName, validateHeaderValue } from 'node:http';
import { Socket } from 'node:net';

/**
 * Where `ServerResponse` keeps its head until the first byte goes out. Node does not document it, and to check and
 * join the same thirteen headers again for every answer costs a tenth of all that a page costs.
 */
type Head = { _header?: unknown };

/**
 * @returns the headers as they go over the wire (RFC 9112 5)
 * @throws as `writeHead` does, for what may not stand in a name or a value (RFC 9110 5.1 and 5.5)
 */
export function toLines(headers: Readonly<Record<string, string>>): string {
  return Object.entries(headers)
    .map(([name, value]) => {
      validateHeaderName(name);
      validateHeaderValue(name, value);
      return `${name}: ${value}\r\n`;
    })
    .join('');
}

/** @returns whether this Node keeps its head where `addLines` looks for it */
export function canAddLines(): boolean {
  const response = new ServerResponse(new IncomingMessage(new Socket()));
  response.writeHead(200);
  const kept = Object.getOwnPropertyDescriptor(response, '_header' satisfies keyof Head);
  return kept?.writable === true && String(kept.value).endsWith('\r\n\r\n');
}

/**
 * Adds lines to a head that `writeHead` has made and nobody has sent.
 *
 * @param lines of headers that tell nothing of where the answer ends, so that Node need not know of them
 */
export function addLines(response: ServerResponse, lines: string): void {
  const head = response as Head;
  head._header = `${String(head._header).slice(0, -2)}${lines}\r\n`;
}
