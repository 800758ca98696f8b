import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { type SecureContext, TLSSocket } from 'node:tls';

/** The steps of a session. `content`: the first bytes of the mail have arrived; `dot`: its end has. */
export type Step =
  | 'connect'
  | 'greeting'
  | 'EHLO'
  | 'STARTTLS'
  | 'AUTH'
  | 'MAIL'
  | 'RCPT'
  | 'DATA'
  | 'content'
  | 'dot'
  | 'QUIT'
  /** A line that is not a command. */
  | 'other';

/** The server's end of a session. */
export interface Line {
  write(bytes: string): void;
  /** Ends the connection without a reply. */
  drop(): void;
  /** Resolves when the connection has ended, on either side. */
  readonly closed: Promise<unknown>;
}

/** The server's action at a step: a reply, to which CRLF is added, or any function. */
export type Answer = string | ((line: Line) => void);
export type Script = Partial<Readonly<Record<Step, Answer>>>;

/** `none`: never. `direct`: from the first byte. `upgrade`: after STARTTLS. */
export type Tls = 'none' | 'direct' | 'upgrade';

/** One mail as received. */
export interface HandedOver {
  /** Every command line of its session, without the line ends. */
  readonly commands: readonly string[];
  /** The bytes after the reply to DATA up to the line with the dot, dots still doubled. */
  readonly content: Buffer;
}

export interface ScriptedServer {
  readonly port: number;
  /** Every mail that was received completely, whatever was answered to it. */
  readonly handedOver: readonly HandedOver[];
  /** The number of connections so far. */
  connections(): number;
  /** Uses another script from the next step on. */
  follow(script: Script): void;
  /** Resolves when a step in the script is reached the next time. */
  nextScripted(): Promise<void>;
  close(): Promise<void>;
}

const endOfContent = Buffer.from('\r\n.\r\n');

function defaultAnswer(step: Step, command: string, upgradeOffered: boolean, login: boolean): Answer {
  const extensions = ['mail.test', '8BITMIME', 'SIZE 5000000', ...(login ? ['AUTH PLAIN LOGIN'] : [])];
  if (upgradeOffered) extensions.push('STARTTLS');
  const answers: Record<Step, Answer> = {
    connect: () => {},
    greeting: '220 mail.test ESMTP',
    EHLO: command.startsWith('HELO')
      ? '250 mail.test'
      : extensions
          .map((each, place) => `250${place + 1 < extensions.length ? '-' : ' '}${each}`)
          .join('\r\n'),
    STARTTLS: '220 2.0.0 go on',
    AUTH: '235 2.7.0 in',
    MAIL: '250 2.1.0 fine',
    RCPT: '250 2.1.5 fine',
    DATA: '354 go on',
    content: () => {},
    dot: '250 2.0.0 taken',
    QUIT: '221 2.0.0 bye',
    other: '500 5.5.2 what?',
  };
  return answers[step];
}

const stepOf = (command: string): Step => {
  const verb = command.slice(0, 4).toUpperCase();
  if (verb === 'HELO') return 'EHLO';
  if (verb === 'STAR') return 'STARTTLS';
  return (['EHLO', 'AUTH', 'MAIL', 'RCPT', 'DATA', 'QUIT'] as const).find((each) => each === verb) ?? 'other';
};

/**
 * A mail server on raw sockets that answers as a script says, and normally where the script says nothing.
 *
 * @param options.context the certificate; needed unless `tls` is `none`
 * @param options.login whether AUTH is offered
 */
export async function startScriptedServer(options: {
  tls: Tls;
  context?: SecureContext;
  login?: boolean;
  script?: Script;
}): Promise<ScriptedServer> {
  const { tls, context, login = false } = options;
  const handedOver: HandedOver[] = [];
  const open = new Set<Socket>();
  let script = options.script ?? {};
  let connections = 0;
  let scripted = Promise.withResolvers<void>();

  /** Whether a reply to DATA, in one line or many, asks for the mail. */
  const asksForContent = (said: Answer) => typeof said === 'string' && /^354/m.test(said);

  function serve(first: Socket): void {
    let socket: Socket = first;
    let secured = false;
    let waiting = Buffer.alloc(0);
    let receiving = false;
    const commands: string[] = [];
    const line: Line = {
      write: (bytes) => void (socket.writable && socket.write(bytes)),
      drop: () => first.destroy(),
      closed: new Promise((resolve) => first.once('close', resolve)),
    };

    function answer(step: Step, command = ''): void {
      // Before STARTTLS the script is not used, so that its steps happen under TLS.
      const early = tls === 'upgrade' && !secured && step === 'EHLO';
      const own = early ? undefined : script[step];
      const said = own ?? defaultAnswer(step, command, tls === 'upgrade' && !secured, login);
      if (typeof said === 'string') line.write(`${said}\r\n`);
      else said(line);
      if (step === 'DATA') receiving = asksForContent(said);
      if (step === 'STARTTLS' && typeof said === 'string' && said.startsWith('220')) secure();
      if (own !== undefined) {
        scripted.resolve();
        scripted = Promise.withResolvers();
      }
    }

    function readContent(): void {
      answer('content');
      const end = Buffer.concat([Buffer.from('\r\n'), waiting]).indexOf(endOfContent);
      if (end < 0) return;
      handedOver.push({ commands: [...commands], content: waiting.subarray(0, end) });
      waiting = waiting.subarray(end + endOfContent.length - 2);
      receiving = false;
      answer('dot');
    }

    function take(bytes: Buffer): void {
      waiting = Buffer.concat([waiting, bytes]);
      for (;;) {
        if (receiving) readContent();
        const end = receiving ? -1 : waiting.indexOf('\r\n');
        if (end < 0) return;
        const command = waiting.subarray(0, end).toString('latin1');
        waiting = waiting.subarray(end + 2);
        commands.push(command);
        answer(stepOf(command), command);
        if (secured && socket !== first && waiting.length === 0) return;
      }
    }

    function secure(): void {
      if (context === undefined) throw new TypeError('TLS without a certificate');
      first.off('data', take);
      socket = new TLSSocket(first, { isServer: true, secureContext: context });
      secured = true;
      socket.on('error', () => {});
      socket.on('data', take);
    }

    connections += 1;
    open.add(first);
    first.on('close', () => open.delete(first));
    first.on('error', () => {});
    answer('connect');
    if (tls === 'direct') secure();
    else first.on('data', take);
    answer('greeting');
  }

  const server = createServer(serve).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    handedOver,
    connections: () => connections,
    follow(next) {
      script = next;
    },
    nextScripted: () => scripted.promise,
    async close() {
      for (const socket of open) socket.destroy();
      if (!server.listening) return;
      server.close();
      await once(server, 'close');
    },
  };
}
