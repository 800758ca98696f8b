import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { satteri } from '@astrojs/markdown-satteri';
import { anchorsOf } from '../../../src/content-check/rules/anchors.ts';
import { directives } from '../../../src/markdown/directives.ts';
import { languageOfFile } from '../../../src/markdown/language.ts';
import { noRawHtml, safeElements } from '../../../src/markdown/safety.ts';
import { pageWith } from './sample.ts';

const body = [
  '## W grupie albo: „indywidualnie” – 7 zł',
  '## Łódź i Żory_2, ąęó!',
  '## Ala',
  '## Ala',
  '### Zadzwoń :telefon o 7:30',
  '### *Pismo* i `znaki` w [linku](/klub/)',
].join('\n\n');

/** One-letter words are bound to the next in Ukrainian, too, and apostrophes become others. */
const ukrainian = [
  '## Виходите з в’язниці?',
  "## Ви п'єте, або :polski[kontrakt socjalny]?",
  '## Ви з України або ви біженець?',
].join('\n\n');

describe('the anchors of headings', () => {
  it('are those that the page gets', async () => {
    const renderer = await satteri({
      features: { directive: true, smartPunctuation: false, gfm: { footnotes: false } },
      mdastPlugins: [noRawHtml, directives],
      hastPlugins: [safeElements, languageOfFile(() => true)],
    }).createRenderer({ syntaxHighlight: false });
    // Mutation: only Polish text gets its non-breaking spaces.
    for (const [language, text] of [
      ['pl', body],
      ['uk', ukrainian],
      ['en', '## A house i am, 5 km\n\n## “What’s” it?'],
    ] as const) {
      const fileURL = new URL(`file:///content/${language}/strony/proba.md`);
      const { code } = await renderer.render(text, { fileURL });
      const rendered = [...code.matchAll(/<h\d id="([^"]*)"/g)].map(([, id]) => id);
      assert.equal(rendered.length, text.split('\n\n').length);
      assert.deepEqual([...anchorsOf({ ...pageWith(text), language })], rendered);
    }
  });
});
