import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { bareEnvironment } from '../support/bare-environment.ts';
import { copyProject, type ProjectCopy } from '../support/project-copy.ts';
import { freePort } from '../support/site.ts';

const asBrowser = { headers: { accept: 'text/html' } };

describe('the live preview', () => {
  let copy: ProjectCopy;
  let preview: ChildProcess;
  let url = '';
  /** A folder outside the project, which `CONTENT_DIR` allows. */
  let content = '';

  before(async () => {
    copy = await copyProject();
    content = join(await mkdtemp(join(tmpdir(), 'kis content %41-')), 'content');
    await rename(join(copy.root, 'content'), content);
    const port = await freePort();
    url = `http://localhost:${port}`;
    preview = spawn(process.execPath, ['src/cli/astro.ts', 'dev', '--port', String(port)], {
      cwd: copy.root,
      env: { ...bareEnvironment, DATA_DIR: join(copy.root, 'data'), CONTENT_DIR: content },
      stdio: 'ignore',
    });
    const deadline = Date.now() + 30_000;
    while (
      !(await fetch(url, asBrowser).then(
        ({ ok }) => ok,
        () => false,
      ))
    ) {
      if (Date.now() > deadline) throw new Error('The preview does not answer.');
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  });
  after(async () => {
    preview.kill();
    await copy.remove();
    await rm(dirname(content), { recursive: true });
  });

  it('names the file that a page comes from, and has the form', async () => {
    assert.match(await (await fetch(`${url}/klub/`)).text(), /content\/pl\/strony\/klub\.md/);
    assert.match(await (await fetch(`${url}/zgloszenie/`)).text(), /name="form" value="[^"]+"/);
  });

  it('shows drafts and says that they are, and searches', async () => {
    const file = join(content, 'pl/aktualnosci/2026-11-20-proba.md');
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, '---\ntytul: Próba\nopis: Próba.\ndata: 2026-11-20\nszkic: true\n---\n\nTreść.\n');
    const shown = async (): Promise<string> => (await fetch(`${url}/aktualnosci/2026-11-20-proba/`)).text();
    const deadline = Date.now() + 20_000;
    while (!/Szkic\./.test(await shown())) {
      if (Date.now() > deadline) throw new Error('The preview does not show the draft.');
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    assert.match(await (await fetch(`${url}/szukaj/?q=kontrakt`)).text(), /<mark>kontrakt/);
  });

  it('shows an error in the content instead of an empty page, and the page again once it is corrected', async () => {
    const hours = join(content, 'fakty/godziny.yaml');
    const right = await readFile(hours, 'utf8');
    await writeFile(hours, right.replace('8:00-13:15', '25:99-13:15'));
    const broken = await fetch(`${url}/kontakt/`, asBrowser);
    assert.equal(broken.status, 500);
    assert.match(await broken.text(), /W\streści jest błąd[\s\S]*content\/fakty\/godziny\.yaml:\d+/);
    await writeFile(hours, right);
    assert.equal((await fetch(`${url}/kontakt/`, asBrowser)).status, 200);
  });
});
