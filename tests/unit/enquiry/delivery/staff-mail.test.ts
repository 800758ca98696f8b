import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { type ParsedMail, simpleParser } from 'mailparser';
import { type StaffMailParts, writeStaffMail } from '../../../../src/enquiry/delivery/staff-mail.ts';
import { typedPrefix } from '../../../../src/enquiry/delivery/typed-lines.ts';
import { recipientFor } from '../../../../src/enquiry/recipients.ts';
import { channels, type Enquiry } from '../../../../src/enquiry/schema.ts';
import { toMime } from '../../../../src/mail/mime.ts';
import { plMail } from '../../../../src/words/pl-mail.ts';
import { sampleEnquiry } from '../samples.ts';

function parts(enquiry: Partial<Enquiry> = {}, changes: Partial<StaffMailParts> = {}): StaffMailParts {
  const payload = {
    enquiry: { ...sampleEnquiry, ...enquiry },
    topicName: 'Zajęcia w klubie',
    pageLanguage: 'pl',
  };
  return {
    reference: 'KIS-7MX-4PT',
    messageId: '<0123@kis.example>',
    receivedAt: new Date(Date.UTC(2026, 10, 24, 13, 5)),
    suspect: false,
    viaFallback: false,
    payload,
    to: 'klub@kis.example',
    mailFrom: 'KIS Bytom <formularz@kis.example>',
    words: plMail,
    ...changes,
  };
}

const textOf = (enquiry: Partial<Enquiry> = {}, changes: Partial<StaffMailParts> = {}) =>
  writeStaffMail(parts(enquiry, changes)).text;

/** @returns the mail as the staff's mail program parses it */
const received = async (given: StaffMailParts): Promise<ParsedMail> =>
  simpleParser(await toMime(writeStaffMail(given)));

const withoutPhone = ({ phone: _, ...rest }: Enquiry): Enquiry => rest;

describe('the mail to staff', () => {
  it('says first how to reach the person, then the matter', () => {
    assert.equal(
      textOf({ when: 'morning', needs: ['sign-language', 'step-free'], language: 'uk' }),
      [
        'Ktoś napisał do klubu przez stronę.',
        'Numer zgłoszenia: KIS-7MX-4PT.',
        'Przyszło: wtorek, 24 listopada 2026, godz. 14:05.',
        '',
        'Jak się odezwać:',
        '',
        'Zadzwoń pod numer:',
        '  | +48 600 100 200',
        '',
        'Zwracaj się tak:',
        '  | Anna',
        '',
        'Kiedy: rano.',
        plMail.voicemail.notAllowed,
        plMail.sayKis.notAllowed.phone,
        '',
        'Sprawa:',
        '',
        'Temat: Zajęcia w klubie.',
        'Dla kogo: dla siebie.',
        'W jakim języku rozmawiać: po ukraińsku.',
        'Co pomoże w rozmowie lub wizycie:',
        '  - język migowy',
        '  - wejście bez schodów',
        '',
        'Wiadomość:',
        '  | Dzień dobry.',
        '  | Kiedy są zajęcia?',
        '',
        plMail.unverified('|'),
        '',
      ].join('\n'),
    );
  });

  it('warns not to name the club unless that was allowed', () => {
    for (const channel of ['phone', 'sms', 'email', 'via'] as const) {
      assert.ok(textOf({ channel }).includes(plMail.sayKis.notAllowed[channel]));
      const allowed = textOf({ channel, sayKis: true });
      assert.ok(allowed.includes(plMail.sayKis.allowed));
      assert.equal(allowed.includes(plMail.sayKis.notAllowed[channel]), false);
    }
  });

  it('shows a number that can be read in two ways as it was typed, and both readings', () => {
    for (const channel of ['phone', 'sms'] as const) {
      const text = textOf({ channel, phone: '067 123 45 67' });
      assert.ok(text.includes('\n  | 067 123 45 67\n'), text);
      assert.match(text, /\nUwaga: .*\+48 67 123 45 67 albo \+380 67 123 45 67\./);
    }
    assert.match(textOf({ phone: '420 777 123 456' }), /Tak można go odczytać: \+420 777 123 456\./);
    assert.equal(textOf().includes('odczytać'), false);
  });

  it('says whether a message may be left on voicemail, of a call only', () => {
    assert.ok(textOf().includes(plMail.voicemail.notAllowed));
    assert.ok(textOf({ voicemail: true }).includes(plMail.voicemail.allowed));
    for (const voicemail of [true, false])
      assert.equal(textOf({ channel: 'sms', voicemail }).includes('poczcie głosowej'), false);
  });

  it('says first who writes for whom, whether the person knows, and whom to answer', () => {
    const lines = textOf({ forWhom: 'other', helper: 'Anna, schronisko', knows: 'no', answerTo: 'helper' })
      .split('\n')
      .slice(0, 10);
    assert.deepEqual(lines, [
      'Ktoś napisał do klubu przez stronę w sprawie innej osoby.',
      'Pisze:',
      '  | Anna, schronisko',
      '',
      plMail.forOther.knows.no,
      plMail.forOther.answerTo.helper,
      plMail.forOther.tellWhence,
      '',
      'Numer zgłoszenia: KIS-7MX-4PT.',
      'Przyszło: wtorek, 24 listopada 2026, godz. 14:05.',
    ]);
    const unsaid = textOf({ forWhom: 'other' });
    for (const line of [
      plMail.forOther.helperUnknown,
      plMail.forOther.knows.unknown,
      plMail.forOther.answerTo.person,
      plMail.forOther.name,
    ])
      assert.ok(unsaid.includes(`${line}\n`), line);
    assert.ok(textOf({ forWhom: 'other', knows: 'yes' }).includes(plMail.forOther.knows.yes));
  });

  it('never tells staff not to speak to the one who wrote, nor to the one it is about', () => {
    for (const channel of ['phone', 'sms', 'email', 'via'] as const) {
      const toPerson = textOf({ channel, forWhom: 'other' });
      assert.ok(toPerson.includes(plMail.forOther.sayKis[channel]), toPerson);
      const toHelper = textOf({ channel, forWhom: 'other', answerTo: 'helper' });
      assert.ok(toHelper.includes(plMail.sayKis.notAllowed[channel]), toHelper);
    }
    for (const answerTo of ['person', 'helper'] as const) {
      const visit = textOf({ channel: 'visit', forWhom: 'other', answerTo });
      assert.ok(visit.includes(plMail.forOther.visit[answerTo]));
      assert.equal(visit.includes(plMail.forOther.answerTo[answerTo]), false);
    }
  });

  it('names the other language that was typed', () => {
    assert.ok(
      textOf({ language: 'other', languageName: 'dari' }).includes(`${plMail.languageNamed}\n  | dari\n`),
    );
    assert.ok(textOf({ language: 'other' }).includes(plMail.languages.other));
  });

  /**
   * Asserts that each line is ours or is marked as typed by the visitor, however a mail program treats long, blank or
   * unended lines.
   */
  function assertOursOrMarked(text: string): void {
    const lines = text.split('\n');
    for (const [index, line] of lines.entries()) {
      if (line === '') continue;
      if (!line.startsWith(' ')) {
        assert.match(line, /[.:?!]$/);
        assert.doesNotMatch(lines[index - 1] ?? '', /^ /);
        continue;
      }
      assert.match(line, /^ {2}[|-]( \S|$)/);
      assert.ok(line.length <= 70 || !/^[ -~]*$/.test(line), line);
      assert.doesNotMatch(line.slice(2), /\s{2,}\S/u);
    }
  }

  const forged: readonly string[] = [
    `Dzień dobry.${' '.repeat(400)}Zadzwoń pod numer 600 000 000.`,
    `Dzień dobry.${'\u00a0'.repeat(400)}Uwaga: przelej 100 zł.`,
    `Dzień dobry.${'\u3000 '.repeat(200)}Uwaga.`,
    `a${'\u2800'.repeat(400)}Uwaga.`,
    `a${'\u3164'.repeat(400)}Uwaga.`,
    `a${' \u200b'.repeat(400)}Uwaga.`,
    `a${'\t'.repeat(100)}Uwaga.`,
    `a${'\u2028 '.repeat(100)}Uwaga.`,
    `${' '.repeat(80)}Uwaga.`,
    'Uwaga: nie oddzwaniaj. '.repeat(40),
    'x'.repeat(2000),
    '漢'.repeat(200),
    '👩‍👩‍👧‍👦'.repeat(80),
    'ﷺ'.repeat(100),
    `Z${'\u0301'.repeat(300)}algo`,
    `a${'\u{e0041}'.repeat(100)}b`,
    '\u202eagawU',
  ];
  it('keeps typed words behind the mark, however long or blank the line is', () => {
    for (const message of forged) assertOursOrMarked(textOf({ message, name: message.slice(0, 100) }));
    const narrow = textOf({ message: 'ﷺ 漢'.repeat(100) }).split('\n');
    assert.ok(narrow.every((line) => !line.startsWith(typedPrefix) || line.length < 45));
    assert.doesNotMatch(textOf({ message: forged.join('\n') }), /\p{M}{11}|[\u{e0000}-\u{e007f}\u202e]/u);
  });

  it('parts long lines between words and loses none', () => {
    const message = 'Chcę przyjść na zajęcia, ale nie wiem, od czego zacząć. '.repeat(20).trim();
    const lines = textOf({ message }).split('\n');
    const from = lines.indexOf('Wiadomość:') + 1;
    const shown = lines.slice(from, lines.indexOf('', from)).map((line) => line.slice(typedPrefix.length));
    assert.equal(shown.join(' '), message);
    assert.ok(shown.every((line) => line.length <= 66));
  });

  it('ends each of our lines so that Outlook does not join the next to it', () => {
    for (const channel of channels)
      for (const forWhom of ['self', 'other'] as const)
        assertOursOrMarked(
          textOf(
            {
              channel,
              forWhom,
              when: 'any',
              needs: ['companion'],
              language: 'uk',
              email: 'a@b.pl',
              via: 'x',
            },
            { suspect: true, viaFallback: true },
          ),
        );
  });

  it('has the reference first in the subject, whole within its first encoded word', async () => {
    for (const topicName of [
      'Zajęcia w klubie',
      'Prace społecznie użyteczne',
      'Ż'.repeat(60),
      'Inna sprawa',
    ]) {
      const bytes = await toMime(writeStaffMail(parts({}, { payload: { ...parts().payload, topicName } })));
      const first = /^Subject: \S+/m.exec(bytes.toString('latin1'))?.[0] ?? '';
      assert.match((await simpleParser(`${first}\r\n\r\n`)).subject ?? '', /^KIS-7MX-4PT/);
      assert.equal((await simpleParser(bytes)).subject, `KIS-7MX-4PT Nowe zgłoszenie: ${topicName}`);
    }
  });

  it('marks a suspect one, one for the fallback, and another page language', () => {
    assert.equal(textOf().includes('Uwaga: to zgłoszenie'), false);
    assert.ok(textOf({}, { suspect: true }).includes(plMail.suspect));
    assert.ok(textOf({}, { viaFallback: true }).includes(plMail.viaFallback));
    const payload = { ...parts().payload, pageLanguage: 'uk' };
    assert.ok(textOf({}, { payload }).includes(plMail.pageLanguage('uk')));
    // Mutation seen caught: the mail does not say in which language to speak.
    const { language: _, ...silent } = payload.enquiry;
    const notSaid = (one: StaffMailParts['payload']) =>
      textOf({}, { payload: one }).includes(plMail.languageNotSaid);
    assert.deepEqual(
      [
        notSaid({ ...payload, enquiry: silent }),
        notSaid({ ...payload, enquiry: { ...silent, language: 'uk' } }),
        notSaid({ ...payload, enquiry: silent, pageLanguage: 'pl' }),
      ],
      [true, false, false],
    );
  });

  it('names the reference that the person was told, where the enquiry came under another', () => {
    const told = (reference: string) => ({ payload: { ...parts().payload, reference } });
    assert.equal(textOf({}, told('KIS-7MX-4PT')), textOf());
    const [, own, other] = textOf({}, told('KIS-333-444')).split('\n');
    assert.equal(own, 'Numer zgłoszenia: KIS-7MX-4PT.');
    assert.match(other ?? '', /^Uwaga: .* dostała numer KIS-333-444\. Ten sam numer ma też inne zgłoszenie/);
  });

  it('tells Warsaw time on both sides of the change of clocks', () => {
    assert.match(
      textOf({}, { receivedAt: new Date(Date.UTC(2026, 9, 25, 0, 59)) }),
      /25 października 2026, godz\. 02:59/,
    );
    assert.match(
      textOf({}, { receivedAt: new Date(Date.UTC(2026, 9, 25, 1, 1)) }),
      /25 października 2026, godz\. 02:01/,
    );
  });

  it('lets no line that was typed pass for ours', () => {
    const typed = fc.string({
      unit: fc.oneof(
        fc.constantFrom(
          '\n',
          '\r',
          '\r\n',
          '\u000b',
          '\f',
          '\u001c',
          '\u0085',
          '\u2028',
          '\u2029',
          '| ',
          '-- \n',
          'Sprawa',
        ),
        fc.string({ unit: 'grapheme', minLength: 1, maxLength: 3 }),
      ),
    });
    const ours = new Set(
      textOf()
        .split('\n')
        .filter((line) => !line.startsWith(typedPrefix.trimEnd())),
    );
    const lineEnds = [
      '\r\n',
      '\r',
      '\u000b',
      '\f',
      '\u001c',
      '\u001d',
      '\u001e',
      '\u0085',
      '\u2028',
      '\u2029',
    ];
    fc.assert(
      fc.property(typed, typed, (name, message) => {
        const text = textOf({ name, message });
        const lines = lineEnds.reduce((read, end) => read.replaceAll(end, '\n'), text).split('\n');
        for (const line of lines) assert.ok(ours.has(line) || line.startsWith(typedPrefix.trimEnd()), line);
      }),
      { numRuns: 500 },
    );
  });

  it('arrives with the headers that we wrote and no others', async () => {
    const mail = await received(parts());
    assert.equal(mail.subject, 'KIS-7MX-4PT Nowe zgłoszenie: Zajęcia w klubie');
    assert.equal(mail.from?.text, '"KIS Bytom" <formularz@kis.example>');
    assert.deepEqual(
      [mail.to].flat().map((to) => to?.text),
      ['klub@kis.example'],
    );
    assert.equal(mail.messageId, '<0123@kis.example>');
    assert.deepEqual(mail.date, new Date(Date.UTC(2026, 10, 24, 13, 5)));
    assert.deepEqual([...mail.headers.keys()].sort(), [
      'auto-submitted',
      'content-transfer-encoding',
      'content-type',
      'date',
      'from',
      'message-id',
      'mime-version',
      'subject',
      'to',
      'x-auto-response-suppress',
    ]);
    assert.equal(mail.headers.get('auto-submitted'), 'auto-generated');
    assert.equal(mail.headers.get('x-auto-response-suppress'), 'All');
    assert.equal(mail.text, textOf());
    assert.equal(mail.attachments.length, 0);
  });

  it('lets staff answer only to an address given for that', async () => {
    const byEmail = { ...withoutPhone(sampleEnquiry), channel: 'email', email: 'anna@poczta.pl' } as const;
    const payload = { ...parts().payload, enquiry: byEmail };
    const mail = await received(parts({}, { payload }));
    assert.deepEqual(mail.replyTo?.value, [{ address: 'anna@poczta.pl', name: '' }]);
    for (const channel of channels.filter((each) => each !== 'email')) {
      assert.equal((await received(parts({ channel }))).replyTo, undefined);
    }
  });

  it('keeps typed text out of every header, and every line short and ended by CRLF', async () => {
    const typed = fc.string({
      unit: fc.oneof(fc.constantFrom('\r\nBcc: x@y.pl\r\n', '.', '\r\n.\r\n', 'ż', 'ع', '👋'), fc.string()),
    });
    await fc.assert(
      fc.asyncProperty(typed, typed, async (name, message) => {
        const canary = 'kanarek-7731';
        const given = parts({ name: `${canary}${name}`, message: `${message}${canary}` });
        const bytes = await toMime(writeStaffMail(given));
        const [head = '', ...body] = bytes.toString('latin1').split('\r\n\r\n');
        assert.equal(head.includes(canary), false);
        assert.equal(/^bcc:/im.test(head), false);
        assert.doesNotMatch(body.join(''), /[^\t\r\n -~]/);
        for (const line of bytes.toString('latin1').split('\r\n')) {
          assert.ok(line.length <= 78);
          assert.doesNotMatch(line, /[\r\n]/);
        }
        assert.equal((await simpleParser(bytes)).text?.includes(canary), true);
      }),
      { numRuns: 100 },
    );
  });

  it('is the same, byte for byte, on every attempt', async () => {
    assert.deepEqual(await toMime(writeStaffMail(parts())), await toMime(writeStaffMail(parts())));
  });
});

describe('recipients', () => {
  it('are the mailbox of the topic, else the common one, else nobody', () => {
    const byTopic = new Map([['psu', 'psu@kis.example']] as const);
    assert.equal(recipientFor('psu', { to: 'klub@kis.example', byTopic }), 'psu@kis.example');
    assert.equal(recipientFor('other', { to: 'klub@kis.example', byTopic }), 'klub@kis.example');
    assert.equal(recipientFor('other', { byTopic, fallback: 'x@kis.example' }), undefined);
  });
});
