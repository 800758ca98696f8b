import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { simpleParser } from 'mailparser';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import type { Mail } from '../../../src/mail/mail.ts';
import { createFileMailer } from '../../../src/mail/mailer.ts';
import { readSmtpUrl } from '../../../src/mail/smtp-url.ts';
import type { SendResult } from '../../../src/mail/verdict.ts';
import { smtpMailerTo } from '../../support/smtp-mailer.ts';

const mail: Mail = {
  reference: 'KIS-7MX-4PT',
  from: 'KIS Bytom <formularz@kis.example>',
  to: 'klub@kis.example',
  subject: 'Nowe zgłoszenie: Zajęcia (KIS-7MX-4PT)',
  messageId: '<0123@kis.example>',
  date: new Date(Date.UTC(2026, 10, 24, 13, 5)),
  replyTo: 'anna@poczta.pl',
  text: '| .\n| Zażółć\n.\n',
};

const never = new AbortController().signal;
const folder = mkdtempSync(join(tmpdir(), 'kis-mail-'));
after(() => rmSync(folder, { recursive: true }));

const refusal = (code: number, text: string) => Object.assign(new Error(text), { responseCode: code });

const listening = async (server: Server | SMTPServer, host = '127.0.0.1') => {
  const inner = server instanceof SMTPServer ? server.server : server;
  await new Promise<void>((resolve) => void server.listen(0, host, () => resolve()));
  return (inner.address() as AddressInfo).port;
};

interface Received {
  readonly content: Buffer;
  readonly recipients: readonly string[];
  readonly sender: string;
}

/** Runs a real mail server on this machine; the options say what it refuses. */
async function withServer<T>(
  options: SMTPServerOptions,
  work: (port: number, received: Received[]) => Promise<T>,
  host?: string,
): Promise<T> {
  const received: Received[] = [];
  const server = new SMTPServer({
    authOptional: true,
    logger: false,
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const { mailFrom, rcptTo } = session.envelope;
        const sender = mailFrom === false ? '' : mailFrom.address;
        received.push({
          content: Buffer.concat(chunks),
          recipients: rcptTo.map(({ address }) => address),
          sender,
        });
        done();
      });
    },
    ...options,
  });
  server.on('error', () => {});
  try {
    return await work(await listening(server, host), received);
  } finally {
    await new Promise<void>((resolve) => server.close(() => resolve()));
  }
}

type Line = 'connect' | 'EHLO' | 'MAIL' | 'RCPT' | 'DATA' | '.' | 'QUIT';

/** Runs a mail server that answers as a script says; `undefined` means no answer. */
async function withScript<T>(
  script: (line: Line, socket: Socket) => string | undefined,
  work: (port: number, open: Set<Socket>) => Promise<T>,
): Promise<T> {
  const open = new Set<Socket>();
  const server = createServer((socket) => {
    open.add(socket);
    socket.on('close', () => open.delete(socket));
    socket.on('error', () => {});
    const answer = (line: Line) => {
      const reply = script(line, socket);
      if (reply !== undefined) socket.write(`${reply}\r\n`);
    };
    socket.on('data', (data) => {
      const text = data.toString();
      if (text.endsWith('\r\n.\r\n')) return answer('.');
      const command = (['EHLO', 'MAIL', 'RCPT', 'DATA', 'QUIT'] as const).filter(
        (each) => text.includes(`${each} `) || text.includes(`${each}\r`),
      );
      for (const each of command) answer(each);
    });
    answer('connect');
  });
  try {
    return await work(await listening(server), open);
  } finally {
    for (const socket of open) socket.destroy();
    await new Promise<void>((resolve) => server.close(() => resolve()));
  }
}

const politely = (line: Line): string =>
  line === 'DATA' ? '354 go on' : line === 'connect' ? '220 hello' : '250 fine';

/** The name in EHLO. */
const name = 'klub.kis.example';

const sendTo = (port: number, login = '', signal = never): Promise<SendResult> =>
  smtpMailerTo(`smtp://${login}127.0.0.1:${port}`, name).send(mail, signal);

describe('the SMTP mailer', () => {
  it('greets with the name it was given', async () => {
    const greetings: string[] = [];
    const script = (line: Line, socket: Socket) => {
      if (line === 'connect') socket.on('data', (data) => greetings.push(data.toString()));
      return politely(line);
    };
    await withScript(script, async (port) => sendTo(port));
    assert.equal(greetings.find((each) => each.startsWith('EHLO'))?.trim(), `EHLO ${name}`);
  });

  it('delivers one mail to one recipient, as it was written', async () => {
    await withServer({ disabledCommands: ['STARTTLS', 'AUTH'] }, async (port, received) => {
      assert.deepEqual(await sendTo(port), { kind: 'accepted' });
      const [only, ...others] = received;
      assert.ok(only !== undefined);
      assert.deepEqual(others, []);
      assert.deepEqual(only.recipients, ['klub@kis.example']);
      assert.equal(only.sender, 'formularz@kis.example');
      const parsed = await simpleParser(only.content);
      assert.equal(parsed.text, mail.text);
      assert.equal(parsed.messageId, mail.messageId);
      assert.deepEqual(parsed.date, mail.date);
      assert.deepEqual(parsed.replyTo?.value, [{ address: 'anna@poczta.pl', name: '' }]);
    });
  });

  it('logs in where a login is given, and only with it', async () => {
    const onAuth: NonNullable<SMTPServerOptions['onAuth']> = ({ username, password }, _session, done) =>
      username === 'kis' && password === 'p@ss'
        ? done(null, { user: 'kis' })
        : done(refusal(535, '5.7.8 no'));
    await withServer(
      { disabledCommands: ['STARTTLS'], authOptional: false, allowInsecureAuth: true, onAuth },
      async (port) => {
        assert.deepEqual(await sendTo(port, 'kis:p%40ss@'), { kind: 'accepted' });
        assert.deepEqual(await sendTo(port, 'kis:wrong@'), {
          kind: 'failed',
          stage: 'login',
          errorCode: '535',
          replyCode: 535,
          enhanced: '5.7.8',
        });
        const without = await sendTo(port);
        assert.deepEqual(
          [without.kind === 'failed' && without.stage, without.kind === 'failed' && without.replyCode],
          ['sender', 530],
        );
      },
    );
  });

  it('sends nothing where a login is given and none is offered', async () => {
    await withServer({ disabledCommands: ['STARTTLS', 'AUTH'] }, async (port, received) => {
      assert.deepEqual(await sendTo(port, 'kis:secret@'), {
        kind: 'failed',
        stage: 'login',
        errorCode: 'ENOAUTH',
      });
      assert.equal(received.length, 0);
    });
  });

  it('reports the codes of refusals, but not their text', async () => {
    const refuse = (code: number, text: string): SMTPServerOptions => ({
      disabledCommands: ['STARTTLS', 'AUTH'],
      onRcptTo: (_address, _session, done) => done(refusal(code, text)),
    });
    for (const code of [450, 550, 552]) {
      await withServer(refuse(code, `${code === 450 ? 4 : 5}.2.2 <anna@poczta.pl> kanarek`), async (port) => {
        const result = await sendTo(port);
        assert.deepEqual(result, {
          kind: 'failed',
          stage: 'message',
          errorCode: String(code),
          replyCode: code,
          enhanced: `${code === 450 ? 4 : 5}.2.2`,
        });
      });
    }
    const atSender: SMTPServerOptions = {
      disabledCommands: ['STARTTLS', 'AUTH'],
      onMailFrom: (_address, _session, done) => done(refusal(553, 'not yours')),
    };
    await withServer(atSender, async (port) => {
      assert.deepEqual(await sendTo(port), {
        kind: 'failed',
        stage: 'sender',
        errorCode: '553',
        replyCode: 553,
      });
    });
  });

  it('tells a refused connection from a mail that failed', async () => {
    const port = await withScript(politely, async (used) => used);
    assert.deepEqual(await sendTo(port), { kind: 'failed', stage: 'route', errorCode: 'ECONNREFUSED' });
  });

  it('tells 421 at the greeting and in the middle', async () => {
    const at = (line: Line) => (each: Line) => (each === line ? '421 4.3.2 later' : politely(each));
    await withScript(at('connect'), async (port) => {
      const result = await sendTo(port);
      assert.deepEqual(result.kind === 'failed' && [result.stage, result.replyCode], ['route', 421]);
    });
    await withScript(at('.'), async (port) => {
      const result = await sendTo(port);
      assert.deepEqual(result.kind === 'failed' && [result.stage, result.replyCode], ['message', 421]);
    });
  });

  it('takes a drop after the final dot as failed at the message, without a code', async () => {
    const drop = (line: Line, socket: Socket) => {
      if (line !== '.') return politely(line);
      socket.destroy();
      return undefined;
    };
    await withScript(drop, async (port) => {
      const result = await sendTo(port);
      assert.deepEqual(result.kind === 'failed' && [result.stage, result.replyCode], ['message', undefined]);
    });
  });

  it('does not treat an invalid reply as a refusal of the mail or the mailbox', async () => {
    for (const [line, rubbish] of [
      ['RCPT', 'no idea'],
      ['RCPT', '5500 too many digits'],
      ['.', '20 years'],
    ] as const) {
      await withScript(
        (each) => (each === line ? rubbish : politely(each)),
        async (port) => {
          const expected = { kind: 'failed', stage: 'message', errorCode: 'EPROTOCOL' };
          assert.deepEqual(await sendTo(port), expected, rubbish);
        },
      );
    }
  });

  it('does not take the reply to something else for the reply to the mail', async () => {
    const early = (line: Line) =>
      line === 'DATA' ? '354 go on\r\n250 taken' : line === '.' ? '550 5.7.1 no' : politely(line);
    await withScript(early, async (port) => {
      assert.deepEqual(await sendTo(port), { kind: 'failed', stage: 'message', errorCode: 'EPROTOCOL' });
    });
  });

  it('holds to a mail that was taken, however the session ends after it', async () => {
    const ends: readonly ((socket: Socket, controller: AbortController) => void)[] = [
      (socket) => socket.resetAndDestroy(),
      (socket) => socket.end(),
      (_socket, controller) => controller.abort(),
      (socket) => socket.write('421 4.3.2 closing\r\n'),
      () => {},
    ];
    for (const end of ends) {
      const controller = new AbortController();
      const script = (line: Line, socket: Socket) => {
        if (line !== 'QUIT') return politely(line);
        end(socket, controller);
        return undefined;
      };
      await withScript(script, async (port) => {
        assert.deepEqual(await sendTo(port, '', controller.signal), { kind: 'accepted' });
      });
    }
  });

  it('ends the connection when told to, wherever it hangs', async () => {
    for (const [line, stage] of [
      ['connect', 'route'],
      ['RCPT', 'message'],
      ['.', 'message'],
    ] as const) {
      const controller = new AbortController();
      const hang = (each: Line) => {
        if (each !== line) return politely(each);
        setImmediate(() => controller.abort());
        return undefined;
      };
      await withScript(hang, async (port, open) => {
        assert.deepEqual(await sendTo(port, '', controller.signal), {
          kind: 'failed',
          stage,
          errorCode: 'EABORT',
        });
        for (const socket of open) await new Promise((resolve) => socket.once('close', resolve));
      });
    }
  });

  it('connects nowhere when told to end beforehand', async () => {
    await withServer({ disabledCommands: ['STARTTLS', 'AUTH'] }, async (port, received) => {
      const result = await sendTo(port, '', AbortSignal.abort());
      assert.deepEqual(result, { kind: 'failed', stage: 'route', errorCode: 'EABORT' });
      assert.equal(received.length, 0);
    });
  });

  it('does not read an endless greeting', async () => {
    const endless = (line: Line, socket: Socket) => {
      if (line !== 'connect') return politely(line);
      socket.write('x'.repeat(5_000_000));
      return undefined;
    };
    await withScript(endless, async (port) => {
      assert.deepEqual(await sendTo(port), { kind: 'failed', stage: 'route', errorCode: 'EPROTOCOL' });
    });
  });
});

const outsideAddress = Object.values(networkInterfaces())
  .flat()
  .find((each) => each?.family === 'IPv4' && !each.internal)?.address;

describe('TLS', () => {
  it('is direct, or an upgrade that must succeed, and verified, but on this machine', () => {
    assert.deepEqual(readSmtpUrl('smtps://a:b%3A@mail.example'), {
      host: 'mail.example',
      port: 465,
      tls: 'direct',
      verify: true,
      login: { user: 'a', password: 'b:' },
    });
    assert.deepEqual(readSmtpUrl('smtp://mail.example:25'), {
      host: 'mail.example',
      port: 25,
      tls: 'upgrade',
      verify: true,
    });
    for (const host of ['localhost', '127.0.0.1', '127.9.9.9', '[::1]']) {
      assert.equal(readSmtpUrl(`smtp://${host}`)?.tls, 'none', host);
    }
    for (const host of ['localhost.example', '127.0.0.1.example', '[::2]', '128.0.0.1']) {
      assert.equal(readSmtpUrl(`smtp://${host}`)?.tls, 'upgrade', host);
      assert.equal(readSmtpUrl(`smtps://${host}`)?.verify, true, host);
    }
  });

  it('cannot be loosened by the address', () => {
    for (const url of [
      'smtp://u:kanarek@h/?tls.rejectUnauthorized=false',
      'smtp://',
      'http://kanarek.example',
      'kanarek',
      'smtp://u:100%@h',
      'smtp://u:p@h/#loose',
      '',
    ]) {
      assert.equal(readSmtpUrl(url), undefined, url);
    }
  });

  it('sends no mail to another machine without it, or with an untrusted certificate', {
    skip: outsideAddress === undefined,
  }, async () => {
    const servers: readonly [string, SMTPServerOptions][] = [
      ['smtp', { disabledCommands: ['STARTTLS', 'AUTH'] }],
      ['smtp', {}],
      ['smtps', { secure: true }],
    ];
    for (const [scheme, options] of servers) {
      await withServer(
        options,
        async (port, received) => {
          const result = await smtpMailerTo(`${scheme}://${outsideAddress}:${port}`, name).send(mail, never);
          assert.equal(result.kind === 'failed' && result.stage, 'route');
          assert.equal(received.length, 0);
        },
        outsideAddress,
      );
    }
  });
});

describe('the file mailer', () => {
  it('writes one file a mail, for its owner alone, overwriting an earlier delivery of it', async () => {
    const directory = join(folder, 'mail');
    const mailer = createFileMailer({ directory });
    writeFileSync(join(directory, 'KIS-7MX-4PT.eml.part'), 'left by a crash'.repeat(1000));
    assert.deepEqual(await mailer.send(mail, never), { kind: 'accepted' });
    const first = readFileSync(join(directory, 'KIS-7MX-4PT.eml'));
    assert.deepEqual(await mailer.send(mail, never), { kind: 'accepted' });
    assert.deepEqual(readdirSync(directory), ['KIS-7MX-4PT.eml']);
    assert.deepEqual(readFileSync(join(directory, 'KIS-7MX-4PT.eml')), first);
    assert.equal(statSync(directory).mode & 0o777, 0o700);
    const parsed = await simpleParser(first);
    assert.equal(parsed.text, mail.text);
    assert.equal(/(?<!\r)\n|\r(?!\n)/.test(first.toString('latin1')), false);
  });

  it('fails without an exception when the folder is gone', async () => {
    const directory = join(folder, 'gone');
    const mailer = createFileMailer({ directory });
    rmSync(directory, { recursive: true });
    assert.deepEqual(await mailer.send(mail, never), { kind: 'failed', stage: 'route', errorCode: 'ENOENT' });
  });
});
