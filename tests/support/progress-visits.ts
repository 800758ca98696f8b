import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { bareEnvironment } from './bare-environment.ts';
import { sendEnquiry } from './send-enquiry.ts';
import { projectRoot, type RunningSite } from './site.ts';
import { textOfHtml } from './text-of-html.ts';

/** An enquiry that has been sent, with the links and codes of its person and staff. */
export interface SentEnquiry {
  readonly reference: string;
  readonly code: string;
  /** The path of the staff's page, from the mail. */
  readonly staffPath: string;
}

const patience = 15_000;

/** @returns the path of the staff's page of an enquiry, from the mail that the site wrote as a file */
async function staffPathOf({ dataDirectory }: RunningSite, reference: string): Promise<string> {
  const folder = join(dataDirectory, 'mail');
  const name = reference.replace(/^KIS|-/g, '').toLowerCase();
  const link = new RegExp(`^\\S+(/odbior/${name}\\w+/)\\s*$`, 'm');
  const deadline = Date.now() + patience;
  for (;;) {
    const files = readdirSync(folder, { withFileTypes: true }).filter((file) => file.name.endsWith('.eml'));
    const found = files
      .map((file) => link.exec(readFileSync(join(folder, file.name), 'utf8'))?.[1])
      .find(Boolean);
    if (found !== undefined) return found;
    if (Date.now() > deadline) throw new Error(`no mail tells the staff's page of ${reference}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

function reading<Value>({ dataDirectory }: RunningSite, read: (store: DatabaseSync) => Value): Value {
  const store = new DatabaseSync(join(dataDirectory, 'kis.db'), { readOnly: true });
  try {
    return read(store);
  } finally {
    store.close();
  }
}

const stateOf = (site: RunningSite, reference: string): unknown =>
  reading(site, (store) => store.prepare('SELECT state FROM enquiry WHERE reference = ?').get(reference))?.[
    'state'
  ];

/** Sends an enquiry to a site that writes its mail as files, and waits for the mail. */
export async function sendAndFollow(
  site: RunningSite,
  answers: Readonly<Record<string, string>> = { channel: 'visit' },
): Promise<SentEnquiry> {
  const { reference, code } = await sendEnquiry(site, answers);
  const staffPath = await staffPathOf(site, reference);
  // The mail is written shortly before the store records it.
  const deadline = Date.now() + patience;
  while (stateOf(site, reference) !== 'delivered') {
    if (Date.now() > deadline) throw new Error(`${reference} is not delivered`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  return { reference, code, staffPath };
}

export interface PostedPage {
  readonly status: number;
  readonly headers: Headers;
  readonly html: string;
  readonly text: string;
}

/** Posts like a form of the site itself, and does not follow redirects. */
export async function postForm(
  { url }: Pick<RunningSite, 'url'>,
  path: string,
  fields: Readonly<Record<string, string>>,
  headers: Readonly<Record<string, string>> = { 'Sec-Fetch-Site': 'same-origin' },
): Promise<PostedPage> {
  const answer = await fetch(url + path, {
    method: 'POST',
    body: new URLSearchParams(fields),
    headers,
    redirect: 'manual',
  });
  const html = await answer.text();
  return { status: answer.status, headers: answer.headers, html, text: textOfHtml(html) };
}

/** @returns the output of the operator's command */
export const operator = ({ dataDirectory }: RunningSite, ...args: string[]): string =>
  execFileSync(process.execPath, ['src/cli/enquiries.ts', ...args], {
    cwd: projectRoot,
    encoding: 'utf8',
    env: { ...bareEnvironment, DATA_DIR: dataDirectory },
  });

/** @returns a hash of every row of the site's store */
export const storeHash = (site: RunningSite): string =>
  reading(site, (store) => {
    const hash = createHash('sha256');
    const tables = store.prepare("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").all();
    // Marks that processes exchange change by themselves.
    for (const { name } of tables.filter((table) => table['name'] !== 'mark'))
      for (const row of store.prepare(`SELECT * FROM "${name}"`).all())
        hash.update(JSON.stringify([name, row]));
    return hash.digest('hex');
  });
