import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';

/** A mail as received, and as its recipient reads it. */
export interface ReceivedMail {
  readonly raw: Buffer;
  readonly envelopeTo: readonly string[];
  readonly parsed: ParsedMail;
}

export interface Mailbox {
  /** For `SMTP_URL`. */
  readonly url: string;
  readonly mails: readonly ReceivedMail[];
  /** @returns the first mail whose subject or text contains `text`; @throws if none arrives within 15 s */
  waitFor(text: string): Promise<ReceivedMail>;
  /** Each further mail is answered with this code; undefined: accepted. */
  refuseWith(code: number | undefined): void;
  close(): Promise<void>;
}

/** @returns a real SMTP listener on loopback. */
export async function openMailbox(): Promise<Mailbox> {
  const mails: ReceivedMail[] = [];
  let refusal: number | undefined;
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    logger: false,
    onData(stream, session, callback) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', async () => {
        if (refusal !== undefined) {
          callback(Object.assign(new Error('not now'), { responseCode: refusal }));
          return;
        }
        const raw = Buffer.concat(chunks);
        const envelopeTo = session.envelope.rcptTo.map(({ address }) => address);
        mails.push({ raw, envelopeTo, parsed: await simpleParser(raw) });
        callback();
      });
    },
  });
  // A sender that was killed resets its connection.
  server.on('error', () => {});
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    url: `smtp://127.0.0.1:${port}`,
    mails,
    async waitFor(text) {
      const deadline = Date.now() + 15_000;
      for (;;) {
        const mail = mails.find(({ parsed }) => `${parsed.subject}\n${parsed.text}`.includes(text));
        if (mail) return mail;
        if (Date.now() > deadline)
          throw new Error(`No mail with „${text}” came; ${mails.length} others did.`);
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    },
    refuseWith(code) {
      refusal = code;
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
