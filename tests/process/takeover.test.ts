import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it, type TestContext } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { clubBuild } from '../support/club.ts';
import { type OneAnswer, oneRequest } from '../support/one-request.ts';
import { copyBuild, type Draft, markOf, markPages, publish } from '../support/publish.ts';
import { projectRoot, type RunningSite, startSite } from '../support/site.ts';

/** Pages of the made-up club that the tests change and request; the last two are rendered on request. */
const markedFiles = ['index.html', 'klub/index.html', 'blad/404/index.html'];
const addresses = ['/', '/klub/', '/zgloszenie/', '/szukaj/?q=klub', '/nie-ma-takiej/'];
/** The documented promise: within 5 s of the end of a build every answer comes from it. */
const promisedMilliseconds = 5_000;

const tokenOn = (page: string): string => page.match(/name="form" value="([^"]+)"/)?.[1] ?? '';

const post = (site: RunningSite, form: string, message: string): Promise<OneAnswer> =>
  oneRequest(
    `${site.url}/zgloszenie/`,
    new URLSearchParams({ form, topic: 'classes', forWhom: 'self', channel: 'visit', message }),
  );

const formOf = async (site: RunningSite): Promise<string> =>
  tokenOn((await oneRequest(`${site.url}/zgloszenie/`)).text);

const marksOn = (site: RunningSite): Promise<readonly (string | undefined)[]> =>
  Promise.all(addresses.map(async (path) => markOf((await oneRequest(site.url + path)).text)));

async function alarms(site: RunningSite): Promise<readonly string[]> {
  const report = (await (await fetch(`${site.url}/healthz`)).json()) as { alarms: readonly string[] };
  return report.alarms;
}

async function until(what: string, holds: () => Promise<boolean>): Promise<void> {
  const deadline = performance.now() + promisedMilliseconds;
  while (!(await holds())) {
    assert.ok(performance.now() < deadline, what);
    await pause(20);
  }
}

const showsEverywhere = (site: RunningSite, mark: string): Promise<void> =>
  until(`not everything is from ${mark}`, async () => (await marksOn(site)).every((each) => each === mark));

describe('a server that takes over the next build while it runs', () => {
  let folder = '';
  let directory = '';
  let site: RunningSite;
  const mark = (name: string) => (draft: Draft) => markPages(draft, markedFiles, name);
  async function begin(context: TestContext, settings: Readonly<Record<string, string>> = {}): Promise<void> {
    site = await startSite(settings, { build: directory });
    context.after(() => site.kill());
  }

  beforeEach(() => {
    // Inside the project, where the server finds its packages.
    folder = mkdtempSync(join(projectRoot, '.astro', 'takeover-'));
    directory = join(folder, 'dist');
    copyBuild(clubBuild, directory);
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('answers everything from it within five seconds; no request fails meanwhile or gets parts of both builds', async (context) => {
    await begin(context);
    await publish(directory, mark('a'));
    await showsEverywhere(site, 'a');
    let goesOn = true;
    const faults: string[] = [];
    const ask = async (path: string) => {
      for (let newest = 'a'; goesOn; ) {
        const answer = await oneRequest(site.url + path).catch((fault: unknown) => String(fault));
        const found = typeof answer === 'string' ? answer : markOf(answer.text);
        if (found === undefined || found < newest) faults.push(`${path}: ${found} after ${newest}`);
        else newest = found;
        await pause(10);
      }
    };
    const send = async () => {
      while (goesOn) {
        const { status } = await post(site, await formOf(site), 'w czasie zmiany');
        if (status !== 303) faults.push(`POST: ${status}`);
        await pause(50);
      }
    };
    const crowd = [...addresses.map(ask), send(), send()];
    for (const name of ['b', 'c', 'd']) {
      await publish(directory, mark(name));
      await showsEverywhere(site, name);
    }
    goesOn = false;
    await Promise.all(crowd);
    assert.deepEqual(faults, []);
    // The log line of the last build is written after its first page.
    const told = () => site.output().match(/"build-taken-over"/g)?.length;
    for (let tries = 0; tries < 100 && told() !== 4; tries++) await pause(20);
    assert.equal(told(), 4);
  });

  it('takes headers, old addresses, ends of news and names of topics from it', async (context) => {
    await begin(context);
    const rename = (text: string) => text.replace('"styleHashes": [', '"styleHashes": ["sha256-nowy",');
    await publish(directory, (draft) => {
      markPages(draft, markedFiles, 'headers');
      draft.edit('build.json', (text) =>
        rename(text)
          .replace('"/o-nas-dawniej/"', '"/o-nas-jeszcze-dawniej/"')
          .replace('"newsEnds": {', '"newsEnds": {"/aktualnosci/2026-11-19-kuchnia/": "2020-01-01"')
          .replace('"Warsztaty"', '"Pracownie"'),
      );
    });
    await showsEverywhere(site, 'headers');
    const { headers } = await fetch(`${site.url}/klub/`);
    assert.match(headers.get('content-security-policy') ?? '', /sha256-nowy/);
    const moved = async (path: string) => (await fetch(site.url + path, { redirect: 'manual' })).status;
    assert.deepEqual([await moved('/o-nas-jeszcze-dawniej/'), await moved('/o-nas-dawniej/')], [301, 404]);
    assert.equal((await fetch(`${site.url}/aktualnosci/2026-11-19-kuchnia/`)).status, 410);
    const { status } = await post(site, await formOf(site), 'nowy temat');
    assert.equal(status, 303);
    await until('no mail names the topic', async () => {
      const mails = join(site.dataDirectory, 'mail');
      return readdirSync(mails).some((name) => /Pracownie/.test(readFileSync(join(mails, name), 'utf8')));
    });
  });

  it('keeps the counters of the rate, the numbers of /metrics, and the validity of forms that are open', async (context) => {
    await begin(context, { ENQUIRY_RATE: '2/10m', METRICS: 'on' });
    const [first, second, third] = [await formOf(site), await formOf(site), await formOf(site)];
    assert.equal((await post(site, first, 'raz')).status, 303);
    await publish(directory, mark('counted'));
    await showsEverywhere(site, 'counted');
    assert.equal((await post(site, second, 'dwa')).status, 303);
    const refused = await post(site, third, 'trzy');
    assert.equal(refused.status, 429);
    assert.match(refused.text, />\ntrzy<\/textarea>/);
    // The same form sent again is the same enquiry.
    const again = await post(site, first, 'raz');
    assert.ok([303, 429].includes(again.status), String(again.status));
    assert.match(await (await fetch(`${site.url}/metrics`)).text(), /kis_enquiries_accepted_total 2\n/);
  });

  it('finishes a POST that began before it', async (context) => {
    await begin(context);
    const body = String(
      new URLSearchParams({
        ...{ form: await formOf(site), topic: 'other', forWhom: 'self', channel: 'visit', message: 'długo' },
      }),
    );
    const call = request(`${site.url}/zgloszenie/`, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/x-www-form-urlencoded',
        'Content-Length': Buffer.byteLength(body),
        'Sec-Fetch-Site': 'same-origin',
      },
    });
    const answered = new Promise<number | undefined>((resolve, reject) => {
      call.once('response', (answer) => resolve(answer.resume().statusCode));
      call.once('error', reject);
    });
    call.write(body.slice(0, 50));
    await publish(directory, mark('long'));
    await showsEverywhere(site, 'long');
    call.end(body.slice(50));
    assert.equal(await answered, 303);
  });

  it('keeps the previous build while the new one is damaged or incomplete, reports it, and takes it over once it is complete', async (context) => {
    await begin(context);
    await publish(directory, mark('sound'));
    await showsEverywhere(site, 'sound');
    const cut = (file: string, bytes: number) => writeFileSync(file, readFileSync(file).subarray(0, bytes));
    const files = { damaged: 'client/klub/index.html', manifest: 'build.json' };
    for (const [cause, name] of Object.entries(files)) {
      let whole: Buffer = Buffer.alloc(0);
      await publish(
        directory,
        (draft) => markPages(draft, markedFiles, cause),
        (draft) => {
          whole = readFileSync(join(draft, name));
          cut(join(draft, name), 1_000);
        },
      );
      await until(`no word about ${cause}`, async () => site.output().includes(`"cause":"${cause}"`));
      await until('no alarm', async () => (await alarms(site)).includes('build-refused'));
      assert.ok(!(await marksOn(site)).includes(cause));
      writeFileSync(join(directory, name), whole);
      await showsEverywhere(site, cause);
      await until('the alarm stands', async () => !(await alarms(site)).includes('build-refused'));
    }
  });

  it('does not take over pages that do not start or cannot be rendered', async (context) => {
    await begin(context);
    await publish(directory, mark('well'));
    await showsEverywhere(site, 'well');
    const program = readFileSync(join(directory, 'pages.cjs'));
    const broken: Readonly<Record<string, (text: string) => string>> = {
      'not-started': (text) => `throw new RangeError('broken');${text}`,
      'not-rendered': (text) => `${text};module.exports={handler:async()=>{throw new Error('broken')}};`,
    };
    for (const [cause, breakIt] of Object.entries(broken)) {
      await publish(directory, (draft) => {
        writeFileSync(join(draft.directory, 'pages.cjs'), program);
        markPages(draft, markedFiles, cause.replace('-', ''));
        draft.edit('pages.cjs', breakIt);
      });
      await until(`no word about ${cause}`, async () => site.output().includes(`"cause":"${cause}"`));
      assert.deepEqual(new Set(await marksOn(site)), new Set(['well']));
      assert.equal((await post(site, await formOf(site), 'mimo to')).status, 303);
    }
    await publish(directory, (draft) => {
      writeFileSync(join(draft.directory, 'pages.cjs'), program);
      markPages(draft, markedFiles, 'mended');
    });
    await showsEverywhere(site, 'mended');
  });

  it('serves a removed picture for an hour, and a removed page not at all', async (context) => {
    await begin(context);
    const picture = Buffer.from(await (await fetch(`${site.url}/pliki/okno.png`)).arrayBuffer());
    const remove = (draft: Draft, ...names: readonly string[]) => {
      for (const name of names)
        for (const ending of ['', '.br', '.gz'])
          rmSync(join(draft.directory, 'client', name + ending), { force: true });
    };
    await publish(directory, (draft) => {
      markPages(draft, markedFiles, 'gone');
      remove(draft, 'pliki/okno.png', 'dla-kogo/index.html');
    });
    await showsEverywhere(site, 'gone');
    assert.equal((await fetch(`${site.url}/dla-kogo/`)).status, 404);
    const kept = await fetch(`${site.url}/pliki/okno.png`);
    assert.equal(kept.status, 200);
    assert.equal(kept.headers.get('content-type'), 'image/png');
    assert.deepEqual(Buffer.from(await kept.arrayBuffer()), picture);
    // After a restart, too.
    await site.stop();
    await begin(context);
    assert.equal((await fetch(`${site.url}/pliki/okno.png`)).status, 200);
    await publish(directory, mark('hour'), (draft) => {
      const manifest = join(draft, 'build.json');
      const text = readFileSync(manifest, 'utf8');
      const later = text.replace(/("pliki\/okno\.png": )"20[^"]+"/, '$1"2020-01-01T00:00:00Z"');
      assert.notEqual(later, text);
      writeFileSync(manifest, later);
    });
    await showsEverywhere(site, 'hour');
    assert.equal((await fetch(`${site.url}/pliki/okno.png`)).status, 404);
  });

  it('continues while there is no build at all', async (context) => {
    await begin(context);
    renameSync(directory, `${directory}-away`);
    await pause(1_200);
    assert.equal((await fetch(`${site.url}/klub/`)).status, 200);
    assert.equal((await fetch(`${site.url}/zgloszenie/`)).status, 200);
    renameSync(`${directory}-away`, directory);
    await publish(directory, mark('returned'));
    await showsEverywhere(site, 'returned');
  });
});
