import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const text = 'W klubie zaczynają się nowe zajęcia. Zapraszamy wszystkich, którzy chcą spróbować. '.repeat(12);

/**
 * @param root folder of a copy of the project
 * @param first the first number; each piece of news has a different day, from 2016 on
 */
export function addNews(root: string, first: number, count: number): void {
  const folder = join(root, 'content', 'pl', 'aktualnosci');
  mkdirSync(folder, { recursive: true });
  for (let number = first; number < first + count; number += 1) {
    const day = new Date(Date.UTC(2016, 0, 1 + number)).toISOString().slice(0, 10);
    const front = `tytul: Wiadomość numer ${number}\nopis: O czym jest wiadomość numer ${number}.\ndata: ${day}`;
    writeFileSync(join(folder, `${day}-wiadomosc-${number}.md`), `---\n${front}\n---\n\n${text}\n`);
  }
}
