import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { secretCheckFlag, secretCheckOf } from '../../../src/app/form-secret.ts';
import { createBackupSecrets } from '../../../src/cli/backup-secrets.ts';
import { runEnquiries } from '../../../src/cli/enquiries.ts';
import { exitCodes } from '../../../src/cli/enquiry-commands.ts';
import type { CopiesErased } from '../../../src/enquiry/store/copies.ts';
import type { NewAddition } from '../../../src/enquiry/store/progress-store.ts';
import { openSqliteStore } from '../../../src/enquiry/store/sqlite/driver.ts';
import { readSettings } from '../../../src/settings/settings.ts';
import { plMail } from '../../../src/words/pl-mail.ts';
import { handClock, newEnquiry, openEnvelopes } from '../enquiry/samples.ts';

const folder = mkdtempSync(join(tmpdir(), 'kis-enquiries-'));
after(() => rmSync(folder, { recursive: true }));

const reference = 'KIS-7MX-4PT';

const reading = readSettings({ DATA_DIR: folder, FORM_SECRET: 'a'.repeat(32) });
assert.ok(reading.kind === 'valid');
const { settings } = reading;

async function desk(copies: CopiesErased = { erased: 0, left: [] }) {
  const store = openSqliteStore({ file: ':memory:' });
  await store.add(newEnquiry(1, { reference, messageId: '<1@kis.example>' }));
  const { clock } = handClock();
  const mailFilesErased: string[] = [];
  const run = async (...args: string[]) => {
    const lines: string[] = [];
    const code = await runEnquiries(args, {
      store,
      opener: openEnvelopes,
      clock,
      words: plMail,
      write: (line) => void lines.push(line),
      staffRoles: ['pracownik', 'kierownik'],
      secrets: createBackupSecrets(settings),
      eraseCopies: () => copies,
      eraseMailFile: (erased) => void mailFilesErased.push(erased),
      openBackup: (file) => (existsSync(file) ? openSqliteStore({ file }) : undefined),
    });
    return { code, text: lines.join('\n') };
  };
  return { store, run, mailFilesErased };
}

describe('npm run enquiries', () => {
  // Mutations: what is left is not reported; what was only in the spool counts as unknown.
  it('erases an enquiry in the spool, and names the files that it cannot search', async () => {
    const { run, store } = await desk({ erased: 1, left: ['data/kis.db.damaged-1'] });
    await store.erase(reference);
    const { code, text } = await run('erase', reference);
    assert.equal(code, exitCodes.done);
    assert.match(text, /may hold it: data\/kis\.db\.damaged-1[\s\S]*is erased/);
  });

  it('lists and counts without any entered text', async () => {
    const { run } = await desk();
    for (const command of ['list', 'status']) {
      const { code, text } = await run(command);
      assert.equal(code, exitCodes.done);
      assert.match(
        text,
        command === 'list' ? /KIS-7MX-4PT {2}2026-12-01 09:05 {2}classes {2}waiting/ : /waiting {4}1/,
      );
      assert.doesNotMatch(text, /Anna|600|Kiedy/);
    }
  });

  it('shows one enquiry as staff read it, however the reference is typed', async () => {
    const { run } = await desk();
    const { code, text } = await run('show', '7mx 4pt');
    assert.equal(code, exitCodes.done);
    assert.match(text, /^ {2}\| \+48 600 100 200$/m);
  });

  it('exports everything as JSON lines', async () => {
    const { run } = await desk();
    const { text } = await run('export');
    const exported: unknown = JSON.parse(text);
    assert.ok(typeof exported === 'object' && exported !== null && 'content' in exported);
    assert.match(JSON.stringify(exported.content), /"name":"Anna"/);
  });

  it('puts a delivered enquiry back to be sent', async () => {
    const { store, run } = await desk();
    await store.delivered(reference, new Date());
    assert.equal((await run('resend', reference)).code, exitCodes.done);
    assert.equal((await store.find(reference))?.state, 'waiting');
  });

  it('erases one and no other, and says when there is none', async () => {
    const { store, run } = await desk();
    await store.add(newEnquiry(2));
    assert.equal((await run('erase', reference)).code, exitCodes.done);
    assert.deepEqual(
      (await store.list()).map((each) => each.reference),
      ['KIS-2'],
    );
    for (const command of ['erase', 'resend', 'show']) {
      assert.equal((await run(command, reference)).code, exitCodes.failed);
    }
  });

  it('erases the mail file of an erased enquiry too', async () => {
    const { run, mailFilesErased } = await desk();
    await run('show', reference);
    assert.deepEqual(mailFilesErased, []);
    await run('erase', reference);
    assert.deepEqual(mailFilesErased, [reference]);
  });

  it('restores missing enquiries from a backup unchanged, and sends nothing twice', async () => {
    const { store, run } = await desk();
    await store.delivered(reference, new Date(5));
    await store.add(newEnquiry(2));
    const file = join(folder, 'moved.db');
    await run('backup', file);
    await store.erase(reference);
    const { code, text } = await run('restore', file);
    assert.deepEqual(
      [code, text],
      [exitCodes.done, `1 enquiries taken in from ${file}, 1 were here already`],
    );
    const restored = await store.find(reference);
    assert.deepEqual([restored?.state, restored?.deliveredAt], ['delivered', new Date(5)]);
    assert.equal((await run('restore', join(folder, 'none.db'))).code, exitCodes.failed);
    assert.equal(existsSync(join(folder, 'none.db')), false);
  });

  // Mutations seen caught: any role is accepted; a second `take` reports success; the output has no time.
  it('records once that an enquiry was taken, and says who has it', async () => {
    const { store, run } = await desk();
    const first = await run('take', 'kis7mx4pt', '--who=kierownik');
    assert.deepEqual([first.code, first.text], [exitCodes.done, `${reference} is taken`]);
    const progress = await store.progress(reference);
    assert.deepEqual(
      progress?.events.map(({ step, who }) => [step, who]),
      [['taken', 'kierownik']],
    );
    const again = await run('take', reference, '--who=pracownik');
    assert.equal(again.code, exitCodes.done);
    assert.match(again.text, /was taken already by kierownik since 2026-12-01 09:05 UTC/);
    await store.press(reference, { step: 'closed', who: 'pracownik', at: new Date('2026-12-02T08:00:00Z') });
    assert.match((await run('take', reference, '--who=pracownik')).text, /was closed already by pracownik/);
    assert.match((await run('show', reference)).text, /step {7}2026-12-01 09:05 {2}taken {2}kierownik/);
  });

  const addition = (kind: 'nobody-called' | 'withdraw'): NewAddition => {
    const { toldReference: _, promise: __, suspect: ___, ...added } = newEnquiry(kind.length);
    return { ...added, kind, about: reference, reference: `${reference}.${kind}` };
  };
  // Mutation: the list does not say what the person reported.
  it('lists what a person reported about their enquiry', async () => {
    const { run, store } = await desk();
    assert.doesNotMatch((await run('list')).text, /withdrawn|nobody/);
    await store.addTo(addition('nobody-called'));
    assert.match((await run('list')).text, /KIS-7MX-4PT .* waiting {2}nobody called/);
    await store.addTo(addition('withdraw'));
    assert.match((await run('list')).text, /KIS-7MX-4PT .* waiting {2}withdrawn {2}nobody called/);
  });

  it('refuses `take` for an unknown person, without a person, and for an unknown enquiry', async () => {
    const { store, run } = await desk();
    for (const [args, code] of [
      [['take', reference], exitCodes.unusable],
      [['take', reference, '--who='], exitCodes.unusable],
      [['take', reference, '--who=dyrektor'], exitCodes.unusable],
      [['take', reference, 'pracownik'], exitCodes.unusable],
      [['take', reference, '--who=pracownik', 'x'], exitCodes.unusable],
      [['take', 'KIS', '--who=pracownik'], exitCodes.unusable],
      [['take', 'KIS-333-333', '--who=pracownik'], exitCodes.failed],
    ] as const)
      assert.equal((await run(...args)).code, code, args.join(' '));
    assert.match((await run('take', reference, '--who=dyrektor')).text, /pracownik, kierownik/);
    assert.equal((await store.progress(reference))?.state, 'none');
  });

  // Mutations seen caught: a command runs all the same; nothing is reported for a copy made with another secret.
  it('does nothing to a store of another secret, from which other links and codes follow, and says so of a copy', async () => {
    const { store, run } = await desk();
    const file = join(folder, 'without.db');
    await store.setFlag(secretCheckFlag, secretCheckOf(new Uint8Array(32)));
    for (const args of [['list'], ['backup', file], ['erase', reference]]) {
      const { code, text } = await run(...args);
      assert.equal(code, exitCodes.unusable);
      assert.match(text, /^this store was written with another FORM_SECRET; set that one/);
    }
    assert.equal(existsSync(file), false);
    await store.backup(file);
    await store.setFlag(secretCheckFlag, undefined);
    assert.match(
      (await run('restore', file)).text,
      /^the backup was made with another FORM_SECRET: .* void here/,
    );
  });

  it('copies the store into a new file only', async () => {
    const { run } = await desk();
    const file = join(folder, 'copy.db');
    assert.equal((await run('backup', file)).code, exitCodes.done);
    assert.equal(existsSync(file), true);
    const again = await run('backup', file);
    assert.deepEqual([again.code, again.text], [exitCodes.failed, 'no copy was made: EEXIST']);
  });

  it('prints its usage when its arguments are unclear, and changes nothing', async () => {
    const { store, run } = await desk();
    for (const args of [
      [],
      ['list', 'x'],
      ['erase'],
      ['erase', reference, 'x'],
      ['drop', reference],
      ['erase', '*'],
    ]) {
      assert.equal((await run(...args)).code, exitCodes.unusable);
    }
    assert.equal((await store.list()).length, 1);
  });
});
