import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { type CheerioAPI, load } from 'cheerio';
import { bareEnvironment } from '../support/bare-environment.ts';
import { copyProject, type ProjectCopy } from '../support/project-copy.ts';
import { type RunningSite, startSite } from '../support/site.ts';

/**
 * One sentence is changed in each of three Polish texts: a page with acts, a section that states the law, and the
 * form.
 */
describe('a translation whose Polish page has changed', () => {
  let copy: ProjectCopy;
  let site: RunningSite;

  before(async () => {
    copy = await copyProject();
    await copy.edit('content/pl/strony/klub.md', (text) =>
      text
        .replace('sprawdzono: 2026-11-22', 'sprawdzono: 2026-11-22\nzmieniono: 2026-11-28')
        .replace('Raz w roku malujemy', 'Dwa razy w roku malujemy'),
    );
    await copy.edit('content/pl/strony/zgloszenie.md', (text) =>
      text.replace('Napisz tylko', 'Napisz nam tylko'),
    );
    await copy.edit('content/pl/strony/start.md', (text) =>
      text.replace('nazwa: Nie mam pracy', 'nazwa: Szukam pracy'),
    );
    await copy.edit('content/uk/strony/start.md', (text) =>
      text.replace('## Хто ми', '## Гроші\n\n::stawka{klucz=psu-godzina}\n\n## Хто ми'),
    );
    await copy.build();
    site = await startSite({}, { build: join(copy.root, 'dist') });
  });
  after(async () => {
    await site?.stop();
    await copy.remove();
  });

  const page = async (name: string): Promise<CheerioAPI> =>
    load(await readFile(join(copy.root, 'dist/client', name, 'index.html'), 'utf8'));
  const plain = (text: string): string => text.replace(/\s+/g, ' ').trim();
  const notice = ($: CheerioAPI) => $('main .note').first();
  const check = (...more: string[]) =>
    spawnSync(process.execPath, ['src/cli/check-content.ts', ...more], {
      cwd: copy.root,
      env: bareEnvironment,
      encoding: 'utf8',
    });

  // Mutations: no notice; today's day; the notice of every page.
  it('says in its language that the Polish page is newer, since when, whom to call and where it is', async () => {
    const $ = await page('uk/klub');
    assert.match(
      plain(notice($).text()),
      /^Польська сторінка новіша: її змінили 28 листопада 2026 р\. Щось могло змінитися\. Зателефонуйте: 10 200 30 40/,
    );
    assert.equal(notice($).find('a[href^="tel:"]').length, 1);
    assert.equal(notice($).find('a[hreflang="pl"]').attr('href'), '/klub/');
  });

  it('says no day where nobody wrote one, in each language', async () => {
    assert.match(
      plain(notice(await page('uk')).text()),
      /^Польська сторінка новіша\. Щось могло змінитися\./,
    );
    assert.match(
      plain(notice(await page('en')).text()),
      /^The Polish page is newer\. Something may have changed\./,
    );
  });

  it('says nothing on pages whose Polish page is as it was', async () => {
    for (const name of ['uk/kontakt', 'en/kontakt', 'klub'])
      assert.doesNotMatch((await page(name))('main').text(), /новіша|newer|nowsza/, name);
  });

  // Mutation: the sections stay visible.
  it('shows of a page with acts the first paragraph, the sentence and the telephone; the rest is folded, and there', async () => {
    const $ = await page('uk/klub');
    const fold = $('main details');
    assert.equal(fold.length, 1);
    assert.match(plain(fold.find('summary').text()), /^Це могло змінитися\. Зателефонуйте: 10 200 30 40$/);
    assert.match(fold.text(), /Вчимо, як шукати роботу/);
    assert.equal(fold.attr('open'), undefined);
    const whatNow = $('main section').length;
    $('main details, main section, main .meta, main script').remove();
    assert.ok(whatNow > 0);
    const inSight = $('main p, main h2, main li')
      .toArray()
      .map((element) => plain($(element).text()));
    assert.equal(inSight.length, 3, inSight.join(' | '));
    assert.match(inSight.join(' '), /Сім’ї теж можуть прийти/);
  });

  it('folds on another page only the section that states money or law, below its heading', async () => {
    const $ = await page('uk');
    const folds = $('main details').toArray();
    assert.equal(folds.length, 1);
    assert.equal($(folds[0]).prev().text(), 'Гроші');
    assert.equal($('main details .doors').length, 0);
  });

  it('says so on the form as well, and keeps the form', async () => {
    const $ = load(await (await fetch(`${site.url}/uk/zgloszenie/`)).text());
    assert.match(notice($).text(), /Польська сторінка новіша/);
    assert.equal($('form.form [name="topic"]').length, 5);
  });

  it('is named by the check, stands on the launch checklist, and is fresh again with one command', async () => {
    const stale = /uk\/strony\/klub\.md:\d+ {2}Polska strona pl\/strony\/klub\.md jest nowsza/g;
    assert.equal(check().stdout.match(stale)?.length, 2);
    const { status, stdout } = check('--translated', 'pl/strony/klub', '--language=uk');
    assert.equal(status, 0);
    assert.match(stdout, /uk\/strony\/klub\.md/);
    assert.equal(check().stdout.match(stale), null);
    assert.equal(check().status, 0);
    assert.equal(check('--translated', 'pl/strony/nie-ma').status, 2);
  });
});
