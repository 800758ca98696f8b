import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { load } from 'cheerio';
import { type Mailbox, openMailbox } from '../support/mailbox.ts';
import { type RunningSite, startSite } from '../support/site.ts';

/** Every field of the form, with values that no page may lose or validate. */
const filled: Readonly<Record<string, readonly string[]>> = {
  topic: ['advice'],
  forWhom: ['other'],
  helper: ['Анна, притулок'],
  knows: ['no'],
  answerTo: ['helper'],
  name: ['Żaneta <b> "x"'],
  channel: ['phone'],
  phone: ['12'],
  email: ['anna@'],
  via: ['через сусідку'],
  when: ['morning'],
  voicemail: ['yes'],
  sayKis: ['yes'],
  needs: ['interpreter', 'large-print'],
  language: ['other'],
  languageName: ['Romani čhib'],
  message: ['\nПерший рядок\nдругий  рядок 🙂'],
  website: ['spam'],
};

const names = Object.keys(filled);

/** @returns the fields that a browser would send from a form, without the token and the buttons */
function sentBy(html: string): Record<string, string[]> {
  const $ = load(html);
  const form = $('form.form');
  const controls = form.find('input[name], textarea[name]').toArray();
  const values = controls.flatMap((element): [string, string][] => {
    const control = $(element);
    const name = control.attr('name') ?? '';
    const isChoice = ['radio', 'checkbox'].includes(control.attr('type') ?? '');
    if (name === 'form' || (isChoice && control.attr('checked') === undefined)) return [];
    // A browser drops the first line break of a text area; cheerio does too.
    return [[name, element.tagName === 'textarea' ? control.text() : (control.attr('value') ?? '')]];
  });
  const fields: Record<string, string[]> = {};
  for (const [name, value] of values) fields[name] = [...(fields[name] ?? []), value];
  return fields;
}

const bodyOf = (fields: Readonly<Record<string, readonly string[]>>): URLSearchParams => {
  const body = new URLSearchParams();
  for (const [name, values] of Object.entries(fields)) for (const value of values) body.append(name, value);
  return body;
};

describe('the form in another language', () => {
  let site: RunningSite;
  let mailbox: Mailbox;
  before(async () => {
    mailbox = await openMailbox();
    site = await startSite({ SMTP_URL: mailbox.url, ENQUIRY_TO: 'biuro@kis.example' });
  });
  after(async () => {
    await site.stop();
    await mailbox.close();
  });

  const tokenOf = (html: string): string => load(html)('input[name="form"]').attr('value') ?? '';
  const open = async (path: string) => (await fetch(site.url + path)).text();
  const post = (path: string, fields: Readonly<Record<string, readonly string[]>>) =>
    fetch(site.url + path, {
      method: 'POST',
      body: bodyOf(fields),
      headers: { 'Sec-Fetch-Site': 'same-origin' },
      redirect: 'manual',
    });

  it('has its buttons first in the form, behind one that sends, out of the way of the keyboard', async () => {
    for (const [path, others] of [
      ['/zgloszenie/', ['uk', 'en']],
      ['/uk/zgloszenie/', ['pl', 'en']],
      ['/en/zgloszenie/', ['pl', 'uk']],
    ] as const) {
      const $ = load(await open(path));
      const buttons = $('main form.form button').toArray();
      const [first, ...rest] = buttons.map((button) => $(button).attr() ?? {});
      assert.equal(first?.['name'], undefined);
      assert.equal(first?.['tabindex'], '-1');
      assert.equal($(buttons[0]).closest('[aria-hidden="true"]').length, 1);
      assert.equal($(buttons[0]).text(), $(buttons.at(-1)).text());
      const switches = rest.slice(0, -1);
      assert.deepEqual(
        switches.map(({ name, value, lang, type }) => [name, value, lang, type]),
        others.map((language) => ['to', language, language, 'submit']),
      );
      for (const { formaction, formnovalidate } of switches) {
        assert.match(formaction ?? '', /^(?:\/(?:uk|en))?\/zgloszenie\/\?wyslij$/);
        assert.equal(formnovalidate, '');
      }
      // Below the heading, before the rest of the form.
      const order = $('main h1, main form.form, main form.form p')
        .toArray()
        .map(({ tagName }) => tagName);
      assert.deepEqual(order.slice(0, 3), ['h1', 'form', 'p']);
    }
  });

  // Mutations: the fields are validated; one of them is left out; the answer is in the language of the address.
  it('comes back with every field, in the language that was asked for, whichever way', async () => {
    for (const [from, to] of [
      ['/zgloszenie/', 'uk'],
      ['/zgloszenie/', 'en'],
      ['/uk/zgloszenie/', 'pl'],
      ['/en/zgloszenie/', 'uk'],
      // Like a browser that supports `formaction`.
      ['/uk/zgloszenie/', 'uk'],
    ] as const) {
      const form = tokenOf(await open(from));
      const response = await post(`${from}?wyslij`, { ...filled, form: [form], to: [to] });
      const html = await response.text();
      assert.equal(response.status, 200, `${from} → ${to}`);
      assert.equal(response.headers.get('cache-control'), 'no-store');
      const $ = load(html);
      assert.equal($('html').attr('lang'), to);
      assert.equal($('form.form').attr('action'), `${to === 'pl' ? '' : `/${to}`}/zgloszenie/?wyslij`);
      assert.equal($('[role="alert"], .error').length, 0);
      assert.deepEqual(sentBy(html), filled, `${from} → ${to}`);
      assert.equal(tokenOf(html), form, 'the same form, so that a second press is the same enquiry');
    }
  });

  it('keeps everything from one language to the next and back, errors between', async () => {
    const refused = await (
      await post('/zgloszenie/', { ...filled, form: [tokenOf(await open('/zgloszenie/'))] })
    ).text();
    assert.equal(load(refused)('[role="alert"]').length, 1);
    let html = refused;
    for (const to of ['uk', 'en', 'pl', 'uk', 'pl']) {
      html = await (
        await post('/zgloszenie/?wyslij', { ...sentBy(html), form: [tokenOf(html)], to: [to] })
      ).text();
      assert.deepEqual(sentBy(html), filled, to);
    }
    assert.deepEqual(
      names.filter((name) => !(name in sentBy(html))),
      [],
      '0 fields lost',
    );
  });

  it('comes back in its own language where the site does not speak the one asked for', async () => {
    const response = await post('/uk/zgloszenie/?wyslij', { ...filled, to: ['xx'] });
    assert.equal(response.status, 200);
    const html = await response.text();
    assert.match(html, /<html lang="uk">/);
    assert.deepEqual(sentBy(html), filled);
  });

  // Mutations: the switch is counted; it stores. Here one form in ten minutes is admitted.
  it('is neither stored nor counted: the form that is sent afterwards is taken at once, and comes alone', async (context) => {
    const everyday = site;
    site = await startSite({ SMTP_URL: mailbox.url, ENQUIRY_TO: 'biuro@kis.example', ENQUIRY_RATE: '1/10m' });
    context.after(async () => {
      await site.stop();
      site = everyday;
    });
    const form = tokenOf(await open('/uk/zgloszenie/'));
    const valid = { form: [form], topic: ['other'], forWhom: ['self'], channel: ['visit'] };
    for (let index = 0; index < 5; index += 1) await post('/uk/zgloszenie/?wyslij', { ...valid, to: ['en'] });
    const answer = await post('/uk/zgloszenie/?wyslij', {
      ...valid,
      language: ['uk'],
      message: ['Єдине звернення'],
    });
    assert.equal(answer.status, 303);
    const location = answer.headers.get('location') ?? '';
    assert.match(location, /^\/uk\/zgloszenie\/przyjete\//);
    const confirmation = load(await open(location));
    assert.equal(confirmation('html').attr('lang'), 'uk');
    // The switch in the header keeps the confirmation in the address.
    const polish = confirmation('header nav.languages a[hreflang="pl"]').attr('href') ?? '';
    assert.match(await open(polish), /Mamy Twoje zgłoszenie|Zanim przyjdziesz/);
    const { parsed } = await mailbox.waitFor('Єдине звернення');
    assert.match(parsed.text ?? '', /Formularz wypełniono na stronie w wersji ukraińskiej\./);
    assert.match(parsed.text ?? '', /W jakim języku rozmawiać: po ukraińsku\./);
    assert.match(parsed.text ?? '', /Temat: Inna sprawa\./);
    assert.equal(mailbox.mails.length, 1);
  });

  // Mutations: the telephone before the hours; the hours left out.
  it('shows a visitor the hours first, and the telephone after a way of contact without one', async () => {
    const form = tokenOf(await open('/zgloszenie/'));
    const answer = await post('/zgloszenie/?wyslij', {
      ...{ form: [form], topic: ['other'], forWhom: ['self'], channel: ['visit'] },
    });
    const location = answer.headers.get('location') ?? '';
    for (const [prefix, hours, call] of [
      ['', 'Godziny otwarcia', /zadzwoń/i],
      ['/uk', 'Години роботи', /зателефонуйте/i],
      ['/en', 'Opening hours', /\bcall\b/i],
    ] as const) {
      const $ = load(await open(prefix + location));
      const steps = $('main ol').text();
      const [open_, called] = [steps.indexOf(hours), steps.search(call)];
      assert.ok(open_ >= 0 && called > open_, steps);
      assert.match(steps.slice(open_), /\d{1,2}[.:]\d\d/);
      const ways = $('main ul.ways li')
        .toArray()
        .map((way) => $(way).text());
      assert.match(ways[0] ?? '', /Zmyślona|\d\d-\d{3}/);
      assert.match(ways.at(-1) ?? '', /10 200 30 40/);
    }
  });

  // Mutations: preselected on every page; on none.
  it('has „me” preselected on an empty form, and keeps a missing answer missing', async () => {
    for (const path of ['/zgloszenie/', '/uk/zgloszenie/', '/en/zgloszenie/'])
      assert.deepEqual(sentBy(await open(path))['answerTo'], ['helper'], path);
    const back = await (await post('/uk/zgloszenie/?wyslij', { forWhom: ['other'], topic: ['x'] })).text();
    assert.equal('answerTo' in sentBy(back), false);
  });

  // Mutation: the sentence for people who write for themselves is shown whoever is to be contacted.
  it('explains in each language a missing answer to whom the club is to contact', async () => {
    const sentences = {
      '': ['tę osobę', 'Cię'],
      '/uk': ['цю людину', 'вас'],
      '/en': ['this person', 'you'],
    };
    for (const [prefix, [person, writer]] of Object.entries(sentences))
      for (const [fields, found] of [
        [{ forWhom: ['other'] }, person],
        [{ forWhom: ['other'], answerTo: ['person'] }, person],
        [{ forWhom: ['other'], answerTo: ['helper'] }, writer],
        [{ forWhom: ['self'] }, writer],
        [{ forWhom: ['self'], answerTo: ['person'] }, writer],
      ] as const) {
        const response = await post(`${prefix}/zgloszenie/?wyslij`, { ...fields, channel: ['via'] });
        const $ = load(await response.text());
        const shown = [$('#via-error').text(), $('.error-summary a[href="#via"]').text()];
        const other = found === person ? writer : person;
        for (const text of shown) {
          const [first = ''] = text
            .replaceAll('\u00a0', ' ')
            .replace(/^[^:]*: /, '')
            .split('.');
          assert.ok(first.includes(` ${found}`), text);
          assert.ok(!first.includes(` ${other}`), text);
        }
      }
  });

  it('says an error in the language, and is called one in the bar of the browser', async () => {
    const response = await post('/en/zgloszenie/?wyslij', { channel: ['phone'], phone: ['12'] });
    const $ = load(await response.text());
    assert.equal(response.status, 422);
    assert.match($('title').text(), /^Error:/);
  });
});
