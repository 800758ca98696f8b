import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { openSqliteStore } from '../../src/enquiry/store/sqlite/driver.ts';
import {
  operator,
  postForm,
  type SentEnquiry,
  sendAndFollow,
  storeHash,
} from '../support/progress-visits.ts';
import { type RunningSite, startSite } from '../support/site.ts';
import { textOfHtml } from '../support/text-of-html.ts';
import { exchange } from './exchange.ts';
import { mannWhitney } from './mann-whitney.ts';

/*
 * Mutations, each seen to be caught: a GET with `who` and `step` in its query is recorded; the method is taken from a
 * header; the staff's address is sent to the next page as a referrer, or listed in the sitemap; one token is answered
 * differently from another; a reference is echoed where nothing is found; the code is visible on the page of 429; a
 * reference on the person's page.
 */

const personPath = '/zgloszenie/stan/';
const press = { who: 'pracownik', step: 'taken' };

describe('the pages of progress', () => {
  let site: RunningSite;
  before(async () => {
    site = await startSite({ LOG_LEVEL: 'debug' });
  });
  after(() => site.stop());
  const get = async (path: string, headers: Readonly<Record<string, string>> = {}, method = 'GET') => {
    const answer = await fetch(site.url + path, { method, headers, redirect: 'manual' });
    const html = await answer.text();
    return { status: answer.status, headers: answer.headers, html, text: textOfHtml(html) };
  };
  const ask = ({ reference, code }: Pick<SentEnquiry, 'reference' | 'code'>, more = {}) =>
    postForm(site, personPath, { reference, code, ...more });

  describe('the staff’s page', () => {
    it('is not cached, not sent as a referrer, and not listed anywhere', async () => {
      const { staffPath } = await sendAndFollow(site);
      for (const path of [
        staffPath,
        staffPath.slice(0, -1),
        `${staffPath}?utm_source=mail`,
        '/odbior/nothing/',
      ]) {
        const { status, headers, html } = await get(path);
        assert.equal(status, path.includes('nothing') ? 404 : 200, path);
        assert.equal(headers.get('cache-control'), 'no-store');
        assert.equal(headers.get('referrer-policy'), 'no-referrer');
        assert.equal(headers.get('set-cookie'), null);
        assert.match(html, /<meta name="robots" content="noindex"/);
        assert.doesNotMatch(html.replace(/<form.*<\/form>/s, ''), new RegExp(staffPath.slice(1, -1)));
      }
      for (const path of [
        '/sitemap-0.xml',
        '/sitemap-index.xml',
        '/robots.txt',
        '/szukaj/?q=odbi%C3%B3r',
        '/mapa-strony/',
      ])
        assert.doesNotMatch((await get(path)).html, /odbior\//, path);
    });

    it('records a step once for the person chosen, and shows others who has it and since when', async () => {
      const { staffPath } = await sendAndFollow(site);
      const noted = await postForm(site, staffPath, press);
      assert.equal(noted.status, 303);
      assert.equal(noted.headers.get('referrer-policy'), 'no-referrer');
      assert.equal(noted.headers.get('location'), `${staffPath}?zapisane`);
      assert.match(
        (await get(`${staffPath}?zapisane`)).text,
        /Zapisane\. Ktoś się tym zajął: Pracownik, \d+/,
      );
      const again = await postForm(site, staffPath, { ...press, who: 'kierownik' });
      assert.equal(again.status, 200);
      assert.match(
        again.text,
        /To już było zapisane\. Ktoś się tym zajął: Pracownik, \d+ \S+ \d{4} r\., \d+\.\d\d/,
      );
      assert.doesNotMatch(again.text, /Kierownik, \d/);
    });

    it('records 50 simultaneous presses as one', async () => {
      const { staffPath } = await sendAndFollow(site);
      const statuses = await Promise.all(
        Array.from({ length: 50 }, async (_, index) => {
          const who = index % 2 === 0 ? 'pracownik' : 'kierownik';
          return (await postForm(site, staffPath, { ...press, who })).status;
        }),
      );
      assert.equal(statuses.filter((status) => status === 303).length, 1);
      assert.equal(statuses.filter((status) => status === 200).length, 49);
      assert.equal((await get(staffPath)).text.match(/Ktoś się tym zajął/g)?.length, 1);
    });

    it('records all steps of an enquiry and undoes them', async () => {
      const { staffPath, ...enquiry } = await sendAndFollow(site);
      const seen: [string, RegExp][] = [
        ['taken', /Ktoś zajmuje się Twoim zgłoszeniem/],
        ['tried', /Próbowaliśmy się z Tobą skontaktować Jeszcze/],
        ['contacted', /Mamy już z Tobą kontakt/],
        ['closed', /Sprawa jest zakończona/],
        ['undo', /Mamy już z Tobą kontakt/],
      ];
      for (const [step, state] of seen) {
        const page = await get(staffPath);
        const shown = /name="seen" value="(\d+)"/.exec(page.html)?.[1] ?? '';
        assert.match(page.html, new RegExp(`name="step" value="${step}"`));
        assert.equal(
          (await postForm(site, staffPath, { who: 'kierownik', step, seen: shown })).status,
          303,
          step,
        );
        assert.match((await ask(enquiry)).text, state, step);
      }
      assert.equal((await postForm(site, staffPath, { who: 'kierownik', step: 'taken' })).status, 200);
    });

    // Mutation seen caught: a step that was taken back already is reported as impossible to record.
    it('reports a second press to undo a step as already undone', async () => {
      const { staffPath } = await sendAndFollow(site);
      assert.equal((await postForm(site, staffPath, press)).status, 303);
      const undo = { ...press, step: 'undo', seen: '1' };
      assert.equal((await postForm(site, staffPath, undo)).status, 303);
      const again = await postForm(site, staffPath, undo);
      assert.equal(again.status, 200);
      assert.match(again.text, /To już było cofnięte\. Teraz nic nie jest zapisane/);
    });

    // Mutation seen caught: the page tells staff to call a person who has left no number.
    it('tells staff to contact a visitor only after they leave a number', async () => {
      const visit = await sendAndFollow(site);
      const called = await sendAndFollow(site, { channel: 'phone', phone: '600 100 205' });
      assert.match((await get(called.staffPath)).text, /Odezwijcie się do/);
      const before = (await get(visit.staffPath)).text;
      assert.match(before, /zapowiedziała, że przyjdzie do klubu\. Nie trzeba się odzywać/);
      assert.doesNotMatch(before, /Odezwijcie się/);
      // The person's page does not show the chosen channel to others who look at the screen.
      const pages = await Promise.all([ask(visit), ask(called)]);
      const [one, other] = pages.map(({ text }) => text.replace(/\d+ \p{L}+ \d{4} r\., \d+\.\d\d/gu, 'DATE'));
      assert.equal(one, other);
      assert.match(one ?? '', /Odezwiemy się do .* Chyba że masz do nas przyjść: wtedy po prostu przyjdź\./);
      await ask(visit, { action: 'phone', phone: '600 100 206' });
      assert.match((await get(visit.staffPath)).text, /Odezwijcie się do/);
    });

    it('records nothing without a choice, and says so at the choice', async () => {
      const { staffPath } = await sendAndFollow(site);
      const before = storeHash(site);
      const wrong = [
        {},
        { step: 'taken' },
        { who: 'pracownik' },
        { who: '', step: 'taken' },
        { who: 'x', step: 'taken' },
      ];
      for (const fields of wrong) {
        const { status, html } = await postForm(site, staffPath, fields);
        assert.equal(status, 422, JSON.stringify(fields));
        assert.match(html, /<title>Błąd:/);
        assert.match(html, /<a href="#(?:who|step)">/);
        assert.doesNotMatch(html.replace(/value="pracownik"[^>]*checked/, ''), / checked/);
      }
      const foreign = await postForm(site, staffPath, press, { Origin: 'https://evil.example' });
      assert.equal(foreign.status, 403);
      for (const [body, type, status] of [
        ['who=pracownik&step=%', 'application/x-www-form-urlencoded', 400],
        ['{"who":"pracownik","step":"taken"}', 'application/json', 415],
        [`who=pracownik&step=taken&x=${'x'.repeat(9_000)}`, 'application/x-www-form-urlencoded', 413],
      ] as const) {
        const answer = await fetch(site.url + staffPath, {
          method: 'POST',
          body,
          headers: { 'Content-Type': type },
        });
        assert.equal(answer.status, status);
        assert.equal(answer.headers.get('referrer-policy'), 'no-referrer');
        assert.match(await answer.text(), /tel:\+48/);
      }
      assert.equal(storeHash(site), before);
    });

    it('answers every invalid token with the same bytes, and does not redirect', async () => {
      const { staffPath, reference } = await sendAndFollow(site);
      const port = Number(new URL(site.url).port);
      const raw = async (method: string, path: string, body = ''): Promise<string> => {
        const type =
          body === ''
            ? ''
            : `Content-Type: application/x-www-form-urlencoded\r\nContent-Length: ${body.length}\r\n`;
        const request = `${method} ${path} HTTP/1.1\r\nHost: localhost:${port}\r\n${type}\r\n${body}`;
        const { answer } = await exchange(port, request);
        return Buffer.from(answer.raw, 'latin1')
          .toString()
          .replace(/^Date: .*\r\n/m, '');
      };
      const last = staffPath.at(-2);
      const damaged = [
        `${staffPath.slice(0, -2)}${last === 'a' ? 'b' : 'a'}/`,
        `${staffPath.slice(0, -2)}/`,
        `${staffPath.slice(0, -1)}a/`,
        `${staffPath}x/`,
        '/odbior/',
        '/odbior',
        `/odbior/${reference}/`,
        '/odbior/Klub/',
        `/odbior/${'a'.repeat(1_000)}/`,
        '/odbior/blad/404/',
      ];
      const first = await raw('GET', '/odbior/nothing/');
      assert.match(first, /^HTTP\/1\.1 404/);
      assert.match(first, /Otwórz link jeszcze raz/);
      for (const path of damaged) assert.equal(await raw('GET', path), first, path);
      assert.equal(await raw('POST', '/odbior/nothing/', 'who=pracownik&step=taken'), first);
      assert.equal(await raw('POST', damaged[0] ?? '', 'who=pracownik&step=taken'), first);
      operator(site, 'erase', reference);
      assert.equal(await raw('GET', staffPath), first);
      for (const path of ['/ODBIOR/nothing/', '//odbior/nothing/', '/uk/odbior/nothing/'])
        assert.match(await raw('GET', path), /^HTTP\/1\.1 404/, path);
    });

    it('refuses other methods', async () => {
      const { staffPath } = await sendAndFollow(site);
      for (const method of ['PUT', 'DELETE', 'PATCH', 'OPTIONS']) {
        const { status, headers } = await get(staffPath, {}, method);
        assert.deepEqual([status, headers.get('allow')], [405, 'GET, HEAD, POST'], method);
      }
      assert.equal((await get(personPath, {}, 'PUT')).headers.get('allow'), 'GET, HEAD, POST');
    });
  });

  describe('programs that scan mail', () => {
    const query = '?who=pracownik&step=taken&action=withdraw';
    /**
     * The headers of five kinds of such programs: a link checker, a preview, a prefetch, an image proxy, a prober of
     * methods.
     */
    const kinds: readonly Readonly<Record<string, string>>[] = [
      {
        'User-Agent': 'Mozilla/5.0 (compatible; MSIE 9.0; Windows NT 6.1)',
        Accept: '*/*',
        Range: 'bytes=0-65535',
      },
      { 'User-Agent': 'Slackbot-LinkExpanding 1.0', Accept: 'text/html', 'If-None-Match': '*' },
      {
        Purpose: 'prefetch',
        'Sec-Purpose': 'prefetch;prerender',
        'Sec-Fetch-Site': 'none',
        'X-Moz': 'prefetch',
      },
      {
        'User-Agent': 'GoogleImageProxy',
        Via: '1.1 proxy',
        'X-Forwarded-For': '192.0.2.1',
        Referer: 'https://mail.example/',
      },
      {
        'X-HTTP-Method-Override': 'POST',
        'X-Method-Override': 'POST',
        'Content-Type': 'application/x-www-form-urlencoded',
        'Sec-Fetch-Site': 'same-origin',
        'Sec-Fetch-User': '?1',
      },
    ];

    it('change nothing by 500 GET and HEAD with headers of five kinds', async () => {
      const { staffPath } = await sendAndFollow(site);
      const before = storeHash(site);
      for (let count = 0; count < 500; count += 1) {
        const path = [staffPath, staffPath + query, `${staffPath}?zapisane`, staffPath.slice(0, -1) + query][
          count % 4
        ];
        const { status } = await get(path ?? '', kinds[count % 5], count % 3 === 0 ? 'HEAD' : 'GET');
        assert.equal(status, 200);
      }
      for (const headers of kinds) await get(personPath + query, headers);
      assert.equal(storeHash(site), before);
      assert.match((await get(staffPath)).text, /Nikt jeszcze się tym nie zajął/);
    });
  });

  describe('the person’s page', () => {
    it('shows the state for reference and code in any spelling, uncached', async () => {
      const { reference, code } = await sendAndFollow(site);
      const cyrillic = (text: string) =>
        text.replace(/[CHKMPTX]/g, (letter) => 'СНКМРТХ'['CHKMPTX'.indexOf(letter)] ?? '');
      for (const [typedReference, typedCode] of [
        [reference, code],
        [reference.toLowerCase(), code.toLowerCase()],
        [reference.replaceAll('-', ''), ` ${code.replace('-', ' ')} `],
        [reference.slice(4), `Kod: ${code}`],
        [cyrillic(reference.slice(4)), cyrillic(code)],
        [`КІС ${cyrillic(reference.slice(4)).toLowerCase()}`, cyrillic(code).toLowerCase()],
      ]) {
        const { status, headers, text } = await ask({
          reference: typedReference ?? '',
          code: typedCode ?? '',
        });
        assert.equal(status, 200, `${typedReference} ${typedCode}`);
        assert.match(text, /Zgłoszenie jest w skrzynce klubu/);
        assert.equal(headers.get('cache-control'), 'no-store');
      }
      const inAddress = await get(`${personPath}?reference=${reference}&code=${code}`);
      assert.doesNotMatch(inAddress.text, /Zgłoszenie jest w skrzynce klubu/);
    });

    it('answers a wrong code, an unknown and an erased reference with the same bytes', async () => {
      const [one, other] = [await sendAndFollow(site), await sendAndFollow(site)];
      operator(site, 'erase', other.reference);
      const port = Number(new URL(site.url).port);
      const raw = async (fields: Readonly<Record<string, string>>): Promise<string> => {
        const body = new URLSearchParams(fields).toString();
        const { answer } = await exchange(
          port,
          `POST ${personPath} HTTP/1.1\r\nHost: localhost:${port}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
        );
        return answer.raw.replace(/^Date: .*\r\n/m, '');
      };
      const { code } = one;
      const wrong = await raw({ reference: one.reference, code: other.code });
      assert.match(wrong, /^HTTP\/1\.1 422/);
      assert.match(wrong, /Nie znajdujemy takiego/);
      for (const fields of [
        { reference: 'KIS-777-777', code },
        { reference: other.reference, code: other.code },
        { reference: one.reference, code: '1' },
        { reference: '<b>rubbish', code: '"' },
        { reference: one.reference, code: other.code, action: 'withdraw' },
        { reference: 'KIS-777-777', code, action: 'phone', phone: '600 100 200' },
      ])
        assert.equal(await raw({ ...fields }), wrong, JSON.stringify(fields));
    });

    it('takes as long for a wrong code as for an unknown and an erased reference', async () => {
      const count = 12;
      const enquiries: SentEnquiry[] = [];
      for (let sent = 0; sent < 2 * count; sent += 1) enquiries.push(await sendAndFollow(site));
      const [kept, erased] = [enquiries.slice(0, count), enquiries.slice(count)];
      const store = openSqliteStore({ file: join(site.dataDirectory, 'kis.db') });
      for (const { reference } of erased) await store.erase(reference);
      await store.close();
      const unknown = [...'3479CFHJKMNP'].map((letter) => `KIS-333-3${letter}X`);
      const times: { wrong: number[]; unknown: number[]; erased: number[] } = {
        wrong: [],
        unknown: [],
        erased: [],
      };
      const timed = async (into: number[], reference: string): Promise<void> => {
        const began = performance.now();
        const { status } = await ask({ reference, code: 'KKK-KKK' });
        into.push(performance.now() - began);
        assert.equal(status, 422);
      };
      for (let round = 0; round < 9; round += 1)
        for (const [index, { reference }] of kept.entries()) {
          await timed(times.wrong, reference);
          await timed(times.unknown, unknown[index] ?? '');
          await timed(times.erased, erased[index]?.reference ?? '');
        }
      // No time is asserted, only that the times cannot be told apart: five standard deviations of ranks.
      for (const other of [times.unknown, times.erased])
        assert.ok(Math.abs(mannWhitney(times.wrong, other)) < 5, `z = ${mannWhitney(times.wrong, other)}`);
    });

    it('slows tries down by reference, existing or not, and keeps the typed values, the code masked', async () => {
      const { reference, code } = await sendAndFollow(site);
      for (const typed of [reference, 'KIS-444-444', 'rubbish']) {
        for (let count = 0; count < 10; count += 1)
          assert.equal((await ask({ reference: typed, code: 'KKK-KKK' })).status, 422, typed);
        const slow = await ask({ reference: typed, code }, { action: 'phone', phone: '600 700 800' });
        assert.equal(slow.status, 429);
        const seconds = Number(slow.headers.get('retry-after'));
        assert.ok(seconds > 0 && seconds <= 30, `${seconds}`);
        assert.match(slow.text, /Poczekaj chwilę/);
        assert.match(slow.html, /tel:\+48/);
        assert.match(slow.html, new RegExp(`name="code" value="${code}"`));
        assert.match(slow.html, /name="phone" value="600 700 800"/);
        assert.equal(slow.text.includes(code), false);
      }
    });

    // Mutation seen caught: nothing is offered after staff have closed it.
    it('lets a person report once that nobody called, for an enquiry that staff have closed', async () => {
      const enquiry = await sendAndFollow(site);
      for (const step of ['contacted', 'closed']) {
        await postForm(site, enquiry.staffPath, { ...press, step });
        assert.match((await ask(enquiry)).html, /name="action" value="nobody-called"/, step);
      }
      const said = await ask(enquiry, { action: 'nobody-called' });
      assert.match(said.text, /Powiemy pracownikom, że nikt się nie odezwał/);
      assert.doesNotMatch(said.html, /name="action"/);
      assert.match((await get(enquiry.staffPath)).html, /name="step" value="tried"/);
      assert.equal(
        (await postForm(site, enquiry.staffPath, { ...press, step: 'tried', seen: '2' })).status,
        303,
      );
      assert.match((await ask(enquiry)).text, /Próbowaliśmy się z Tobą skontaktować Jeszcze/);
    });

    it('adds each of three kinds of additions, and confirms it', async () => {
      const enquiry = await sendAndFollow(site);
      const page = await ask(enquiry);
      const form = /name="form" value="([^"]+)"/.exec(page.html)?.[1] ?? '';
      const phone = { action: 'phone', phone: '0671234567', form };
      assert.match((await ask(enquiry, phone)).text, /Mamy nowy numer/);
      assert.match((await ask(enquiry, phone)).text, /Ten numer już mamy/);
      const wrong = await ask(enquiry, { action: 'phone', phone: '12' });
      assert.equal(wrong.status, 422);
      assert.match(
        wrong.html,
        /<title>Błąd:[\s\S]*href="#phone"[\s\S]*<details[^>]* open[\s\S]*id="phone"[^>]* value="12"/,
      );
      for (const typed of ['600 100 200 i 601 200 300', '600100200, proszę po 16', '600 100 200 wew. 12']) {
        const { status, text } = await ask(enquiry, { action: 'phone', phone: typed });
        assert.equal(status, 422);
        assert.doesNotMatch(text, /w wiadomości/, 'here is no message to write it in');
      }
      // A person who goes back corrects the number in the same form.
      assert.match((await ask(enquiry, { ...phone, phone: '602 222 222' })).text, /Mamy nowy numer/);
      assert.match((await get(enquiry.staffPath)).text, /Ta osoba podała nowy numer telefonu \(/);
      const called = await ask(enquiry, { action: 'nobody-called' });
      assert.match(called.text, /Powiemy pracownikom, że nikt się nie odezwał/);
      assert.doesNotMatch(called.html, /name="action" value="nobody-called"/);
      assert.match((await ask(enquiry, { action: 'withdraw' })).text, /Wiemy, że już tego nie potrzebujesz/);
      const after = await get(enquiry.staffPath);
      assert.match(after.text, /już tego nie potrzebuję[\s\S]*nikt się nie odezwał/);
    });

    // Mutation seen caught: it says that an enquiry was withdrawn before anybody has withdrawn it.
    it('names no button that is not on the page any more', async () => {
      const enquiry = await sendAndFollow(site);
      await ask(enquiry, { action: 'nobody-called' });
      await postForm(site, enquiry.staffPath, { ...press, step: 'contacted' });
      const page = await ask(enquiry);
      assert.match(page.text, /Mamy już z Tobą kontakt/);
      assert.doesNotMatch(page.text, /niżej/);
    });

    it('differs only in dates between people in the same state', async () => {
      const people = [
        { channel: 'phone', phone: '600 100 201', topic: 'psu', name: 'Anna' },
        { channel: 'email', email: 'jan@kis.example', topic: 'partner', message: 'Długa wiadomość' },
        { channel: 'via', via: 'schronisko', forWhom: 'other', helper: 'Ola', knows: 'yes' },
      ];
      const pages = new Set<string>();
      for (const answers of people) {
        const enquiry = await sendAndFollow(site, answers);
        await postForm(site, enquiry.staffPath, press);
        const { text } = await ask(enquiry);
        pages.add(text.replace(/\d+ \p{L}+ \d{4} r\., \d+\.\d\d/gu, 'DATE'));
      }
      assert.equal(pages.size, 1);
    });
  });

  it('no typed value, code or token appears on these pages, in their addresses or in the log', async () => {
    const typed = {
      ...{
        channel: 'via',
        via: 'Kanarekvia',
        name: 'Kanarekname',
        message: 'Kanarekmessage',
        forWhom: 'other',
      },
      ...{ helper: 'Kanarekhelper', knows: 'no', language: 'other', languageName: 'Kanareklanguage' },
    };
    const enquiry = await sendAndFollow(site, typed);
    const phone = '+380 67 765 43 21';
    const staff = [
      await get(enquiry.staffPath),
      await postForm(site, enquiry.staffPath, press),
      await postForm(site, enquiry.staffPath, { step: 'closed' }),
    ];
    const person = [
      await ask(enquiry),
      await ask(enquiry, { action: 'phone', phone }),
      await ask(enquiry, { action: 'nobody-called' }),
      await ask(enquiry, { action: 'withdraw' }),
      await ask({ ...enquiry, code: 'Kanarekcode' }),
    ];
    staff.push(await get(enquiry.staffPath));
    const token = enquiry.staffPath.split('/')[2] ?? '';
    for (const { html, headers } of [...staff, ...person]) {
      const all = html + JSON.stringify([...headers]).replaceAll(token, '');
      assert.doesNotMatch(all, /Kanarek|765 ?43 ?21|380/);
    }
    for (const { html } of staff) {
      assert.equal(html.includes(enquiry.code), false);
      assert.equal(html.includes(token), false);
    }
    for (const { html } of [...staff, ...person])
      assert.doesNotMatch(/<title>(.*)<\/title>/.exec(html)?.[1] ?? '', /KIS-/);
    for (const { text } of person) assert.equal(text.includes(enquiry.code), false);
    const log = site.output();
    for (const secret of ['Kanarek', '7654321', enquiry.code, token, '/odbior/', '/stan/'])
      assert.equal(log.includes(secret), false, secret);
    assert.match(log, /"route":"progress","status":303/);
  });

  // Mutation: the switch of languages keeps the whole query.
  it('a query in the address of a page is not copied into its links', async () => {
    for (const prefix of ['', '/uk', '/en'])
      for (const path of [personPath, '/zgloszenie/', '/zgloszenie/przyjete/', '/szukaj/', '/odbior/x/']) {
        const query = '?reference=KIS-HHH-PPP&code=XXX-RRR&q=praca';
        const { html } = await get(`${path.startsWith('/odbior') ? '' : prefix}${path}${query}`);
        assert.match(html, /<a /, path);
        assert.doesNotMatch(html, /HHH|PPP|XXX|RRR|reference=|code=/, `${prefix}${path}`);
        if (path === '/szukaj/') assert.match(html, /href="\/uk\/szukaj\/\?q=praca"/);
      }
  });

  it('the confirmation holds the reference in its address only sealed, and shows the code after „Kod:”', async () => {
    const form = /name="form" value="([^"]+)"/.exec((await get('/zgloszenie/')).html)?.[1] ?? '';
    const fields = { form, topic: 'other', forWhom: 'self', channel: 'visit' };
    const [first, again] = [
      await postForm(site, '/zgloszenie/', fields),
      await postForm(site, '/zgloszenie/', fields),
    ];
    const location = first.headers.get('location') ?? '';
    assert.equal(again.headers.get('location'), location);
    const { text } = await get(location);
    const reference = /Numer zgłoszenia: KIS-(\w{3})-(\w{3}) Kod: \w{3}-\w{3} Telefon:/.exec(text);
    assert.ok(reference, text);
    for (const part of [reference[1], reference[2], 'KIS', 'visit']) {
      assert.equal(location.includes(part ?? ''), false);
      assert.equal(Buffer.from(location.split('z=')[1] ?? '', 'base64url').includes(part ?? ''), false);
    }
  });
});

describe('the pages of progress while the store is away', () => {
  let site: RunningSite;
  before(async () => {
    site = await startSite({ DATABASE_URL: 'postgres://127.0.0.1:1/kis', COURIER: 'off' });
  });
  after(() => site.stop());

  it('say so, with the telephone and all typed values', async () => {
    const person = await postForm(site, personPath, {
      reference: 'KIS-777-777',
      code: 'KKK-KKK',
      action: 'withdraw',
    });
    assert.equal(person.status, 503);
    assert.match(person.text, /Nie możemy teraz tego sprawdzić/);
    assert.match(person.html, /name="reference" value="KIS-777-777"[\s\S]*name="action" value="withdraw"/);
    assert.match(person.html, /tel:\+48/);
    const token = `/odbior/777777${'a'.repeat(26)}/`;
    for (const staff of [await postForm(site, token, press), await fetch(site.url + token)]) {
      assert.equal(staff.status, 503);
      assert.equal(staff.headers.get('referrer-policy'), 'no-referrer');
    }
    assert.match((await postForm(site, token, press)).html, /tel:\+48/);
  });
});
