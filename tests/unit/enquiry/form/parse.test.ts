import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { parseEnquiry } from '../../../../src/enquiry/form/parse.ts';
import {
  answerToValues,
  channels,
  contactLanguages,
  type Enquiry,
  type FieldError,
  type FormFields,
  forWhomValues,
  honeypotField,
  knowsValues,
  needs,
  timesOfDay,
  topics,
} from '../../../../src/enquiry/schema.ts';
import { form } from '../samples.ts';

function valid(fields: FormFields): Enquiry {
  const parsed = parseEnquiry(fields);
  assert.deepEqual(parsed.kind === 'invalid' ? parsed.errors : [], []);
  assert.equal(parsed.kind, 'valid');
  return parsed.enquiry;
}

function errors(fields: FormFields): readonly FieldError[] {
  const parsed = parseEnquiry(fields);
  assert.equal(parsed.kind, 'invalid');
  return parsed.errors;
}

const between = (code: number, from: number, to: number) => code >= from && code <= to;

const steers = (code: number): boolean =>
  (code < 0x20 && code !== 0x09 && code !== 0x0a) ||
  between(code, 0x7f, 0x9f) ||
  between(code, 0x202a, 0x202e) ||
  between(code, 0x2066, 0x206f);

describe('parseEnquiry', () => {
  it('gives every field of a full form', () => {
    const fields = form({
      name: 'Anna',
      when: 'morning',
      voicemail: 'yes',
      sayKis: 'yes',
      needs: ['companion', 'sign-language', 'companion'],
      language: 'uk',
      message: 'Dzień dobry',
    });
    assert.deepEqual(valid(fields), {
      topic: 'classes',
      forWhom: 'self',
      name: 'Anna',
      channel: 'phone',
      phone: '+48600100200',
      when: 'morning',
      voicemail: true,
      sayKis: true,
      needs: ['sign-language', 'companion'],
      language: 'uk',
      message: 'Dzień dobry',
    });
  });

  it('leaves empty optional fields absent', () => {
    const fields = form({ name: ' ', when: '', voicemail: '', needs: '', language: '', message: '\r\n \t' });
    assert.deepEqual(Object.keys(valid(fields)).sort(), [
      'channel',
      'forWhom',
      'needs',
      'phone',
      'sayKis',
      'topic',
      'voicemail',
    ]);
  });

  it('names everything required that is missing, in the order of the form', () => {
    assert.deepEqual(errors(new Map()), [
      { field: 'topic', code: 'missing' },
      { field: 'forWhom', code: 'missing' },
      { field: 'channel', code: 'missing' },
    ]);
    const fields = form({ topic: '', name: 'a\u0000', phone: '', when: 'x', message: 'a'.repeat(2001) });
    assert.deepEqual(
      errors(fields).map(({ field }) => field),
      ['topic', 'name', 'phone', 'when', 'message'],
    );
  });

  it('refuses values that the form does not offer', () => {
    for (const name of ['topic', 'forWhom', 'channel', 'when', 'voicemail', 'sayKis', 'needs', 'language']) {
      assert.deepEqual(errors(form({ [name]: 'constructor' })), [{ field: name, code: 'unknown' }]);
    }
    for (const name of ['knows', 'answerTo'])
      assert.deepEqual(errors(form({ forWhom: 'other', [name]: 'constructor' })), [
        { field: name, code: 'unknown' },
      ]);
  });

  it('asks only for what the chosen way of contact needs', () => {
    assert.equal(valid(form({ channel: 'visit', phone: undefined })).channel, 'visit');
    assert.deepEqual(errors(form({ channel: 'sms', phone: undefined })), [
      { field: 'phone', code: 'missing' },
    ]);
    assert.deepEqual(errors(form({ channel: 'email' })), [{ field: 'email', code: 'missing' }]);
    assert.deepEqual(errors(form({ channel: 'via' })), [{ field: 'via', code: 'missing' }]);
  });

  it('treats invisible text as empty', () => {
    for (const unseen of [
      '\u200b',
      '\u2060 \u00ad',
      '\u3164',
      '\u2800\ufe0f',
      '\u{e0041}',
      '\u202a\u202c',
      '\u0085',
    ]) {
      assert.deepEqual(errors(form({ channel: 'via', via: unseen })), [{ field: 'via', code: 'missing' }]);
      const { name, message } = valid(form({ name: unseen, message: unseen }));
      assert.deepEqual([name, message], [undefined, undefined]);
    }
    assert.equal(valid(form({ name: '\u200bAnna' })).name, '\u200bAnna');
  });

  it('drops fields of a way of contact that was not chosen, valid or not', () => {
    for (const phone of ['600 100 200', 'rubbish', '\u0000']) {
      const enquiry = valid(form({ channel: 'email', phone, email: 'a@b.pl', via: 'x\u0000' }));
      assert.equal(enquiry.phone, undefined);
      assert.equal(enquiry.via, undefined);
      assert.equal(JSON.stringify(enquiry).includes('600'), false);
    }
  });

  it('reads nothing of the ways of contact when none is chosen', () => {
    assert.deepEqual(errors(form({ channel: '', phone: 'rubbish', email: 'rubbish' })), [
      { field: 'channel', code: 'missing' },
    ]);
  });

  it('reads who writes for another person, and drops it where somebody writes for themselves', () => {
    const helped = { helper: ' Anna, schronisko ', knows: 'no', answerTo: 'helper' };
    const { helper, knows, answerTo } = valid(form({ forWhom: 'other', ...helped }));
    assert.deepEqual([helper, knows, answerTo], ['Anna, schronisko', 'no', 'helper']);
    assert.deepEqual(valid(form(helped)), valid(form()));
    assert.deepEqual(valid(form({ helper: '\u0000', knows: 'x', answerTo: 'y' })), valid(form()));
    assert.deepEqual(errors(form({ forWhom: 'other', helper: 'a'.repeat(101) })), [
      { field: 'helper', code: 'too-long' },
    ]);
    assert.equal('answerTo' in valid(form({ forWhom: 'other', answerTo: '' })), false);
  });

  it('reads the name of another language only', () => {
    assert.equal(valid(form({ language: 'other', languageName: 'dari' })).languageName, 'dari');
    assert.equal(valid(form({ language: 'uk', languageName: 'dari' })).languageName, undefined);
    assert.deepEqual(errors(form({ language: 'other', languageName: 'a'.repeat(41) })), [
      { field: 'languageName', code: 'too-long' },
    ]);
  });

  it('keeps no time and no consent for a way of contact in which there is none to ask', () => {
    const asked = { when: 'morning', voicemail: 'yes', sayKis: 'yes', email: 'a@b.pl', via: 'Biblioteka' };
    const kept = { phone: [true, true, true], sms: [true, false, true], via: [true, false, true] };
    for (const channel of channels) {
      const { when, voicemail, sayKis } = valid(form({ channel, ...asked }));
      const expected = Object.hasOwn(kept, channel) ? kept[channel as 'sms'] : [false, false, false];
      assert.deepEqual([when === 'morning', voicemail, sayKis], expected, channel);
    }
  });

  it('takes a consent given twice for the same consent', () => {
    assert.equal(valid(form({ sayKis: ['yes', 'yes'] })).sayKis, true);
    assert.equal(valid(form({ voicemail: ['', 'yes'] })).voicemail, true);
    assert.deepEqual(errors(form({ sayKis: ['yes', 'no'] })), [{ field: 'sayKis', code: 'unknown' }]);
  });

  it('names each fault of a number', () => {
    const phone = (typed: string) => errors(form({ phone: typed }))[0]?.code;
    assert.equal(phone('281 01 85'), 'no-area-code');
    assert.equal(phone('600100200 wew. 5'), 'extension');
    assert.equal(phone('600 100 200 mama'), 'words');
    assert.equal(phone('\u200b'), 'missing');
  });

  it('ignores names that are not of the form', () => {
    assert.deepEqual(valid(form({ __proto__: 'x', pesel: '44051401359' })), valid(form()));
  });

  it('tells of a filled honeypot and drops nothing', () => {
    const parsed = parseEnquiry(form({ [honeypotField]: 'http://spam.example' }));
    assert.equal(parsed.kind, 'valid');
    assert.equal(parsed.honeypotFilled, true);
    const empty = parseEnquiry(form({ [honeypotField]: '' }));
    assert.equal(empty.kind === 'valid' && empty.honeypotFilled, false);
  });

  it('keeps Polish, Ukrainian, Arabic, Persian joiners and emoji unchanged', () => {
    for (const message of [
      'Zażółć gęślą jaźń',
      'Щиро дякую',
      'مرحبا بكم',
      'می\u200cخواهم',
      '👩‍👩‍👧‍👦 🏳️‍🌈',
      'a\tb\nc',
    ]) {
      assert.equal(valid(form({ message })).message, message);
    }
  });

  it('stores text in NFC with LF for every end of line', () => {
    assert.equal(valid(form({ message: ' a\r\nz\u0307\rb ' })).message, 'a\nż\nb');
  });

  it('counts code points after NFC', () => {
    assert.equal(valid(form({ name: '👋'.repeat(100) })).name, '👋'.repeat(100));
    assert.equal(valid(form({ name: 'z\u0307'.repeat(100) })).name, 'ż'.repeat(100));
    assert.deepEqual(errors(form({ name: '👋'.repeat(101) })), [{ field: 'name', code: 'too-long' }]);
    assert.deepEqual(errors(form({ message: 'ż'.repeat(2001) })), [{ field: 'message', code: 'too-long' }]);
    assert.deepEqual(errors(form({ channel: 'via', via: 'a'.repeat(201) })), [
      { field: 'via', code: 'too-long' },
    ]);
  });

  it('looks at the length before it works on a text, and keeps ten marks on a letter', () => {
    const marks = `a${'\u0301'.repeat(15_900)}${'\u0334'.repeat(15_900)}`;
    const before = process.cpuUsage();
    for (const field of ['name', 'phone', 'via', 'message'] as const) {
      const channel = field === 'via' ? 'via' : 'phone';
      assert.deepEqual(errors(form({ channel, [field]: marks })), [{ field, code: 'too-long' }]);
    }
    const readily = marks.slice(0, 7_990);
    assert.equal(valid(form({ message: readily })).message, `á${'\u0301'.repeat(9)}`);
    const { user } = process.cpuUsage(before);
    assert.ok(user < 250_000, `${user} µs of CPU`);
  });

  it('keeps a number that can be read in two ways as it was typed', () => {
    assert.equal(valid(form({ phone: ' 067 123 45 67 ', language: 'uk' })).phone, '067 123 45 67');
    assert.equal(valid(form({ channel: 'sms', phone: '(032) 281-01-85' })).phone, '(032) 281-01-85');
  });

  /** The typed text and what it has to become; as a name, a place, and in a message. */
  const neutralised: readonly (readonly [typed: string, meant: string])[] = [
    ['\u202aAnna\u202c', 'Anna'],
    ['\u202eAnna', 'Anna'],
    ['An\u2066na\u2069', 'Anna'],
    ['\u2067Anna\u2069 i \u2068Jan\u2069', 'Anna i Jan'],
    ['An\u206ana\u206f', 'Anna'],
    ['Nowak\u0002Kowalska', 'Nowak-Kowalska'],
    ['An\u0080na\u009f', 'Anna'],
    ['An\u009bna', 'Anna'],
    ['Anna\u{e0041}\u{e0042}', 'Anna'],
    ['An\u{e0001}\u{e006e}na', 'Anna'],
    ['\u{1f3f4}\u{e0067}\u{e0061}\u{e007f}', '\u{1f3f4}'],
  ];
  it('removes invisible characters that nobody typed on purpose', () => {
    for (const [typed, meant] of neutralised) {
      assert.equal(valid(form({ name: typed })).name, meant, JSON.stringify(typed));
      assert.equal(valid(form({ message: typed })).message, meant, JSON.stringify(typed));
      assert.equal(valid(form({ channel: 'via', via: typed })).via, meant);
      assert.equal(valid(form({ forWhom: 'other', helper: typed })).helper, meant);
      assert.equal(valid(form({ language: 'other', languageName: typed })).languageName, meant);
    }
  });

  it('puts a space for a tab and the end of a line in a field of one line, keeps them in a message', () => {
    for (const end of ['\n', '\r\n', '\r', '\u2028', '\u2029', '\u0085', '\v', '\f']) {
      assert.equal(valid(form({ name: `Anna${end}Maria` })).name, 'Anna Maria');
      assert.equal(valid(form({ message: `a${end}b` })).message, 'a\nb');
      assert.equal(valid(form({ phone: `600${end}100200` })).phone, '+48600100200');
      const email = `a@b.pl${end}Bcc: c@d.pl`;
      assert.deepEqual(errors(form({ channel: 'email', email })), [{ field: 'email', code: 'malformed' }]);
    }
    assert.equal(valid(form({ name: 'Anna\tMaria' })).name, 'Anna Maria');
    assert.equal(valid(form({ message: 'a\tb' })).message, 'a\tb');
  });

  it('keeps the flags that are written with invisible letters', () => {
    for (const message of ['🏴󠁧󠁢󠁥󠁮󠁧󠁿', '🏴󠁧󠁢󠁳󠁣󠁴󠁿 i 🏴󠁧󠁢󠁷󠁬󠁳󠁿', '🏴‍☠️', '🇵🇱'])
      assert.equal(valid(form({ message })).message, message);
  });

  it('keeps ten marks on a letter, whatever joiners stand between them', () => {
    assert.equal(Array.from(valid(form({ message: `q${'\u0301'.repeat(40)}` })).message ?? '').length, 11);
    const joined = `q${'\u0301\u200d'.repeat(40)}`;
    assert.equal(Array.from(valid(form({ message: joined })).message ?? '').length, 11);
  });

  it('refuses remaining control characters, and shows the word with their place', () => {
    const seen: Readonly<Record<string, string>> = {
      '\u0000': '␀',
      '\u0001': '␁',
      '\u0007': '␇',
      '\u001b': '␛',
      '\u001c': '␜',
      '\u007f': '␡',
      '\ud800': '\ufffd',
    };
    for (const [bad, sign] of Object.entries(seen)) {
      for (const field of ['name', 'message'] as const) {
        assert.deepEqual(errors(form({ [field]: `Tu jest sło${bad}wo` })), [
          { field, code: 'control-characters', word: `sło${sign}wo` },
        ]);
      }
    }
    const [error] = errors(form({ message: `${'a'.repeat(900)}\u0000${'b'.repeat(900)}` }));
    assert.equal(error?.word, `${'a'.repeat(20)}␀${'b'.repeat(19)}`);
  });

  const anyText = fc.string({ unit: 'binary', maxLength: 60 });
  const hostile = fc.oneof(
    anyText,
    fc.string({
      unit: fc.constantFrom('\u0000', '\r', '\n', '\u202e', '\ud83d', 'z', '\u0307', ' ', '@', '.', '1', '+'),
    }),
  );
  const choiceOr = (values: readonly string[]) =>
    fc.oneof({ weight: 5, arbitrary: fc.constantFrom(...values) }, hostile);
  const submitted = fc.record(
    {
      topic: choiceOr(topics),
      forWhom: choiceOr(forWhomValues),
      channel: choiceOr(channels),
      helper: hostile,
      knows: choiceOr(knowsValues),
      answerTo: choiceOr(answerToValues),
      name: hostile,
      phone: fc.oneof(hostile, fc.constant('32 281-01-85')),
      email: fc.oneof(hostile, fc.emailAddress()),
      via: hostile,
      when: choiceOr(timesOfDay),
      voicemail: choiceOr(['yes']),
      needs: fc.array(choiceOr(needs)),
      language: choiceOr(contactLanguages),
      languageName: hostile,
      message: hostile,
    },
    { requiredKeys: [] },
  );

  it('never throws, and accepts only NFC without control characters', () => {
    fc.assert(
      fc.property(submitted, (fields) => {
        const parsed = parseEnquiry(form(fields));
        if (parsed.kind === 'invalid') return parsed.errors.length > 0;
        const texts = Object.values(parsed.enquiry)
          .flat()
          .filter((value) => typeof value === 'string');
        for (const text of texts) {
          assert.equal(text, text.normalize('NFC'));
          assert.equal(text, text.trim());
          assert.ok(text.isWellFormed());
          assert.ok(Array.from(text).every((character) => !steers(character.codePointAt(0) ?? 0)));
        }
        const { message: _, ...oneLine } = parsed.enquiry;
        for (const text of Object.values(oneLine).flat())
          assert.doesNotMatch(String(text), /[\n\t\u2028\u2029]/);
        return true;
      }),
      { numRuns: 2000 },
    );
  });

  it('reads its own result as the same', () => {
    fc.assert(
      fc.property(submitted, (fields) => {
        const parsed = parseEnquiry(form(fields));
        if (parsed.kind === 'invalid') return;
        const { voicemail, sayKis, ...rest } = parsed.enquiry;
        const again = {
          ...rest,
          voicemail: voicemail ? 'yes' : '',
          sayKis: sayKis ? 'yes' : '',
          phone: rest.phone,
        };
        assert.deepEqual(parseEnquiry(form(again)), { ...parsed, honeypotFilled: false });
      }),
    );
  });
});
