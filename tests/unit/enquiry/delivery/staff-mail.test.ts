import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { type ParsedMail, simpleParser } from 'mailparser';
import {
  type StaffMailParts,
  typedPrefix,
  writeStaffMail,
} from '../../../../src/enquiry/delivery/staff-mail.ts';
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

/** Reads the mail as the staff's mail program would. */
const received = async (given: StaffMailParts): Promise<ParsedMail> =>
  simpleParser(await toMime(writeStaffMail(given)));

const withoutPhone = ({ phone: _, ...rest }: Enquiry): Enquiry => rest;

describe('the mail to staff', () => {
  it('says first how to reach the person, then the matter', () => {
    assert.equal(
      textOf({ when: 'morning', needs: ['sign-language', 'step-free'], language: 'uk' }),
      [
        'Ktoś napisał do klubu przez stronę.',
        'Numer zgłoszenia: KIS-7MX-4PT',
        'Przyszło: wtorek, 24 listopada 2026, godz. 14:05',
        '',
        'Jak się odezwać',
        '',
        'Zadzwoń pod numer:',
        '| +48 600 100 200',
        'Zwracaj się tak:',
        '| Anna',
        'Kiedy: rano',
        plMail.voicemail.notAllowed,
        plMail.sayKis.notAllowed.phone,
        '',
        'Sprawa',
        '',
        'Temat: Zajęcia w klubie',
        'Dla kogo: dla siebie',
        'W jakim języku rozmawiać: po ukraińsku',
        'Co pomoże w rozmowie lub wizycie:',
        '- język migowy',
        '- wejście bez schodów',
        'Wiadomość:',
        '| Dzień dobry.',
        '| Kiedy są zajęcia?',
        '',
        plMail.unverified(typedPrefix),
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
      assert.ok(text.includes('\n| 067 123 45 67\n'), text);
      assert.match(text, /\nUwaga: .*\+48 671 234 567 albo \+380 67 123 45 67\./);
    }
    assert.equal(textOf().includes('odczytać'), false);
  });

  it('says whether a message may be left on voicemail, of a call only', () => {
    assert.ok(textOf().includes(plMail.voicemail.notAllowed));
    assert.ok(textOf({ voicemail: true }).includes(plMail.voicemail.allowed));
    for (const voicemail of [true, false])
      assert.equal(textOf({ channel: 'sms', voicemail }).includes('poczcie głosowej'), false);
  });

  it('marks a suspect one, one for the fallback, and another page language', () => {
    assert.equal(textOf().includes('Uwaga: to zgłoszenie'), false);
    assert.ok(textOf({}, { suspect: true }).includes(plMail.suspect));
    assert.ok(textOf({}, { viaFallback: true }).includes(plMail.viaFallback));
    const payload = { ...parts().payload, pageLanguage: 'uk' };
    assert.ok(textOf({}, { payload }).includes(plMail.pageLanguage('uk')));
  });

  it('names the reference that the person was told, where the enquiry came under another', () => {
    const told = (reference: string) => ({ payload: { ...parts().payload, reference } });
    assert.equal(textOf({}, told('KIS-7MX-4PT')), textOf());
    const [, own, other] = textOf({}, told('KIS-333-444')).split('\n');
    assert.equal(own, 'Numer zgłoszenia: KIS-7MX-4PT');
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
        .filter((line) => !line.startsWith(typedPrefix)),
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
        for (const line of lines) assert.ok(ours.has(line) || line.startsWith(`${typedPrefix} `), line);
      }),
      { numRuns: 500 },
    );
  });

  it('arrives with the headers that we wrote and no others', async () => {
    const mail = await received(parts());
    assert.equal(mail.subject, 'Nowe zgłoszenie: Zajęcia w klubie (KIS-7MX-4PT)');
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
    ]);
    assert.equal(mail.headers.get('auto-submitted'), 'auto-generated');
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

  it('keeps what was typed out of every header, and every line short and ended by CRLF', async () => {
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
