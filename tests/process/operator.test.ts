import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { createKeyPair } from '../../src/enquiry/sealing.ts';
import { openSqliteStore } from '../../src/enquiry/store/sqlite/driver.ts';
import { bareEnvironment } from '../support/bare-environment.ts';
import { openMailbox } from '../support/mailbox.ts';
import { startPostgres } from '../support/postgres.ts';
import { postForm, sendAndFollow } from '../support/progress-visits.ts';
import { sendEnquiry } from '../support/send-enquiry.ts';
import { projectRoot, startSite } from '../support/site.ts';
import { textOfHtml } from '../support/text-of-html.ts';

/** Runs a command of the project as an operator does. */
async function run(
  script: string,
  args: readonly string[],
  settings: Readonly<Record<string, string>>,
): Promise<{ code: number | null; text: string }> {
  const child = spawn(process.execPath, [script, ...args], {
    cwd: projectRoot,
    env: { ...bareEnvironment, ...settings },
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (piece) => (text += String(piece)));
  return { code: await new Promise((resolve) => child.once('close', resolve)), text };
}

const enquiries = (settings: Readonly<Record<string, string>>, ...args: string[]) =>
  run('src/cli/enquiries.ts', args, settings);

async function folderFor(context: TestContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'kis-operator-'));
  context.after(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

describe('the operator', () => {
  it('copies a running store, and restores lost enquiries from the copy', async (context) => {
    const [dataDirectory, elsewhere] = [await folderFor(context), await folderFor(context)];
    const site = await startSite({ COURIER: 'off' }, { dataDirectory });
    const { reference } = await sendEnquiry(site, { message: 'Z kopii' });
    const copy = join(elsewhere, 'copy.db');
    const settings = { DATA_DIR: dataDirectory };
    assert.equal((await enquiries(settings, 'backup', copy)).code, 0);
    assert.equal((await enquiries(settings, 'erase', reference)).code, 0);
    assert.doesNotMatch((await enquiries(settings, 'list')).text, new RegExp(reference));
    // Restores into the store of a running site.
    assert.match((await enquiries(settings, 'restore', copy)).text, /^1 enquiries taken in/);
    assert.match((await enquiries(settings, 'show', reference)).text, /\| Z kopii/);
    assert.equal(await site.stop(), 0);
  });

  // Mutations: a backup without a secret is copied; the secret is not compared; only `backup` compares it.
  it('is refused a copy without the form’s secret, and every command with another one', async (context) => {
    const [dataDirectory, elsewhere] = [await folderFor(context), await folderFor(context)];
    const own = { FORM_SECRET: 'a'.repeat(40) };
    const site = await startSite({ COURIER: 'off', ...own }, { dataDirectory });
    const { reference } = await sendEnquiry(site, { message: 'Z kopii' });
    assert.equal(await site.stop(), 0);
    const copy = join(elsewhere, 'copy.db');
    const without = await enquiries({ DATA_DIR: dataDirectory }, 'backup', copy);
    assert.equal(without.code, 2);
    assert.match(without.text, /^the form's secret is not here, .*: set FORM_SECRET .*\n$/);
    const other = { DATA_DIR: dataDirectory, FORM_SECRET: 'b'.repeat(40) };
    for (const args of [
      ['backup', copy],
      ['list'],
      ['status'],
      ['export'],
      ['show', reference],
      ['take', reference, '--who=pracownik'],
      ['erase', reference],
      ['restore', copy],
    ]) {
      const { code, text } = await enquiries(other, ...args);
      assert.equal(code, 2, text);
      assert.match(text, /^this store was written with another FORM_SECRET; set that one.*\n$/);
    }
    assert.equal(existsSync(copy), false);
    assert.match((await enquiries({ DATA_DIR: dataDirectory }, 'list')).text, new RegExp(reference));
    assert.equal((await enquiries({ DATA_DIR: dataDirectory, ...own }, 'backup', copy)).code, 0);
  });

  // Mutations: `show` makes keys where there are none; `keys` makes a pair beside a store.
  it('is told that the keys of a store are not here, and no new ones are made, which would open nothing', async (context) => {
    const dataDirectory = await folderFor(context);
    const { identity, recipient } = await createKeyPair();
    const keys = { SEALING_KEY: identity, SEALING_RECIPIENTS: recipient };
    const site = await startSite({ COURIER: 'off', ...keys }, { dataDirectory });
    const { reference } = await sendEnquiry(site, { message: 'Zamknięte' });
    assert.equal(await site.stop(), 0);
    const settings = { DATA_DIR: dataDirectory };
    for (const args of [['show', reference], ['export'], ['keys']]) {
      const { code, text } = await enquiries(settings, ...args);
      assert.equal(code, 1, args.join(' '));
      assert.match(text, /^SEALING_KEY: missing; set it as the courier has it/);
    }
    assert.deepEqual(
      (await readdir(dataDirectory)).filter((name) => name.startsWith('sealing')),
      [],
    );
    assert.match((await enquiries({ ...settings, ...keys }, 'show', reference)).text, /\| Zamknięte/);
    const lost = { ...settings, SEALING_KEY_FILE: join(dataDirectory, 'lost') };
    assert.match((await enquiries(lost, 'keys', 'new')).text, /for SEALING_KEY_FILE: +AGE-SECRET-KEY/);
  });

  // Mutations: nothing is reported; a wrong secret in the copy is kept.
  it('is told what will not work after restoring a copy without the secret of its store, or with another one', async (context) => {
    const [dataDirectory, elsewhere] = [await folderFor(context), await folderFor(context)];
    const own = { DATA_DIR: dataDirectory, FORM_SECRET: 'a'.repeat(40) };
    const site = await startSite({ COURIER: 'off', ...own }, { dataDirectory });
    await sendEnquiry(site, { message: 'Z kopii' });
    assert.equal(await site.stop(), 0);
    for (const held of [undefined, Buffer.alloc(32, 'b').toString('base64')]) {
      const copy = join(elsewhere, `${held === undefined ? 'none' : 'wrong'}.db`);
      assert.equal((await enquiries(own, 'backup', copy)).code, 0);
      // As older versions made it, which did not check.
      const store = openSqliteStore({ file: copy });
      await store.setFlag('form-secret', held);
      await store.close();
      const fresh = await folderFor(context);
      const nothing = await enquiries({ DATA_DIR: fresh }, 'restore', copy);
      assert.equal(nothing.code, 0);
      assert.match(nothing.text, /does not hold the form's secret.*set FORM_SECRET.*codes.*void/);
      assert.equal(existsSync(join(fresh, 'form-secret')), false);
      const right = await enquiries(
        { DATA_DIR: await folderFor(context), FORM_SECRET: own.FORM_SECRET },
        'restore',
        copy,
      );
      assert.match(right.text, /^1 enquiries taken in/);
      const wrong = await enquiries(
        { DATA_DIR: await folderFor(context), FORM_SECRET: 'c'.repeat(40) },
        'restore',
        copy,
      );
      assert.match(
        wrong.text,
        /^the backup was made with another FORM_SECRET: links .* void here\n1 enquiries/,
      );
    }
  });

  // Mutations seen caught: the copy holds no secret; the secret of the copy is not used; presses are not in it.
  it('restores on another machine, where code and link open what they opened, with all that was noted', async (context) => {
    const [dataDirectory, elsewhere, copies] = [
      await folderFor(context),
      await folderFor(context),
      await folderFor(context),
    ];
    // Longer than one that a site makes for itself.
    const FORM_SECRET = 'a secret that was set, of forty-five characters';
    const before = await startSite({ FORM_SECRET }, { dataDirectory });
    const { reference, code, staffPath } = await sendAndFollow(before);
    await postForm(before, staffPath, { who: 'kierownik', step: 'taken' });
    await postForm(before, staffPath, { who: 'kierownik', step: 'tried' });
    const person = '/zgloszenie/stan/';
    await postForm(before, person, { reference, code, action: 'phone', phone: '600 100 299' });
    const shown = (await postForm(before, person, { reference, code })).text;
    const staffShown = textOfHtml(await (await fetch(before.url + staffPath)).text());
    assert.equal(await before.stop(), 0);
    const copy = join(copies, 'copy.db');
    assert.equal((await enquiries({ DATA_DIR: dataDirectory, FORM_SECRET }, 'backup', copy)).code, 0);
    // Private keys are stored apart from a backup, so they are moved by hand.
    for (const name of (await readdir(dataDirectory)).filter((each) => each.startsWith('sealing')))
      await cp(join(dataDirectory, name), join(elsewhere, name));
    const restored = await enquiries({ DATA_DIR: elsewhere }, 'restore', copy);
    assert.match(
      restored.text,
      /secret of the backup is kept in .*\n1 enquiries taken in .*\nlater mails of enquiries taken in: 1/,
    );
    const after = await startSite({}, { dataDirectory: elsewhere });
    context.after(() => after.kill());
    assert.equal((await postForm(after, person, { reference, code })).text, shown);
    assert.equal(textOfHtml(await (await fetch(after.url + staffPath)).text()), staffShown);
    assert.equal((await postForm(after, staffPath, { who: 'kierownik', step: 'contacted' })).status, 303);
    assert.match((await enquiries({ DATA_DIR: elsewhere }, 'show', reference)).text, /600 100 299|600100299/);
  });

  // Mutation seen caught: a site that starts with another secret writes links that nobody can open.
  it('starts nothing on a store that was written with another secret, and makes no copy of it', async (context) => {
    const [dataDirectory, copies] = [await folderFor(context), await folderFor(context)];
    const site = await startSite({ FORM_SECRET: 'a'.repeat(32) }, { dataDirectory });
    await sendEnquiry(site, {});
    assert.equal(await site.stop(), 0);
    for (const FORM_SECRET of ['b'.repeat(32), '']) {
      const settings = { DATA_DIR: dataDirectory, FORM_SECRET, PORT: '0' };
      for (const script of ['src/cli/serve.js', 'src/cli/courier.ts']) {
        const { code, text } = await run(script, [], settings);
        assert.equal(code, 2, script);
        assert.match(text, /written with another FORM_SECRET/);
      }
      assert.equal(
        existsSync(join(dataDirectory, 'form-secret')),
        false,
        'a start that failed made a secret',
      );
      const refused = await enquiries(settings, 'backup', join(copies, 'copy.db'));
      assert.deepEqual([refused.code, existsSync(join(copies, 'copy.db'))], [2, false]);
    }
  });

  it('moves to PostgreSQL with waiting enquiries, which are then sent from there', async (context) => {
    const postgres = await startPostgres({ durable: false });
    if (postgres === undefined) return context.skip('no PostgreSQL for this platform');
    context.after(() => postgres.remove());
    const mailbox = await openMailbox();
    context.after(() => mailbox.close());
    const [dataDirectory, elsewhere] = [await folderFor(context), await folderFor(context)];
    const before = await startSite({ COURIER: 'off' }, { dataDirectory });
    const { reference } = await sendEnquiry(before, { message: 'Przeprowadzka' });
    assert.equal(await before.stop(), 0);
    const copy = join(elsewhere, 'moving.db');
    assert.equal((await enquiries({ DATA_DIR: dataDirectory }, 'backup', copy)).code, 0);
    const moved = { DATA_DIR: dataDirectory, DATABASE_URL: await postgres.freshDatabase() };
    assert.match((await enquiries(moved, 'restore', copy)).text, /^1 enquiries taken in/);
    const after = await startSite(
      { ...moved, SMTP_URL: mailbox.url, ENQUIRY_TO: 'biuro@kis.example' },
      { dataDirectory },
    );
    context.after(() => after.kill());
    assert.match((await mailbox.waitFor(reference)).parsed.text ?? '', /\| Przeprowadzka/);
    assert.equal(await after.stop(), 0);
  });

  it('is told in one line why nothing starts with keys that do not belong together', async (context) => {
    const dataDirectory = await folderFor(context);
    const [courier, other] = [await createKeyPair(), await createKeyPair()];
    const wrong = {
      SEALING_RECIPIENTS: courier.recipient,
      SEALING_KEY: other.identity,
      DATA_DIR: dataDirectory,
    };
    for (const script of ['src/cli/serve.js', 'src/cli/courier.ts']) {
      const { code, text } = await run(script, [], { ...wrong, PORT: '0' });
      assert.equal(code, 2, script);
      assert.match(text, /SEALING_KEY does not open what is sealed to the first of SEALING_RECIPIENTS/);
      assert.doesNotMatch(text, /\n\s+at /);
      assert.doesNotMatch(text, new RegExp(other.identity));
    }
    assert.equal((await enquiries(wrong, 'keys')).code, 1);
    assert.match(
      (await enquiries({ DATA_DIR: dataDirectory }, 'keys')).text,
      /A probe was sealed and opened/,
    );
  });

  // Mutation: the error of a closed output is left to Node, which ends the command with a stack trace.
  it('may stop reading the output of a command', async () => {
    for (const [script = '', ...args] of [
      ['src/cli/check-content.ts'],
      ['src/cli/check-content.ts', '--reference'],
      ['src/cli/enquiries.ts', 'keys', 'new'],
      ['src/cli/build.ts', '--if-needed'],
    ]) {
      const child = spawn(process.execPath, [script, ...args], { cwd: projectRoot });
      child.stdout.destroy();
      let text = '';
      child.stderr.on('data', (piece) => (text += String(piece)));
      const code = await new Promise((resolve) => child.once('close', resolve));
      assert.deepEqual([code, text], [0, ''], script);
    }
  });

  it('cannot start a second courier on one SQLite store', async (context) => {
    const dataDirectory = await folderFor(context);
    const site = await startSite({}, { dataDirectory });
    context.after(() => site.kill());
    const { code, text } = await run('src/cli/courier.ts', [], { DATA_DIR: dataDirectory });
    assert.equal(code, 2);
    assert.match(text, /^Another courier works on /);
  });

  it('gets no new store from a command that was given a wrong folder', async (context) => {
    const folder = join(await folderFor(context), 'mistyped');
    const { code, text } = await enquiries({ DATA_DIR: folder }, 'list');
    assert.deepEqual([code, existsSync(folder)], [1, false]);
    assert.match(text, /^there is no store in /);
  });
});
