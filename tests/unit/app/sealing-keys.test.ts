import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { keyFiles, readSealingKeys } from '../../../src/app/sealing-keys.ts';
import { createKeyPair, createOpener, createSealer } from '../../../src/enquiry/sealing.ts';
import { readSettings, type Settings } from '../../../src/settings/settings.ts';

describe('the sealing keys', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'kis-keys-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  function settings(environment: Record<string, string> = {}): Settings {
    const reading = readSettings({ DATA_DIR: folder, ...environment });
    assert.ok(reading.kind === 'valid');
    return reading.settings;
  }

  it('are made once where there are none, the private one for its owner only', async () => {
    const made = await readSealingKeys(settings(), true);
    const sealed = await createSealer(made.recipients).seal(new Uint8Array(3));
    assert.deepEqual(await createOpener(made.identities).open(sealed), new Uint8Array(3));
    assert.equal(statSync(keyFiles(settings()).identity).mode & 0o777, 0o600);
    assert.deepEqual(await readSealingKeys(settings(), true), made);
  });

  it('stay away from a process that only seals', async () => {
    await readSealingKeys(settings(), true);
    assert.deepEqual((await readSealingKeys(settings(), false)).identities, []);
    const { recipient } = await createKeyPair();
    const sealingOnly = await readSealingKeys(settings({ SEALING_RECIPIENTS: recipient }), false);
    assert.deepEqual(sealingOnly, { recipients: [recipient], identities: [] });
  });

  it('come from the settings before the kept ones', async () => {
    await readSealingKeys(settings(), true);
    const [courier, escrow] = [await createKeyPair(), await createKeyPair()];
    assert.deepEqual(await readSealingKeys(settings({ SEALING_KEY: courier.identity }), true), {
      recipients: [courier.recipient],
      identities: [courier.identity],
    });
    const recipients = [courier.recipient, escrow.recipient];
    const both = { SEALING_RECIPIENTS: recipients.join(','), SEALING_KEY: courier.identity };
    assert.deepEqual((await readSealingKeys(settings(both), true)).recipients, recipients);
  });

  it('that do not belong together refuse, and say so', async () => {
    const [courier, other] = [await createKeyPair(), await createKeyPair()];
    const wrong = { SEALING_RECIPIENTS: courier.recipient, SEALING_KEY: other.identity };
    await assert.rejects(readSealingKeys(settings(wrong), true), /SEALING_KEY does not open/);
    const missing = settings({ SEALING_RECIPIENTS: courier.recipient });
    await assert.rejects(readSealingKeys(missing, true), /SEALING_KEY: missing/);
  });

  it('may have an escrow key added by hand, and not a broken one', async () => {
    const { recipients } = await readSealingKeys(settings(), true);
    const file = keyFiles(settings()).recipients;
    const escrow = await createKeyPair();
    writeFileSync(file, `${readFileSync(file, 'utf8')}# in the safe\n${escrow.recipient}\n`);
    assert.deepEqual((await readSealingKeys(settings(), true)).recipients, [...recipients, escrow.recipient]);
    writeFileSync(file, 'age1broken\n');
    await assert.rejects(readSealingKeys(settings(), false));
  });
});
