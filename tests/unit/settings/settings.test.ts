import assert from 'node:assert/strict';
import { resolve } from 'node:path';
import { describe, it } from 'node:test';
import { logLevels } from '../../../src/log.ts';
import {
  missingForRealUse,
  readPageSettings,
  readSettings,
  type Settings,
} from '../../../src/settings/settings.ts';
import { topics } from '../../../src/topics.ts';

const noFiles = (): string => {
  throw new Error('no such file');
};

function valid(environment: Record<string, string>, readFile: (path: string) => string = noFiles): Settings {
  const reading = readSettings(environment, readFile);
  assert.ok(reading.kind === 'valid', JSON.stringify(reading));
  return reading.settings;
}

function faults(environment: Record<string, string>, readFile = noFiles): readonly string[] {
  const reading = readSettings(environment, readFile);
  return reading.kind === 'invalid' ? reading.faults : [];
}

describe('settings', () => {
  it('names the content folder, which must be there when it was named', () => {
    assert.equal(valid({}).contentDirectory, resolve('content'));
    assert.equal(valid({ CONTENT_DIR: 'tests/unit' }).contentDirectory, resolve('tests/unit'));
    for (const missing of ['no/such/folder', 'package.json', 'package.json/content'])
      assert.match(faults({ CONTENT_DIR: missing }).join(), /^CONTENT_DIR: there is no such folder; write /);
    assert.equal(faults({ CONTENT_DIR: 'no/such/folder', PORT: 'x' }).length, 2);
  });

  it('takes the moment to build for in whole seconds, and nothing else', () => {
    assert.equal(valid({}).sourceDate, undefined);
    assert.equal(valid({ SOURCE_DATE_EPOCH: '0' }).sourceDate?.getTime(), 0);
    assert.equal(valid({ SOURCE_DATE_EPOCH: '1795348800' }).sourceDate?.getTime(), 1_795_348_800_000);
    for (const wrong of ['now', '-1', '1.5', '1e9', '99999999999'])
      assert.match(faults({ SOURCE_DATE_EPOCH: wrong }).join(), /^SOURCE_DATE_EPOCH: write the moment/);
  });

  it('gives the pages the server’s settings, and throws on a fault', () => {
    const environment = { RETENTION_DAYS: '', SITE_URL: 'https://kis.example', SOURCE_DATE_EPOCH: '60' };
    const { siteUrl, contentDirectory, retentionDays, unansweredDays, sourceDate, showsDrafts } =
      valid(environment);
    const expected = { siteUrl, contentDirectory, retentionDays, unansweredDays, sourceDate, showsDrafts };
    assert.deepEqual(readPageSettings(environment), expected);
    assert.equal(retentionDays, 30);
    assert.equal(unansweredDays, 90);
    assert.throws(() => readPageSettings({ RETENTION_DAYS: 'abc' }));
  });

  // Mutations seen caught: no fault for fewer days; 90 whatever RETENTION_DAYS is.
  it('keeps unclosed enquiries at least as long as closed ones', () => {
    assert.equal(valid({}).unansweredDays, 90);
    assert.equal(valid({ RETENTION_DAYS: '120' }).unansweredDays, 120);
    assert.equal(valid({ RETENTION_DAYS: '60', UNANSWERED_DAYS: '60' }).unansweredDays, 60);
    assert.match(faults({ UNANSWERED_DAYS: '29' }).join(), /^UNANSWERED_DAYS: write at least 30/);
  });

  it('needs nothing to start on loopback', () => {
    const settings = valid({});
    assert.equal(settings.host, '127.0.0.1');
    assert.equal(settings.port, 4321);
    assert.equal(settings.siteUrl.origin, 'http://localhost:4321');
    assert.equal(settings.dataDirectory, resolve('data'));
    assert.deepEqual(settings.database, { kind: 'sqlite', file: resolve('data/kis.db') });
    assert.equal(settings.mailFrom, 'kis@localhost');
    assert.deepEqual(settings.enquiryRate, { limit: 20, windowMilliseconds: 600_000 });
    assert.equal(settings.retentionDays, 30);
    assert.equal(settings.courier, true);
    assert.equal(settings.metrics, false);
    assert.equal(valid({ METRICS: 'on' }).metrics, true);
  });

  it('knows the levels of the log', () => {
    for (const level of logLevels) assert.equal(valid({ LOG_LEVEL: level }).logLevel, level);
  });

  it('takes a variable set to nothing as left out', () => {
    assert.equal(valid({ PORT: '', SMTP_URL: '' }).port, 4321);
  });

  it('reads routes, a rate, networks and a sender with a name', () => {
    const settings = valid({
      ENQUIRY_ROUTES: 'psu=psu@kis.example, other = inne@kis.example',
      ENQUIRY_RATE: '5/30s',
      TRUSTED_PROXIES: '10.0.0.0/8, ::1',
      MAIL_FROM: 'KIS Bytom <kis@kis.example>',
      DATABASE_URL: 'sqlite:///var/lib/kis.db',
    });
    assert.deepEqual(
      [...settings.enquiryRoutes],
      [
        ['psu', 'psu@kis.example'],
        ['other', 'inne@kis.example'],
      ],
    );
    assert.deepEqual(settings.enquiryRate, { limit: 5, windowMilliseconds: 30_000 });
    assert.ok(settings.trustedProxies.check('10.1.2.3', 'ipv4'));
    assert.ok(settings.trustedProxies.check('::1', 'ipv6'));
    assert.ok(!settings.trustedProxies.check('11.1.2.3', 'ipv4'));
    assert.equal(settings.mailFrom, 'KIS Bytom <kis@kis.example>');
    assert.deepEqual(settings.database, { kind: 'sqlite', file: resolve('/var/lib/kis.db') });
  });

  it('turns the rate limit off', () => {
    assert.equal(valid({ ENQUIRY_RATE: 'off' }).enquiryRate, undefined);
  });

  it('reads secrets from files, without the newline at their end', () => {
    const files: Record<string, string> = {
      '/s/form': `${'x'.repeat(32)}\n`,
      '/s/smtp': 'smtps://u:p@mail.example\n',
    };
    const settings = valid(
      { FORM_SECRET_FILE: '/s/form', SMTP_URL_FILE: '/s/smtp' },
      (path) => files[path] ?? noFiles(),
    );
    assert.equal(settings.formSecret?.length, 32);
    assert.deepEqual(
      [settings.smtpServer?.host, settings.smtpServer?.login],
      ['mail.example', { user: 'u', password: 'p' }],
    );
  });

  it('refuses a secret that is given twice, and a file that cannot be read', () => {
    assert.match(
      faults({ FORM_SECRET: 'x'.repeat(32), FORM_SECRET_FILE: '/s' })[0] ?? '',
      /^FORM_SECRET: .*not both/,
    );
    assert.match(faults({ SMTP_URL_FILE: '/none' })[0] ?? '', /^SMTP_URL_FILE: cannot be read/);
  });

  it('greets mail servers with the site’s host, the sender’s while that is loopback, or what is set', () => {
    assert.equal(valid({ SITE_URL: 'https://kis.example' }).mailName, 'kis.example');
    assert.equal(valid({ MAIL_FROM: 'KIS <kis@klub.example>' }).mailName, 'klub.example');
    assert.equal(
      valid({ SITE_URL: 'http://127.0.0.1:1', MAIL_FROM: 'kis@klub.example' }).mailName,
      'klub.example',
    );
    assert.equal(valid({ SITE_URL: 'https://kis.example', MAIL_NAME: 'mx.example' }).mailName, 'mx.example');
  });

  const wrong: readonly (readonly [string, string])[] = [
    ['HOST', 'a b'],
    ['PORT', '65536'],
    ['PORT', '80a'],
    ['SITE_URL', 'kis.example'],
    ['SITE_URL', 'https://kis.example/strona'],
    ['SITE_URL', 'https://u:p@kis.example'],
    ['SITE_URL', 'ftp://kis.example'],
    ['DATABASE_URL', 'postgres://kis:tajne@db'],
    ['DATABASE_URL', 'mysql://kis:tajne@db/kis'],
    ['SEALING_RECIPIENTS', 'age1tajne'],
    ['SEALING_KEY', 'AGE-SECRET-KEY-1TAJNE'],
    ['DATABASE_URL', 'sqlite:'],
    ['SMTP_URL', 'https://mail.example'],
    ['SMTP_URL', 'smtp://u:tajne%@mail.example'],
    ['SMTP_URL', 'smtp://mail.example?tls=no'],
    ['MAIL_FROM', 'KIS <a@b> <c@d>'],
    ['MAIL_NAME', '[127.0.0.1]'],
    ['MAIL_NAME', '10.0.0.1'],
    ['ENQUIRY_TO', 'a@b, c@d'],
    ['EDITORS', 'anna@kis.example,jan@intranet'],
    ['EDITORS', 'jan@10.0.0.1'],
    ['ENQUIRY_TO', 'a@b\r\nBcc: c@d'],
    ['ENQUIRY_ROUTES', 'nic=a@b'],
    ['ENQUIRY_ROUTES', 'psu=a@b,psu=c@d'],
    ['ENQUIRY_ROUTES', 'psu'],
    ['ENQUIRY_FALLBACK_TO', 'nikt'],
    ['TRUSTED_PROXIES', '10.0.0.0/33'],
    ['TRUSTED_PROXIES', 'proxy'],
    ['ENQUIRY_RATE', '0/10m'],
    ['ENQUIRY_RATE', '20'],
    ['RETENTION_DAYS', '0'],
    ['UNANSWERED_DAYS', '0'],
    ['UNANSWERED_DAYS', '29'],
    ['FORM_SECRET', 'za krótkie'],
    ['LOG_LEVEL', 'loud'],
    ['COURIER', 'no'],
  ];
  for (const [name, value] of wrong) {
    it(`refuses ${name}=${JSON.stringify(value)} and says what to write`, () => {
      const found = faults({ [name]: value });
      assert.equal(found.length, 1);
      assert.match(found[0] ?? '', new RegExp(`^${name}: .{8,}`));
      assert.ok(!found[0]?.includes('tajne'), 'echoes a secret');
    });
  }

  it('lists all faults at once', () => {
    const wrong = {
      PORT: 'x',
      SITE_URL: 'x',
      ENQUIRY_RATE: 'x',
      SMTP_URL_FILE: '/none',
      CONTENT_DIR: '/none',
    };
    // Each of these two is valid by itself, but not together with the other.
    const days = { RETENTION_DAYS: '60', UNANSWERED_DAYS: '59' };
    assert.equal(faults({ ...wrong, ...days }).length, 6);
  });
});

describe('the settings that production still needs', () => {
  it('is named by setting', () => {
    assert.deepEqual(missingForRealUse(valid({})), ['SITE_URL', 'SMTP_URL', 'ENQUIRY_TO']);
  });

  it('is nothing with https, a mail server and a mailbox', () => {
    const settings = { SITE_URL: 'https://kis.example', SMTP_URL: 'smtps://mail.example' };
    assert.deepEqual(missingForRealUse(valid({ ...settings, ENQUIRY_TO: 'kis@kis.example' })), []);
    const routes = topics.map((topic) => `${topic}=kis@kis.example`).join(',');
    assert.deepEqual(missingForRealUse(valid({ ...settings, ENQUIRY_ROUTES: routes })), []);
  });
});
