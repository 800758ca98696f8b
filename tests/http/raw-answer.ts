/** The bytes received on a connection: all of them, and the first answer parsed. */
export interface RawAnswer {
  readonly status: number;
  readonly headers: ReadonlyMap<string, string>;
  readonly body: Buffer;
  readonly raw: string;
}

/** @param bytes at least one complete head */
export function parse(bytes: Buffer): RawAnswer {
  const raw = bytes.toString('latin1');
  const end = raw.indexOf('\r\n\r\n');
  const [first = '', ...lines] = raw.slice(0, end).split('\r\n');
  return {
    status: Number(first.split(' ')[1] ?? 0),
    headers: new Map(
      lines.map((line) => [
        line.slice(0, line.indexOf(':')).toLowerCase(),
        line.slice(line.indexOf(':') + 2),
      ]),
    ),
    body: bytes.subarray(end + 4),
    raw,
  };
}
