import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { changeWords } from '../../../src/editing/changes/change-words.ts';
import { openHistory } from '../../../src/editing/history/history.ts';
import { createCheck } from '../../../src/editing/publishing/check-changes.ts';
import { createPublication, whileLocked } from '../../../src/editing/publishing/publication.ts';

/**
 * A separate process that publishes until it is killed: two files and a piece of news, all with the same number,
 * which it prints as soon as the publication is acknowledged.
 */
const [content = '', directory = '', publicFolder = ''] = process.argv.slice(2);
export const news = 'pl/aktualnosci/2026-11-28-numer.md';
export const facts = ['fakty/kontakt.yaml', 'fakty/godziny.yaml'];
const source = /^zrodlo: .*$/m;

async function publishOnAndOn(): Promise<void> {
  const clock = () => new Date();
  const history = await whileLocked(directory, () =>
    openHistory({ content, directory, wordsOf: changeWords }),
  );
  if (history === undefined) throw new Error('another process holds the lock');
  const check = createCheck({ content, publicFolder }, () => []);
  const publication = createPublication({ content, directory, history, check, clock, orderBuild: () => 'x' });
  const read = (path: string) => readFileSync(join(content, path), 'utf8');
  let number = Number(/^zrodlo: .*?(\d+)$/m.exec(read(facts[0] ?? ''))?.[1] ?? 0);
  for (;;) {
    number += 1;
    const base = new Map(facts.map((path) => [path, read(path)] as const));
    const changes = new Map<string, Uint8Array | null>(
      [...base].map(
        ([path, text]) => [path, Buffer.from(text.replace(source, `zrodlo: numer ${number}`))] as const,
      ),
    );
    const page = `---\ntytul: Numer ${number}\nopis: Numer.\ndata: 2026-11-28\n---\n\nTo jest numer ${number}.\n`;
    changes.set(news, number % 3 === 0 ? null : Buffer.from(page));
    const result = await publication.publish({ changes, base, editor: 'pracownik AB', reason: '' });
    if (result.kind !== 'recorded') throw new Error(JSON.stringify(result));
    process.stdout.write(`${number}\n`);
  }
}

if (import.meta.main) await publishOnAndOn();
