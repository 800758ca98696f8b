import assert from 'node:assert/strict';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { conflictOf, openDrafts } from '../../../src/editing/drafts/drafts.ts';
import { createCheck } from '../../../src/editing/publishing/check-changes.ts';
import { createPublication, editingLock } from '../../../src/editing/publishing/publication.ts';
import { holdFileLock } from '../../../src/file-lock.ts';
import { projectRoot } from '../../support/site.ts';
import { changes, noon, sandbox } from './sandbox.ts';

const contact = 'fakty/kontakt.yaml';
const hours = 'fakty/godziny.yaml';
const today = '2026-11-29';

function checkOf(content: string) {
  return createCheck({ content, publicFolder: join(projectRoot, 'public') }, () => []);
}

async function desk(test: TestContext) {
  const club = sandbox(test);
  const orders: string[] = [];
  const publication = createPublication({
    content: club.content,
    directory: club.directory,
    history: await club.open(),
    check: checkOf(club.content),
    orderBuild: () => {
      orders.push('order');
      return `order-${orders.length}`;
    },
    clock: () => noon,
    patienceMilliseconds: 200,
  });
  const publish = (path: string, base: string | null, text: string | null) =>
    publication.publish({
      changes: changes({ [path]: text }),
      base: new Map([[path, base]]),
      editor: 'pracownik AB',
      reason: 'bo tak',
    });
  return { ...club, orders, publication, publish };
}

describe('the check of unpublished changes', () => {
  it('finds errors that the folder does not contain yet, at the controls of the form', async (test) => {
    const { content, read } = sandbox(test);
    const check = checkOf(content);
    const errorsIn = async (path: string, text: string) =>
      (await check(changes({ [path]: text }), today)).findings
        .filter(({ severity, file }) => severity === 'error' && file === path)
        .map(({ field, message }) => [field, message.slice(0, 30)]);
    assert.deepEqual(await errorsIn(hours, read(hours)), []);
    assert.deepEqual(await errorsIn(hours, read(hours).replace('8:00-13:15', '8:00-7:00')), [
      ['tydzien.piatek', 'Godzina zamknięcia 7:00 nie je'],
    ]);
    assert.deepEqual(await errorsIn(hours, read(hours).replace('sprawdzono: 2026-11-22\n', '')), [
      ['sprawdzono', 'Brakuje pola „Sprawdzono”. Dop'],
    ]);
    const path = 'fakty/przerwy.yaml';
    assert.deepEqual(await errorsIn(path, read(path).replace('od: 2027-02-11', 'od: 2027-02-30')), [
      ['wyjatki.1.od', 'Nie ma takiego dnia w kalendar'],
    ]);
    assert.deepEqual(await errorsIn(path, read(path).replace('    powod: { pl: narada }\n', '')), [
      ['wyjatki.1.powod', 'Brakuje pola „Powód”. Dopisz j'],
    ]);
    const page = 'pl/strony/klub.md';
    assert.deepEqual(await errorsIn(page, read(page).replace(/opis: .*/, 'opis:')), [
      ['opis', 'Pole „Opis” jest puste. Jedno '],
    ]);
    assert.deepEqual(await errorsIn(page, `${read(page)}\n[Kliknij](/kontakt/)\n`), [
      ['body', 'Tekst linku „Kliknij” nie mówi'],
    ]);
    assert.deepEqual(await errorsIn(page, read(page).replace(/menu: \d/, 'menu: 9')), [
      ['menu', 'Pole „Miejsce w menu” może mie'],
    ]);
  });

  it('treats a removed file as missing, a new one as existing', async (test) => {
    const { content } = sandbox(test);
    const { findings } = await checkOf(content)(
      changes({ 'pliki/okno.png': null, 'pl/strony/kontakt.md': null }),
      today,
    );
    assert.ok(findings.some(({ file, severity }) => file === 'pl/strony/kontakt.md' && severity === 'error'));
    const upload = await checkOf(content)(new Map([['pliki/x.pdf', Buffer.from('<html>')]]), today);
    assert.ok(upload.findings.some(({ file, severity }) => file === 'pliki/x.pdf' && severity === 'error'));
  });
});

describe('publishing', () => {
  it('writes, records in words, and orders a build', async (test) => {
    const { publish, read, orders } = await desk(test);
    const base = read(hours);
    const result = await publish(hours, base, base.replace('8:00-13:15', '8:00-13:00'));
    assert.ok(result.kind === 'recorded', JSON.stringify(result));
    assert.deepEqual([...result.entry.words], ['Piątek: 8.00–13.15 → 8.00–13.00']);
    assert.equal(result.entry.reason, 'bo tak');
    assert.equal(result.order, 'order-1');
    assert.match(read(hours), /piatek: 8:00-13:00/);
    assert.equal((await publish(hours, read(hours), read(hours))).kind, 'nothing');
    assert.equal(orders.length, 1);
  });

  it('takes files of the collections only, in their one spelling', async (test) => {
    const { publish, orders } = await desk(test);
    for (const path of [
      'README.md',
      'fakty/inne.yaml',
      'fakty/Kontakt.yaml',
      'pl/strony/Klub.md',
      'pl/strony/../../x.md',
      'pl/strony/a/b.md',
      'pliki/x.svg',
      'pliki/ż.pdf',
      'pliki/.x.pdf',
      '/etc/passwd',
      'xx/strony/a.md',
    ])
      await assert.rejects(publish(path, null, 'x'), path);
    assert.equal(orders.length, 0);
  });

  it('writes nothing while there is an error', async (test) => {
    const { publish, read, orders } = await desk(test);
    const base = read(hours);
    const result = await publish(hours, base, base.replace('8:00-13:15', '8:00-7:00'));
    assert.ok(result.kind === 'errors');
    assert.equal(result.findings[0]?.field, 'tydzien.piatek');
    assert.equal(read(hours), base);
    assert.equal(orders.length, 0);
  });

  it('of two people who began from the same text the second sees both versions', async (test) => {
    const { publish, read } = await desk(test);
    const base = read(contact);
    const [one, other] = [base.replace('30 40', '30 50'), base.replace('30 40', '30 60')];
    const results = await Promise.all([publish(contact, base, one), publish(contact, base, other)]);
    assert.deepEqual(
      results.map(({ kind }) => kind),
      ['recorded', 'conflict'],
    );
    assert.deepEqual(results[1], { kind: 'conflict', files: [{ path: contact, theirs: one }] });
    assert.equal(read(contact), one);
    assert.equal((await publish('pl/aktualnosci/2026-11-29-x.md', 'było', 'jest')).kind, 'conflict');
  });

  it('takes a change by hand into the history first, and does not write over it', async (test) => {
    const { publish, read, write, open } = await desk(test);
    const base = read(contact);
    write(contact, base.replace('30 40', '30 44'));
    assert.equal((await publish(contact, base, base.replace('30 40', '30 55'))).kind, 'conflict');
    assert.match(read(contact), /30 44/);
    const [first] = await (await open()).list({ limit: 1 });
    assert.equal(first?.isOutside, true);
  });

  it('a build that cannot be ordered leaves the recorded change', async (test) => {
    const club = await desk(test);
    const history = await club.open();
    const publication = createPublication({
      ...{
        content: club.content,
        directory: club.directory,
        history,
        check: checkOf(club.content),
        clock: () => noon,
      },
      orderBuild: () => {
        throw new Error('ENOSPC');
      },
    });
    const base = club.read(contact);
    const result = await publication.publish({
      changes: changes({ [contact]: base.replace('30 40', '30 50') }),
      base: new Map([[contact, base]]),
      editor: 'x',
      reason: '',
    });
    assert.ok(result.kind === 'recorded' && result.order === undefined);
  });

  it('waits for another process, and gives up in the end', async (test) => {
    const { publish, read, directory } = await desk(test);
    const release = holdFileLock(editingLock(directory));
    assert.equal((await publish(contact, read(contact), 'x')).kind, 'busy');
    release?.();
    assert.equal((await publish(contact, read(contact), `${read(contact)}# x\n`)).kind, 'recorded');
  });
});

describe('drafts', () => {
  it('are kept by editor and file, with what they began from, over a restart', async (test) => {
    const { directory } = sandbox(test);
    const drafts = openDrafts(directory);
    const draft = { editor: 'pracownik AB', path: contact, base: 'a', text: 'b', at: noon };
    await drafts.save(draft);
    await drafts.save({ ...draft, text: 'c' });
    await drafts.save({ ...draft, editor: 'kierownik', base: null });
    mkdirSync(join(directory, 'drafts'), { recursive: true });
    writeFileSync(join(directory, 'drafts', 'x.json.unfinished'), '{');
    writeFileSync(join(directory, 'drafts', 'damaged.json'), '{');
    const again = openDrafts(directory);
    assert.deepEqual(again.of('pracownik AB'), [{ ...draft, text: 'c' }]);
    assert.equal(again.read('kierownik', contact)?.base, null);
    assert.equal(existsSync(join(directory, 'drafts', 'x.json.unfinished')), false);
    again.remove('pracownik AB', contact);
    assert.equal(again.forget(contact), 1);
    assert.deepEqual([...again.of('pracownik AB'), ...again.of('kierownik')], []);
    await assert.rejects(async () => again.save({ ...draft, text: 'x'.repeat(1_000_001) }), RangeError);
    rmSync(join(directory, 'drafts'), { recursive: true });
  });

  it('are in conflict only with a text that is neither their beginning nor the same', () => {
    assert.equal(conflictOf({ base: 'a', text: 'b' }, 'a'), undefined);
    assert.equal(conflictOf({ base: 'a', text: 'b' }, 'b'), undefined);
    assert.deepEqual(conflictOf({ base: 'a', text: 'b' }, null), { base: 'a', mine: 'b', theirs: null });
    assert.deepEqual(conflictOf({ base: null, text: 'b' }, 'c'), { base: null, mine: 'b', theirs: 'c' });
    assert.deepEqual(conflictOf({ base: 'a', text: null }, 'c'), { base: 'a', mine: null, theirs: 'c' });
    assert.equal(conflictOf({ base: 'a', text: null }, null), undefined);
  });
});
