import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { formSecretFor, secretCheckFlag, secretCheckOf } from '../../../src/app/form-secret.ts';
import { nodeVersionWarning } from '../../../src/app/node-version.ts';
import { settingsBuiltOtherwise, startLines } from '../../../src/app/startup-report.ts';
import { readSettings } from '../../../src/settings/settings.ts';

const random = (bytes: number) => new Uint8Array(randomBytes(bytes));

describe('the Node version', () => {
  it('is fine from the fixed one of its line on', () => {
    for (const version of ['22.23.4', '22.24.0', '24.22.1', '26.12.1', '26.13.0', '27.0.0']) {
      assert.equal(nodeVersionWarning(version), undefined, version);
    }
  });

  it('is warned about below that, with the one to use', () => {
    for (const [version, fixed] of [
      ['22.23.3', '22.23.4'],
      ['24.9.9', '24.22.1'],
      ['26.10.0', '26.12.1'],
      ['25.1.0', '26.12.1'],
      ['20.20.2', '26.12.1'],
    ] as const) {
      assert.match(nodeVersionWarning(version) ?? '', new RegExp(`${version} .*${fixed}`));
    }
  });
});

describe('the startup report', () => {
  const lines = (environment: Record<string, string>, builtFor = 'http://localhost:4321') => {
    const reading = readSettings(environment);
    assert.ok(reading.kind === 'valid');
    return startLines(reading.settings, { port: 4321, builtFor, nodeVersion: '26.12.1' });
  };

  it('say where it listens, where enquiries and mail go, and what is missing', () => {
    const text = lines({ DATA_DIR: '/srv/kis' }).join('\n');
    for (const part of [
      'http://localhost:4321',
      '/srv/kis/kis.db',
      '.eml files to /srv/kis/mail',
      'SITE_URL:',
      'SMTP_URL:',
      'ENQUIRY_TO:',
    ]) {
      assert.ok(text.includes(part), part);
    }
    assert.doesNotMatch(text, /Warning/);
  });

  // Mutation seen caught: only one of the two figures is compared.
  it('warn when the pages tell other days than the settings', () => {
    const reading = readSettings({ RETENTION_DAYS: '30', UNANSWERED_DAYS: '200' });
    assert.ok(reading.kind === 'valid');
    const line = (retention: { retentionDays: number; unansweredDays: number } | undefined) =>
      startLines(reading.settings, {
        ...{ port: 4321, builtFor: 'http://localhost:4321', nodeVersion: '26.12.1', retention },
      })
        .filter((each) => each.includes('RETENTION_DAYS'))
        .join();
    assert.match(
      line({ retentionDays: 30, unansweredDays: 90 }),
      /30 and 90 days.*30 and 200; build it again/,
    );
    for (const told of [undefined, { retentionDays: 30, unansweredDays: 200 }]) assert.equal(line(told), '');
  });

  it('warn in production, name the mail server and tell nothing of its password', () => {
    const text = lines({
      NODE_ENV: 'production',
      SMTP_URL: 'smtps://u:tajne@mail.example',
      HOST: '::1',
    }).join('\n');
    assert.match(text, /Warning: SITE_URL/);
    assert.match(text, /http:\/\/\[::1\]:4321/);
    assert.match(text, /through mail\.example/);
    assert.doesNotMatch(text, /tajne|SMTP_URL/);
  });

  // Mutation seen caught: only reported when there is a mail server.
  it('say to whom untaken enquiries are told when nobody else is named', () => {
    const line = (environment: Record<string, string>) =>
      lines(environment).filter((each) => each.startsWith('ENQUIRY_FALLBACK_TO')).length;
    const mailbox = { ENQUIRY_TO: 'klub@kis.example' };
    assert.equal(line(mailbox), 1);
    assert.equal(line({ ...mailbox, ENQUIRY_FALLBACK_TO: 'kierownik@kis.example' }), 0);
    assert.equal(line({ SMTP_URL: 'smtps://mail.example' }), 0, 'ENQUIRY_TO is named as missing');
  });

  it('warn when the build was made for another address', () => {
    assert.match(
      lines({}, 'https://other.example').join('\n'),
      /Warning: dist\/ was built for https:\/\/other\.example/,
    );
  });
});

describe('the settings that a build shows otherwise', () => {
  // Mutations: one of the three is not compared; an old manifest without the days counts as different.
  it('are named for /healthz', () => {
    const reading = readSettings({ RETENTION_DAYS: '120', UNANSWERED_DAYS: '200' });
    assert.ok(reading.kind === 'valid');
    const { settings } = reading;
    const siteUrl = settings.siteUrl.origin;
    const named = (built: Parameters<typeof settingsBuiltOtherwise>[1]) =>
      settingsBuiltOtherwise(settings, built).join();
    assert.equal(
      named({ siteUrl: 'https://other.example', retention: { retentionDays: 30, unansweredDays: 90 } }),
      'SITE_URL,RETENTION_DAYS,UNANSWERED_DAYS',
    );
    assert.equal(
      named({ siteUrl, retention: { retentionDays: 120, unansweredDays: 90 } }),
      'UNANSWERED_DAYS',
    );
    assert.equal(named({ siteUrl, retention: { retentionDays: 120, unansweredDays: 200 } }), '');
    assert.equal(named({ siteUrl }), '');
  });
});

describe('the form’s secret', () => {
  let directory = '';
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'kis-'));
  });
  afterEach(() => rmSync(directory, { recursive: true }));

  const secretFor = (
    dataDirectory: string,
    {
      flags = new Map<string, string>(),
      formSecret = undefined as Uint8Array | undefined,
      made = random,
    } = {},
  ) =>
    formSecretFor(
      {
        flags: async () => flags,
        async setFlag(name, value) {
          flags.set(name, String(value));
        },
      },
      { dataDirectory, ...(formSecret === undefined ? {} : { formSecret }) },
      { random: made },
    );

  it('is made once, kept, and read by its owner only', async () => {
    const folder = join(directory, 'data');
    const secret = await secretFor(folder);
    assert.equal(secret.length, 32);
    assert.deepEqual(await secretFor(folder), secret);
    assert.deepEqual(readdirSync(folder), ['form-secret']);
    if (process.platform !== 'win32') assert.equal(statSync(join(folder, 'form-secret')).mode & 0o777, 0o600);
  });

  it('is the one that another process made first', async () => {
    const first = randomBytes(32);
    const made = (bytes: number) => {
      // Another process writes the secret between the check and the write.
      if (bytes === 32) writeFileSync(join(directory, 'form-secret'), first);
      return random(bytes);
    };
    assert.deepEqual(Buffer.from(await secretFor(directory, { made })), first);
    assert.deepEqual(readFileSync(join(directory, 'form-secret')), first);
  });

  it('is refused when damaged', async () => {
    writeFileSync(join(directory, 'form-secret'), 'short');
    await assert.rejects(secretFor(directory), /damaged/);
  });

  // Mutation: a secret is made before the store is asked.
  it('is not made for a store that was written with another one', async () => {
    const flags = new Map([[secretCheckFlag, secretCheckOf(random(45))]]);
    await assert.rejects(secretFor(directory, { flags }), /written with another FORM_SECRET/);
    assert.deepEqual(readdirSync(directory), []);
    await assert.rejects(secretFor(directory, { flags, formSecret: random(32) }), /another FORM_SECRET/);
  });
});
