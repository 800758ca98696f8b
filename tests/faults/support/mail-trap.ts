import { createHash } from 'node:crypto';
import type { Socket } from 'node:net';
import { SMTPServer, type SMTPServerSession } from 'smtp-server';

/**
 * What the listener does with a mail. `drop-after-data`: the connection ends before the mail has arrived.
 * `drop-after-dot`: the mail is kept, and the connection ends without an answer, so the sender cannot know.
 */
export type MailFault = 'none' | '421' | '450' | 'drop-after-data' | 'drop-after-dot' | 'slow';

/** The mails received for one enquiry. */
export interface Arrival {
  readonly reference: string;
  readonly messageId: string;
  readonly text: string;
  /** Hash of all bytes received. */
  readonly digest: string;
  readonly copies: number;
  /** Whether a later copy differed in any byte. */
  readonly differs: boolean;
}

/** A real SMTP listener on loopback that keeps its mails by reference. */
export interface MailTrap {
  /** For `SMTP_URL`. */
  readonly url: string;
  readonly arrivals: ReadonlyMap<string, Arrival>;
  /** How often each fault was the answer. */
  readonly answers: ReadonlyMap<MailFault, number>;
  /** Sets the function that chooses each further answer. */
  setFaults(next: () => MailFault): void;
  /** @returns whether `wanted`, which is called after each mail, became true within the time */
  waitUntil(wanted: () => boolean, milliseconds: number): Promise<boolean>;
  close(): Promise<void>;
}

const slowMilliseconds = 100;

/** Decodes quoted-printable (RFC 2045 6.7), which our mails use. */
function decodeText(body: string): string {
  const bytes = body
    .replace(/=\r\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString('utf8');
}

function readMail(raw: Buffer): Omit<Arrival, 'copies' | 'differs'> | undefined {
  const whole = raw.toString('latin1');
  const end = whole.indexOf('\r\n\r\n');
  const text = decodeText(whole.slice(end + 4));
  const reference = /KIS-[0-9A-Z]{3}-[0-9A-Z]{3}/.exec(text)?.[0];
  const messageId = /^Message-ID:\s+(\S+)\r$/im.exec(whole.slice(0, end + 2))?.[1];
  if (reference === undefined || messageId === undefined) return undefined;
  return { reference, messageId, text, digest: createHash('sha256').update(raw).digest('hex') };
}

/** Fields that smtp-server's types leave out. */
interface Connection {
  readonly id: string;
  readonly _socket: Socket;
  connectionReady(): void;
}
interface Internals {
  connections: Set<Connection>;
}

function cut(server: SMTPServer, session: SMTPServerSession): void {
  const { connections } = server as unknown as Internals;
  for (const connection of connections) if (connection.id === session.id) connection._socket.destroy();
}

/**
 * smtp-server greets after 100 ms, to detect clients that talk first; that would limit how many mails a check can
 * receive.
 */
class PromptConnections extends Set<Connection> {
  override add(connection: Connection): this {
    const greet = connection.connectionReady.bind(connection);
    connection.connectionReady = () => {};
    setImmediate(greet);
    return super.add(connection);
  }
}

const refusal = (code: number) => Object.assign(new Error('not now'), { responseCode: code });

export async function openMailTrap(): Promise<MailTrap> {
  const arrivals = new Map<string, Arrival>();
  const answers = new Map<MailFault, number>();
  const watchers = new Set<() => void>();
  let nextFault: () => MailFault = () => 'none';

  function keep(raw: Buffer): void {
    const mail = readMail(raw);
    if (mail === undefined) return;
    const earlier = arrivals.get(mail.reference);
    arrivals.set(mail.reference, {
      ...(earlier ?? mail),
      copies: (earlier?.copies ?? 0) + 1,
      differs: earlier !== undefined && (earlier.differs || earlier.digest !== mail.digest),
    });
    for (const look of watchers) look();
  }

  const server: SMTPServer = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    disableReverseLookup: true,
    logger: false,
    onData(stream, session, callback) {
      const fault = nextFault();
      answers.set(fault, (answers.get(fault) ?? 0) + 1);
      const chunks: Buffer[] = [];
      if (fault === 'drop-after-data') return cut(server, session);
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.once('end', () => {
        if (fault === '421' || fault === '450') return callback(refusal(Number(fault)));
        const accept = () => {
          keep(Buffer.concat(chunks));
          callback();
        };
        if (fault === 'slow') setTimeout(accept, slowMilliseconds);
        else if (fault === 'none') accept();
        else {
          keep(Buffer.concat(chunks));
          cut(server, session);
        }
      });
    },
  });
  (server as unknown as Internals).connections = new PromptConnections();
  // A sender that was killed resets its connection.
  server.on('error', () => {});
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.server.address();
  return {
    url: `smtp://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`,
    arrivals,
    answers,
    setFaults(next) {
      nextFault = next;
    },
    waitUntil: (wanted, milliseconds) =>
      new Promise((resolve) => {
        const finish = (met: boolean) => {
          clearTimeout(timer);
          watchers.delete(look);
          resolve(met);
        };
        const look = () => wanted() && finish(true);
        const timer = setTimeout(() => finish(wanted()), milliseconds);
        watchers.add(look);
        look();
      }),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/**
 * @param shares of each fault, in answers out of `of`; the rest is accepted
 * @returns a function that gives the faults in exactly these shares, in a random order in each round
 */
export function faultsInShares(
  shares: Readonly<Partial<Record<MailFault, number>>>,
  of: number,
  random: () => number,
): () => MailFault {
  const faults = Object.entries(shares).flatMap(([fault, share]) =>
    new Array<MailFault>(share).fill(fault as MailFault),
  );
  const round = [...faults, ...new Array<MailFault>(of - faults.length).fill('none')];
  let left: MailFault[] = [];
  return () => {
    if (left.length === 0) left = [...round];
    const [drawn = 'none'] = left.splice(Math.floor(random() * left.length), 1);
    return drawn;
  };
}
