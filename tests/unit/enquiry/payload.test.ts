import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { decodePayload, encodePayload } from '../../../src/enquiry/payload.ts';
import { sampleEnquiry } from './samples.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

describe('the stored payload', () => {
  it('opens enquiries stored before the fields for a helper existed', () => {
    const stored =
      '{"version":1,"enquiry":{"topic":"psu","forWhom":"other","channel":"phone","phone":"067 123 45 67",' +
      '"when":"morning","voicemail":true,"sayKis":false,"needs":["companion"],"language":"other",' +
      '"message":"Dzień dobry"},"topicName":"Prace","pageLanguage":"pl","reference":"KIS-7MX-4PT"}';
    const { enquiry, reference } = decodePayload(bytes(stored));
    assert.deepEqual([enquiry.forWhom, enquiry.phone, reference], ['other', '067 123 45 67', 'KIS-7MX-4PT']);
  });

  it('gives back all that was put in', () => {
    const payload = {
      enquiry: {
        ...sampleEnquiry,
        forWhom: 'other',
        helper: 'Anna, schronisko',
        knows: 'no',
        answerTo: 'helper',
        language: 'other',
        languageName: 'dari',
      },
      topicName: 'Zajęcia',
      pageLanguage: 'uk',
    } as const;
    assert.deepEqual(decodePayload(encodePayload(payload)), payload);
    assert.equal(JSON.parse(new TextDecoder().decode(encodePayload(payload))).version, 2);
  });

  it('refuses a version that this program does not know, and quotes nothing of it', () => {
    for (const version of [0, 3, '2'])
      assert.throws(
        () => decodePayload(bytes(JSON.stringify({ version, enquiry: sampleEnquiry }))),
        (error: Error) => !error.message.includes('Anna'),
      );
  });
});
