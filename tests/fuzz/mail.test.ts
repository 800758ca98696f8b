import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { simpleParser } from 'mailparser';
import { writeStaffMail } from '../../src/enquiry/delivery/staff-mail.ts';
import { parseEnquiry } from '../../src/enquiry/form/parse.ts';
import { toMime } from '../../src/mail/mime.ts';
import { plMail } from '../../src/words/pl-mail.ts';
import { form } from '../unit/enquiry/samples.ts';
import { options } from './options.ts';
import { nastyText } from './texts.ts';

const ours = [
  'from',
  'to',
  'subject',
  'message-id',
  'date',
  'mime-version',
  'content-type',
  'content-transfer-encoding',
];
const mayCome = [...ours, 'reply-to', 'auto-submitted', 'x-auto-response-suppress'];

describe('whatever is mailed to staff', () => {
  it('has one recipient, our headers only, and no line end of its own on the wire', async () => {
    const fields = fc.record({ name: nastyText, message: nastyText, email: nastyText, via: nastyText });
    await fc.assert(
      fc.asyncProperty(fields, fc.constantFrom('visit', 'email', 'via', 'phone'), async (typed, channel) => {
        const sent = form({ ...typed, channel });
        const parsed = parseEnquiry(sent);
        if (parsed.kind !== 'valid') return;
        const mail = writeStaffMail({
          reference: 'KIS-7MX-4PT',
          messageId: '<0123@kis.example>',
          receivedAt: new Date(0),
          suspect: false,
          viaFallback: false,
          payload: { enquiry: parsed.enquiry, topicName: 'Inne', pageLanguage: 'pl' },
          to: 'klub@kis.example',
          mailFrom: 'form@kis.example',
          words: plMail,
        });
        const wire = await toMime(mail);
        assert.doesNotMatch(wire.toString('latin1'), /(?<!\r)\n|\r(?!\n)|\0/);
        const read = await simpleParser(wire);
        assert.deepEqual(
          [read.to].flat().map((to) => to?.text),
          ['klub@kis.example'],
        );
        assert.equal(read.attachments.length, 0);
        for (const name of read.headers.keys()) assert.ok(mayCome.includes(name), name);
      }),
      options,
    );
  });
});
