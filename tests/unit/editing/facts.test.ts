import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { parse } from 'yaml';
import { readYaml } from '../../../src/content-check/reading/yaml-source.ts';
import { type FactName, factNames } from '../../../src/content-schemas/collections.ts';
import { cleanLine } from '../../../src/editing/clean-text.ts';
import { confirmations, confirmFact, editFact, factForm } from '../../../src/editing/facts/fact-form.ts';
import type { Field } from '../../../src/editing/facts/field.ts';
import { clubContent } from '../../support/club.ts';
import { factText, factTextInLines, twoHelplines } from './fact-texts.ts';

/** @returns the controls of a form as a browser posts them */
function postedOf(fields: readonly Field[]): [string, string][] {
  return fields.flatMap((field): [string, string][] => {
    if ('fields' in field) return postedOf(field.fields);
    if (field.kind === 'list') return postedOf([...field.items.map((item) => item.field), field.blank]);
    if (field.kind === 'hours' || field.kind === 'day-hours')
      return [
        ...(field.closed ? [[`${field.name}.zamkniete`, 'tak'] as [string, string]] : []),
        ...[0, 1, 2, 3].flatMap((index): [string, string][] => {
          const part = index === 0 ? '' : String(index + 1);
          const { opens = '', closes = '' } = field.spans[index] ?? {};
          return [
            [`${field.name}.od${part}`, opens],
            [`${field.name}.do${part}`, closes],
          ];
        }),
      ];
    if (field.kind === 'yes-no') return [[field.name, field.value ? 'tak' : 'nie']];
    if (!('value' in field)) return [];
    return [[field.name, field.value.replaceAll('\n', '\r\n')]];
  });
}

const formOf = (name: FactName, text: string): readonly Field[] => {
  const form = factForm(name, text);
  assert.ok(form.kind === 'form', JSON.stringify(form));
  return form.fields;
};

function edited(name: FactName, text: string, posted: Readonly<Record<string, string>>): string {
  const result = editFact(name, text, new Map(Object.entries(posted)));
  assert.ok(result.kind === 'text', JSON.stringify(result));
  return result.text;
}

/** @returns the lines of the second text that the first does not have */
const newLines = (before: string, after: string): string[] =>
  after.split('\n').filter((line) => !before.split('\n').includes(line));

const fieldAt = (fields: readonly Field[], name: string): Field | undefined => {
  for (const field of fields) {
    if (field.name === name) return field;
    const below =
      'fields' in field
        ? field.fields
        : field.kind === 'list'
          ? [...field.items.map((one) => one.field), field.blank]
          : [];
    const found = name.startsWith(`${field.name}.`) ? fieldAt(below, name) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
};

describe('a file of facts as a form', () => {
  for (const file of readdirSync(join(clubContent, 'fakty'))) {
    const name = file.replace('.yaml', '') as FactName;
    it(`${file}, posted as it was shown, comes back byte for byte, however it is written`, () => {
      for (const text of [factText(name), factTextInLines(name)]) {
        const posted = Object.fromEntries(postedOf(formOf(name, text)));
        assert.ok(Object.keys(posted).length > 0);
        assert.equal(edited(name, text, posted), text);
      }
    });
  }

  it('every field has a label in plain words and a control that fits what it asks for', () => {
    const walk = (field: Field): Field[] => [
      field,
      ...('fields' in field ? field.fields.flatMap(walk) : field.kind === 'list' ? walk(field.blank) : []),
    ];
    for (const name of factNames) {
      for (const { label, name: at } of formOf(name, factText(name)).flatMap(walk))
        assert.match(label, /^[\p{Lu}][^_]{0,59}$/u, `${name} ${at}`);
    }
    const kinds = (name: FactName, at: string) => fieldAt(formOf(name, factText(name)), at)?.kind;
    assert.equal(kinds('godziny', 'tydzien.piatek'), 'day-hours');
    assert.equal(kinds('godziny', 'sprawdzono'), 'date');
    assert.equal(kinds('przerwy', 'wyjatki.1.godziny'), 'hours');
    assert.equal(kinds('przerwy', 'wyjatki.1.rodzaj'), 'choice');
    assert.equal(kinds('przerwy', 'wyjatki.1.powod'), 'by-language');
    assert.equal(kinds('stawki', 'stawki.0.kwota'), 'amount');
    assert.equal(kinds('kontakt', 'telefon'), 'telephone');
    assert.equal(kinds('kontakt', 'email'), 'email');
    assert.equal(kinds('kontakt', 'bip'), 'web-address');
    assert.equal(kinds('kontakt', 'budynek'), 'long-text');
    assert.equal(kinds('szukanie', 'pomijaj'), 'lines');
  });

  it('one changed value is one changed line, quotes and comments as they were', () => {
    const contact = factText('kontakt');
    assert.deepEqual(newLines(contact, edited('kontakt', contact, { telefon: '102003049' })), [
      'telefon: 10 200 30 49',
    ]);
    assert.deepEqual(newLines(contact, edited('kontakt', contact, { telefon_wewnetrzny: '12' })), [
      'telefon_wewnetrzny: "12"',
    ]);
    const friday = edited('godziny', factText('godziny'), {
      'tydzien.piatek.od': '9:00',
      'tydzien.piatek.do': '15.30',
    });
    assert.deepEqual(newLines(factText('godziny'), friday), ['  piatek: 9:00-15:30']);
    assert.equal(friday.split('\n').length, factText('godziny').split('\n').length);
  });

  it('a day of the week can be closed, opened again, and get a break', () => {
    const text = factText('godziny');
    const closed = edited('godziny', text, {
      'tydzien.sroda.zamkniete': 'tak',
      'tydzien.sroda.od': '08:00',
      'tydzien.sroda.do': '12:00',
    });
    assert.deepEqual(newLines(text, closed), ['  sroda: zamknięte']);
    const broken = edited('godziny', closed, {
      'tydzien.sroda.od': '08:00',
      'tydzien.sroda.do': '12:00',
      'tydzien.sroda.od2': '13',
      'tydzien.sroda.do2': '16:45',
    });
    assert.equal(parse(broken).tydzien.sroda[1], '13:00-16:45');
    assert.equal(broken, text);
  });

  it('an entry goes below an empty list, behind others, and out again', () => {
    const empty = '# Wpisuj tutaj dni, w których klub jest zamknięty.\nwyjatki: []\n';
    const post = (index: number, more: Readonly<Record<string, string>>) =>
      Object.fromEntries(Object.entries(more).map(([key, value]) => [`wyjatki.${index}.${key}`, value]));
    const one = edited(
      'przerwy',
      empty,
      post(0, { od: '2026-12-24', do: '02.01.2027', rodzaj: 'zamkniete', 'powod.pl': 'przerwa świąteczna' }),
    );
    assert.equal(
      one,
      `${empty.replace(' []', '')}  - od: 2026-12-24\n    do: 2027-01-02\n    rodzaj: zamkniete\n    powod:\n      pl: przerwa świąteczna\n`,
    );
    const two = edited(
      'przerwy',
      one,
      post(1, {
        od: '2027-01-05',
        do: '2027-01-05',
        rodzaj: 'skrocone',
        'godziny.od': '8:00',
        'godziny.do': '12:00',
        'powod.pl': 'narada: zarząd',
      }),
    );
    assert.ok(two.startsWith(one));
    assert.equal(parse(two).wyjatki[1].godziny, '8:00-12:00');
    assert.equal(parse(two).wyjatki[1].powod.pl, 'narada: zarząd');
    assert.equal(edited('przerwy', two, { 'wyjatki.1.usun': 'tak' }), one);
    assert.equal(edited('przerwy', one, { 'wyjatki.0.usun': 'tak' }), empty);
    assert.equal(
      edited('przerwy', one, post(1, { od: '', do: ' ', rodzaj: 'zamkniete', 'powod.pl': '' })),
      one,
    );
  });

  it('an entry that goes takes its own comment along and leaves that of its neighbour', () => {
    const entry = (place: string) =>
      `  - nazwa: ${place}\n    # Do potwierdzenia przez klub: ${place}\n    adres: null\n    potwierdzono: null\n`;
    const text = `# O pliku.\nlinki:\n${['pierwszy', 'drugi', 'trzeci'].map(entry).join('')}`;
    const after = edited('linki', text, { 'linki.1.usun': 'tak' });
    assert.equal(after, text.replace(entry('drugi'), ''));
    assert.equal(parse(after).linki.length, parse(text).linki.length - 1);
  });

  it('a file that is missing begins with its first entry', () => {
    const text = edited('komunikat', '', {
      'komunikaty.0.tresc.pl': 'Winda nie działa.',
      'komunikaty.0.od': '2026-12-01',
      'komunikaty.0.do': '2026-12-02',
    });
    assert.deepEqual(parse(text), {
      komunikaty: [{ tresc: { pl: 'Winda nie działa.' }, od: '2026-12-01', do: '2026-12-02' }],
    });
    assert.equal(edited('komunikat', '', {}), '');
  });

  it('a name nobody knows, null, line ends of Windows and a comment behind a value stay', () => {
    const text =
      'telefon: 10 200 30 40 # sekretariat\r\nnieznane: { a: 1 }\r\nbip: null\r\nemail:\r\nzrodlo: x\r\n';
    const after = edited('kontakt', text, { telefon: '10 200 30 41', email: 'a@b.pl' });
    assert.equal(after, text.replace('30 40', '30 41').replace('email:', 'email: a@b.pl'));
    assert.equal(edited('kontakt', after, { email: '' }), after.replace('a@b.pl', 'null'));
  });

  it('unusual spellings stay until somebody changes the value', () => {
    const hours = factText('godziny').replace('8:00-13:15', '08:00-13:15').replace('zamknięte', 'Zamknięte');
    assert.equal(edited('godziny', hours, Object.fromEntries(postedOf(formOf('godziny', hours)))), hours);
    const contact = factText('kontakt').replace('ul. Nieistniejąca', 'ul.\u00a0Nie\u00adistniejąca');
    assert.equal(
      edited('kontakt', contact, Object.fromEntries(postedOf(formOf('kontakt', contact)))),
      contact,
    );
  });

  it('a text over several lines is replaced whole, and the comments around it stay', () => {
    const text = '# a\nbudynek: |\n  Wejście\n  od ulicy\n# b\nulica: "x\n  y" # c\nnazwa: z\n';
    const after = edited('kontakt', text, { budynek: 'Nowe: wejście', ulica: 'Inna 1' });
    assert.deepEqual(parse(after), { budynek: 'Nowe: wejście', ulica: 'Inna 1', nazwa: 'z' });
    for (const comment of ['# a', '# b', '# c']) assert.ok(after.includes(comment), after);
  });

  it('a new name comes where its neighbours of the schema stand', () => {
    const text = edited('przerwy', factText('przerwy'), {
      'wyjatki.0.rodzaj': 'skrocone',
      'wyjatki.0.godziny.od': '9',
      'wyjatki.0.godziny.do': '10',
    });
    assert.match(text, /rodzaj: skrocone\n {4}godziny: 9:00-10:00\n {4}powod/);
    const back = edited('przerwy', text, {
      'wyjatki.0.rodzaj': 'zamkniete',
      'wyjatki.0.godziny.od': '',
      'wyjatki.0.godziny.do': '',
    });
    assert.equal(back, factText('przerwy'));
  });

  it('a text beside the Polish one, in braces or below, comes and goes', () => {
    const braces = factText('przerwy');
    const both = edited('przerwy', braces, { 'wyjatki.0.powod.uk': 'ремонт, [2]' });
    assert.deepEqual(newLines(braces, both), ["    powod: { pl: malowanie sal, uk: 'ремонт, [2]' }"]);
    assert.equal(edited('przerwy', both, { 'wyjatki.0.powod.uk': '' }), braces);
    const below = factTextInLines('zgloszenia').replace(/^ {6}en: .*\n/m, '');
    const english = edited('zgloszenia', below, { 'tematy.0.nazwa.de': 'Kurse' });
    assert.deepEqual(newLines(below, english), ['      de: Kurse']);
    assert.equal(edited('zgloszenia', english, { 'tematy.0.nazwa.de': '' }), below);
  });

  it('a group that is null gets its fields, and is null again without them', () => {
    const text = factText('pomoc');
    const months = edited('pomoc', text, { 'telefony.0.miesiace.od': '11', 'telefony.0.miesiace.do': '3' });
    assert.deepEqual(parse(months).telefony[0].miesiace, { od: 11, do: 3 });
    assert.equal(
      edited('pomoc', months, { 'telefony.0.miesiace.od': '', 'telefony.0.miesiace.do': '' }),
      text,
    );
  });

  it('usual spellings are put right, others stay for the check to name', () => {
    const contact = factText('kontakt');
    const value = (posted: Readonly<Record<string, string>>) => parse(edited('kontakt', contact, posted));
    assert.equal(value({ telefon: '+48 600-100-200' }).telefon, '600 100 200');
    assert.equal(value({ telefon: '112' }).telefon, '112');
    assert.equal(value({ bip: 'www.bytom.pl' }).bip, 'https://www.bytom.pl');
    assert.equal(value({ nazwa: 'Klub\u00a0Inte\u00adgracji\r\n' }).nazwa, 'Klub Integracji');
    assert.equal(
      parse(edited('stawki', factText('stawki'), { 'stawki.0.kwota': '9.5 zł' })).stawki[0].kwota,
      '9,50',
    );
    assert.match(
      edited('godziny', factText('godziny'), { 'tydzien.piatek.od': '7.30', 'tydzien.piatek.do': 'do 13' }),
      /piatek: 7:30-do 13\n/,
    );
    assert.match(
      edited('pytania', factText('pytania'), { 'pytania.0.odpowiedz': '- tak: *może* #1' }),
      /odpowiedz: '- tak: \*może\* #1'/,
    );
  });

  it('too long a text or too many entries are reported at the field, and nothing is changed', () => {
    const long = editFact('kontakt', factText('kontakt'), new Map([['ulica', 'a'.repeat(2_001)]]));
    assert.deepEqual(long, {
      kind: 'faults',
      faults: [{ name: 'ulica', message: '„Ulica i numer” może mieć najwyżej 2000 znaków. Skróć tekst.' }],
    });
    const many = new Map(Array.from({ length: 201 }, (_, index) => [`linki.${index + 100}.nazwa`, 'x']));
    assert.equal(editFact('linki', factText('linki'), many).kind, 'faults');
  });

  it('an unreadable file is reported with its line', () => {
    const form = factForm('kontakt', 'nazwa: a\n  b: c\n');
    assert.ok(form.kind === 'unreadable');
    assert.ok(form.line >= 1 && form.message.length > 10);
  });

  it('„Potwierdzam” writes the role and both days, of the file or of one entry', () => {
    const confirmation = { role: 'kierowniczka', today: '2026-11-29', checkBy: '2027-02-28' };
    const result = confirmFact('godziny', factTextInLines('godziny'), '', confirmation);
    assert.ok(result.kind === 'text');
    assert.deepEqual(newLines(factTextInLines('godziny'), result.text), [
      'sprawdzono: 2026-11-29',
      'sprawdzic_do: 2027-02-28',
      'potwierdzil: kierowniczka',
    ]);
    const amount = confirmFact('stawki', factText('stawki'), 'stawki.0', confirmation);
    assert.ok(amount.kind === 'text');
    assert.equal(parse(amount.text).stawki[0].potwierdzono, '2026-11-29');
    assert.deepEqual(confirmations('stawki', amount.text)[0]?.checkBy, '2027-02-28');
    assert.equal(confirmFact('stawki', factText('stawki'), 'stawki.7', confirmation).kind, 'faults');
    assert.equal(confirmations('przerwy', factText('przerwy')).length, 0);
  });
});

const anyText = fc.oneof(
  fc.string({ maxLength: 30 }),
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.constantFrom(
    'null',
    '~',
    'true',
    '[]',
    '{ a',
    '- x',
    'a: b',
    '#',
    '"',
    "'",
    '*x',
    '&x',
    '!x',
    '---',
    '12',
    '0x1',
    'tak',
    '%',
    '`',
    '@',
    '? a',
    ': b',
    '| x',
    '> x',
    ', ]',
  ),
);

describe('edits that came up by chance', () => {
  it('an entry that goes, and a name of another one', () => {
    const before = twoHelplines();
    const posted = Object.fromEntries(postedOf(formOf('pomoc', before)));
    const names = Object.keys(posted).filter((at) => /^telefony\.\d+\.\w+\.(?:uk|en)$/.test(at));
    for (const name of names) posted[name] = '';
    const after = edited('pomoc', before, { ...posted, 'telefony.0.usun': 'tak' });
    assert.equal(parse(after).telefony.length, parse(before).telefony.length - 1);
    assert.equal(parse(after).telefony[0].numer, parse(before).telefony[1].numer);
    assert.doesNotMatch(after, /\b(?:uk|en):/);
  });

  it('quotation marks of both kinds are read as they were typed', () => {
    for (const typed of [`'"`, `''`, `"'x'"`, `\\"`, `'"' x`]) {
      const text = factText('stawki');
      const posted = Object.fromEntries(postedOf(formOf('stawki', text)));
      const after = edited('stawki', text, { ...posted, 'stawki.0.zrodlo': typed });
      const reading = readYaml(after);
      assert.ok(reading.kind === 'data', after);
      assert.equal(parse(after).stawki[0].zrodlo, typed);
    }
  });
});

describe('random edits of the facts', () => {
  it('read back as typed, and saving again changes nothing', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...factNames),
        fc.boolean(),
        fc.array(fc.tuple(fc.nat(), fc.oneof(anyText, fc.constant('')), fc.boolean()), {
          minLength: 1,
          maxLength: 4,
        }),
        (name, inLines, picks) => {
          const before = inLines ? factTextInLines(name) : factText(name);
          const controls = postedOf(formOf(name, before));
          const posted: Record<string, string> = Object.fromEntries(controls);
          for (const [pick, value, removes] of picks) {
            const [at = ''] = controls[pick % controls.length] ?? [];
            posted[at] = value;
            const item = /^[a-z]+\.\d+/.exec(at)?.[0];
            if (removes && item !== undefined) posted[`${item}.usun`] = 'tak';
          }
          const once = edited(name, before, posted);
          assert.ok(readYaml(once).kind === 'data', once);
          const shown = postedOf(formOf(name, once));
          assert.equal(edited(name, once, Object.fromEntries(shown)), once);
          const removes = Object.keys(posted).some((at) => at.endsWith('.usun'));
          for (const [pick] of removes ? [] : picks) {
            const [at = ''] = controls[pick % controls.length] ?? [];
            const typed = cleanLine(posted[at] ?? '');
            const control = at.includes('zamkniete') ? undefined : fieldAt(formOf(name, once), at);
            if (control?.kind === 'text' || (control?.kind === 'long-text' && typed !== ''))
              assert.equal(control.value, typed, `${at} of ${name}`);
          }
          for (const line of before.split('\n').filter((one) => /^#/.test(one)))
            assert.ok(once.includes(line));
        },
      ),
      { numRuns: 150 },
    );
  });
});

describe('the key of a new entry', () => {
  const glossary =
    'slowa:\n  - klucz: zasilek-staly\n    slowo: zasiłek stały\n    znaczenie: { pl: pieniądze co miesiąc }\n    zrodlo: wymyślone\n';
  const added = (
    name: 'slownik' | 'stawki' | 'zgloszenia',
    text: string,
    posted: Readonly<Record<string, string>>,
  ) => {
    const edited = editFact(name, text, new Map(Object.entries(posted)));
    assert.ok(edited.kind === 'text', JSON.stringify(edited));
    return [...edited.text.matchAll(/klucz: (\S+)/g)].map(([, key]) => key);
  };

  it('is made of its name, in plain letters, and is no other entry’s; its form does not ask for it', () => {
    const form = factForm('slownik', glossary);
    assert.ok(form.kind === 'form' && form.fields[0]?.kind === 'list');
    const [list] = form.fields;
    assert.ok(list?.kind === 'list' && list.blank.kind === 'group' && list.items[0]?.field.kind === 'group');
    assert.ok(!list.blank.fields.some(({ name }) => name.endsWith('.klucz')));
    assert.ok(list.items[0].field.fields.some(({ name }) => name.endsWith('.klucz')));
    const word = (slowo: string) =>
      added('slownik', glossary, {
        'slowa.1.slowo': slowo,
        'slowa.1.znaczenie.pl': 'x',
        'slowa.1.zrodlo': 'y',
      })[1];
    assert.equal(word('Kontrakt socjalny (umowa)'), 'kontrakt-socjalny-umowa');
    assert.equal(word('Zasiłek stały'), 'zasilek-staly-2');
    assert.equal(word('договір'), 'dohovir');
    assert.equal(
      added('slownik', glossary, { 'slowa.1.slowo': 'x', 'slowa.1.klucz': 'Zasiłek Okresowy' })[1],
      'zasilek-okresowy',
    );
  });

  it('of an amount is that of the last one, of a role that of its name', () => {
    const amounts = readFileSync(join(clubContent, 'fakty/stawki.yaml'), 'utf8');
    assert.deepEqual(added('stawki', amounts, { 'stawki.1.kwota': '8,10', 'stawki.1.rok': '2027' }), [
      'psu-godzina',
      'psu-godzina',
    ]);
    const roles = 'tematy: []\nodbierajacy:\n  - klucz: pracownik\n    nazwa: { pl: Pracownik }\n';
    assert.deepEqual(added('zgloszenia', roles, { 'odbierajacy.1.nazwa.pl': 'Doradczyni zawodowa' }), [
      'pracownik',
      'doradczyni-zawodowa',
    ]);
  });
});
