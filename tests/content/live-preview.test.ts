import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { copyProject, type ProjectCopy } from '../support/project-copy.ts';
import { freePort } from '../support/site.ts';

const asBrowser = { headers: { accept: 'text/html' } };

describe('the live preview', () => {
  let copy: ProjectCopy;
  let preview: ChildProcess;
  let url = '';

  before(async () => {
    copy = await copyProject();
    const port = await freePort();
    url = `http://localhost:${port}`;
    preview = spawn(process.execPath, ['src/cli/astro.ts', 'dev', '--port', String(port)], {
      cwd: copy.root,
      env: { ...process.env, DATA_DIR: join(copy.root, 'data') },
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
  });

  it('names the file that a page comes from, and has the form', async () => {
    assert.match(await (await fetch(`${url}/klub/`)).text(), /content\/pl\/strony\/klub\.md/);
    assert.match(await (await fetch(`${url}/zgloszenie/`)).text(), /name="form" value="[^"]+"/);
  });

  it('shows drafts and says that they are, and searches', async () => {
    const file = join(copy.root, 'content/pl/aktualnosci/2026-11-20-proba.md');
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

  it('shows what is wrong in the content instead of a blank, and the page again once it is mended', async () => {
    await copy.edit('content/fakty/godziny.yaml', (text) => text.replace('7:30-14:00', '25:99-14:00'));
    const broken = await fetch(`${url}/kontakt/`, asBrowser);
    assert.equal(broken.status, 500);
    assert.match(await broken.text(), /W\streści jest błąd[\s\S]*content\/fakty\/godziny\.yaml:\d+/);
    await copy.edit('content/fakty/godziny.yaml', (text) => text.replace('25:99-14:00', '7:30-14:00'));
    assert.equal((await fetch(`${url}/kontakt/`, asBrowser)).status, 200);
  });
});
