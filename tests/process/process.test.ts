import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { openMailbox } from '../support/mailbox.ts';
import { sendEnquiry } from '../support/send-enquiry.ts';
import { projectRoot, startSite } from '../support/site.ts';

describe('the processes of the site', () => {
  it('without SMTP_URL writes the mail as a file and says so, with the settings that production still needs', async (context) => {
    const site = await startSite();
    context.after(() => site.kill());
    const { reference } = await sendEnquiry(site, { message: 'Do pliku' });
    const folder = join(site.dataDirectory, 'mail');
    const deadline = Date.now() + 10_000;
    while (!(await readdir(folder).catch((): string[] => [])).includes(`${reference}.eml`)) {
      assert.ok(Date.now() < deadline, 'no mail file appeared');
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    assert.match(site.output(), /^Listening on http:\/\/localhost:\d+/);
    assert.match(site.output(), /Mail: written as \.eml files to /);
    assert.match(site.output(), /SMTP_URL: .*\n.*ENQUIRY_TO: /);
    assert.equal(await site.stop(), 0);
  });

  it('delivers accepted enquiries after a power cut, and those that a mail server refused temporarily', async (context) => {
    const mailbox = await openMailbox();
    context.after(() => mailbox.close());
    const dataDirectory = await mkdtemp(join(tmpdir(), 'kis-restart-'));
    const settings = { SMTP_URL: mailbox.url, ENQUIRY_TO: 'biuro@kis.example' };
    mailbox.refuseWith(450);
    context.after(() => rm(dataDirectory, { recursive: true, force: true }));
    const before = await startSite(settings, { dataDirectory });
    context.after(() => before.kill());
    const { reference } = await sendEnquiry(before, { message: 'Przetrwa' });
    await before.kill();
    mailbox.refuseWith(undefined);
    const resend = spawn(process.execPath, ['src/cli/enquiries.ts', 'resend', reference], {
      cwd: projectRoot,
      env: { ...process.env, DATA_DIR: dataDirectory },
    });
    assert.equal(await new Promise((resolve) => resend.once('exit', resolve)), 0);
    const after = await startSite({ ...settings, COURIER: 'off' }, { dataDirectory });
    context.after(() => after.kill());
    // A courier sends due mail as soon as it starts; by now it would have.
    await new Promise((resolve) => setTimeout(resolve, 500));
    assert.deepEqual(mailbox.mails, [], 'with COURIER=off the web part sends nothing');
    const courier = spawn(process.execPath, ['src/cli/courier.ts'], {
      cwd: projectRoot,
      env: { ...process.env, ...settings, DATA_DIR: dataDirectory },
      stdio: 'ignore',
    });
    context.after(() => courier.kill('SIGKILL'));
    const { parsed } = await mailbox.waitFor(reference);
    assert.match(parsed.text ?? '', /\| Przetrwa/);
    courier.kill('SIGTERM');
    assert.equal(await new Promise((resolve) => courier.once('exit', resolve)), 0);
    assert.equal(await after.stop(), 0);
  });

  it('over the rate asks for one more step and keeps the form’s key, so that no press makes a second enquiry', async (context) => {
    const site = await startSite({ ENQUIRY_RATE: '1/10m' });
    context.after(() => site.kill());
    const tokenOn = (page: string) => page.match(/name="form" value="([^"]+)"/)?.[1] ?? '';
    const post = (form: string, message: string) =>
      fetch(`${site.url}/zgloszenie/`, {
        method: 'POST',
        body: new URLSearchParams({ form, topic: 'other', forWhom: 'self', channel: 'visit', message }),
        headers: { 'Sec-Fetch-Site': 'same-origin' },
        redirect: 'manual',
      });
    const form = tokenOn(await (await fetch(`${site.url}/zgloszenie/`)).text());
    const first = await post(form, 'Raz');
    assert.equal(first.status, 303);
    const asked = await post(form, 'Raz');
    assert.equal(asked.status, 429);
    const page = await asked.text();
    assert.match(page, />\nRaz<\/textarea>/);
    // The second step is accepted after two seconds: nobody reads the page faster.
    await new Promise((resolve) => setTimeout(resolve, 2_100));
    const second = await post(tokenOn(page), 'Raz');
    assert.equal(second.headers.get('location'), first.headers.get('location'));
  });
});
