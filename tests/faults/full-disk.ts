import { execFileSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openMailbox } from '../support/mailbox.ts';
import { type RunningSite, startSite } from '../support/site.ts';
import { textOfHtml } from '../support/text-of-html.ts';
import type { FaultReport } from './report.ts';
import { referenceOn } from './support/visitor.ts';

const submitters = 20;
const diskMebibytes = 24;

export const mutations = ['an enquiry whose transaction failed is answered as stored (sqlite-add.ts)'];

/** @returns a function that unmounts the disk; undefined if this user may not mount one */
function mountSmallDisk(folder: string): (() => void) | undefined {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${diskMebibytes}m`, 'tmpfs', folder], {
      stdio: 'ignore',
    });
    return () => execFileSync('umount', [folder]);
  } catch {
    return undefined;
  }
}

/** Writes until the disk is full. */
function fillUp(file: string): void {
  const handle = openSync(file, 'a');
  try {
    for (const bytes of [65_536, 4_096, 1]) {
      try {
        for (;;) writeSync(handle, Buffer.alloc(bytes, 1));
      } catch {
        // Full for blocks of this size.
      }
    }
  } finally {
    closeSync(handle);
  }
}

interface Tally {
  readonly accepted: Set<string>;
  unavailable: number;
  other: number;
  withoutPhone: number;
  slowestRefusal: number;
}

async function submitOnce({ url }: RunningSite, tally: Tally): Promise<void> {
  const page = await (await fetch(`${url}/zgloszenie/`)).text();
  const form = page.match(/name="form" value="([^"]+)"/)?.[1] ?? '';
  const began = performance.now();
  const answer = await fetch(`${url}/zgloszenie/`, {
    method: 'POST',
    body: new URLSearchParams({
      form,
      topic: 'other',
      forWhom: 'self',
      channel: 'visit',
      message: 'ą'.repeat(900),
    }),
    headers: { 'Sec-Fetch-Site': 'same-origin' },
    redirect: 'manual',
  });
  const text = textOfHtml(await answer.text());
  if (answer.status === 303) {
    const location = new URL(answer.headers.get('location') ?? '', url);
    tally.accepted.add(referenceOn(await (await fetch(location)).text()) ?? 'none');
  } else if (answer.status === 503) {
    tally.unavailable += 1;
    tally.slowestRefusal = Math.max(tally.slowestRefusal, performance.now() - began);
    if (!text.includes('Zadzwoń') && !/\d{2,3} \d{2,3} \d{2,3}/.test(text)) tally.withoutPhone += 1;
  } else {
    tally.other += 1;
  }
}

/** Submits from many connections until `done`, a condition on the tally, is true. */
async function submitUntil(site: RunningSite, tally: Tally, done: () => boolean): Promise<void> {
  const deadline = performance.now() + 30_000;
  await Promise.all(
    Array.from({ length: submitters }, async () => {
      while (!done() && performance.now() < deadline) await submitOnce(site, tally);
    }),
  );
}

async function healthOf({ url }: RunningSite): Promise<number> {
  return (await fetch(`${url}/healthz`)).status;
}

/**
 * Fills a small disk while twenty submitters send, frees it, and again: nobody is told „przyjęte" whose enquiry is
 * not delivered, and the service recovers without a restart.
 */
export async function checkFullDisk({ full }: { full: boolean }): Promise<FaultReport> {
  const name = 'full disk';
  const folder = mkdtempSync(join(tmpdir(), 'kis-full-'));
  const unmount = mountSmallDisk(folder);
  if (unmount === undefined) {
    rmSync(folder, { recursive: true });
    return { name, figures: { skipped: 'this user may not mount a tmpfs' }, failures: [] };
  }
  const mailbox = await openMailbox();
  const site = await startSite(
    { SMTP_URL: mailbox.url, ENQUIRY_TO: 'klub@kis.example', LOG_LEVEL: 'error' },
    { dataDirectory: folder },
  );
  const tally: Tally = { accepted: new Set(), unavailable: 0, other: 0, withoutPhone: 0, slowestRefusal: 0 };
  const failures: string[] = [];
  const cycles = full ? 20 : 2;
  const weight = join(folder, 'weight');
  try {
    for (let cycle = 0; cycle < cycles; cycle += 1) {
      const before = tally.accepted.size;
      await submitUntil(site, tally, () => tally.accepted.size >= before + 30);
      const refused = tally.unavailable;
      const submitting = submitUntil(site, tally, () => tally.unavailable >= refused + 60);
      fillUp(weight);
      await submitting;
      if (tally.unavailable < refused + 60) failures.push(`cycle ${cycle}: a full disk refused nobody`);
      rmSync(weight);
      const again = tally.accepted.size;
      await submitUntil(site, tally, () => tally.accepted.size >= again + 20);
      if (tally.accepted.size < again + 20)
        failures.push(`cycle ${cycle}: no enquiry taken after space came back`);
    }
    const health = await healthOf(site);
    if (health !== 200) failures.push(`/healthz says ${health} with space on the disk`);
    const deadline = Date.now() + 60_000;
    const delivered = () =>
      new Set(mailbox.mails.map(({ parsed }) => /KIS-\w{3}-\w{3}/.exec(parsed.subject ?? '')?.[0]));
    while (Date.now() < deadline && tally.accepted.difference(delivered()).size > 0)
      await new Promise((resolve) => setTimeout(resolve, 100));
    const lost = tally.accepted.difference(delivered()).size;
    if (lost > 0) failures.push(`${lost} accepted and not delivered`);
    if (tally.other > 0) failures.push(`${tally.other} answers other than 303 and 503`);
    if (tally.withoutPhone > 0)
      failures.push(`${tally.withoutPhone} pages of 503 without a telephone number`);
    return {
      name,
      figures: {
        cycles,
        submitters,
        accepted: tally.accepted.size,
        delivered: delivered().size,
        'false „przyjęte”': lost,
        refused: tally.unavailable,
        'slowest refusal, ms': Math.round(tally.slowestRefusal),
      },
      failures,
    };
  } finally {
    await site.kill();
    await mailbox.close();
    unmount();
    rmSync(folder, { recursive: true, force: true });
  }
}
