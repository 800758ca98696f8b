import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import { clubBuild } from '../support/club.ts';
import { textOfHtml } from '../support/text-of-html.ts';

describe('the page in simple words', () => {
  let html = '';
  let text = '';
  before(async () => {
    html = await readFile(join(clubBuild, 'client/tekst-latwy/index.html'), 'utf8');
    text = textOfHtml(html.match(/<main[\s\S]*<\/main>/)?.[0] ?? '');
  });

  it('says what the club is, where, when, whom to call and what happens, from the facts', () => {
    for (const part of [
      'To jest Klub Integracji Społecznej.',
      'ul. Nieistniejąca 7, 00-000 Zmyślin',
      'Poniedziałek: od 8.00 do 16.00.',
      'Piątek: od 8.00 do 13.15.',
      'Niedziela: zamknięte.',
      '10 200 30 40',
      'Najpierw będzie rozmowa.',
    ]) {
      assert.ok(text.includes(part), part);
    }
  });

  it('says that its readers have not tried it yet, and is called easy to read nowhere', () => {
    assert.match(
      text,
      /nie przeczytały jeszcze na próbę osoby, dla których go piszemy\.\s+Sprawdzono: \d+ \p{L}+ 20\d\d/u,
    );
    assert.doesNotMatch(html, /ETR|łatw\w* do czytania/i);
  });

  it('has drawings that a screen reader leaves out, and the film in sign language', () => {
    const drawings = html.match(/<svg class="drawing"[^>]*>/g) ?? [];
    assert.ok(drawings.length >= 8, String(drawings.length));
    for (const drawing of drawings) assert.match(drawing, /aria-hidden="true"/);
    assert.match(text, /Film o klubie w polskim języku migowym/);
  });
});
