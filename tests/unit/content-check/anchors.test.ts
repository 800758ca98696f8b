import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { satteri } from '@astrojs/markdown-satteri';
import { anchorsOf } from '../../../src/content-check/rules/anchors.ts';
import { directives } from '../../../src/markdown/directives.ts';
import { languageOfFile } from '../../../src/markdown/language.ts';
import { noRawHtml, safeElements } from '../../../src/markdown/safety.ts';
import type { Language } from '../../../src/words/index.ts';
import { pageWith } from './sample.ts';

const bodies = {
  pl: [
    '## W grupie albo: „indywidualnie” – 7 zł',
    '## Łódź i Żory_2, ąęó!',
    '## Ala',
    '## Ala',
    '### Zadzwoń :telefon o 7:30',
    '### *Pismo* i `znaki` w [linku](/klub/)',
  ],
  uk: [
    '## Виходите з в’язниці?',
    '## Ви з України або ви біженець?',
    "## Ви п'єте, або :polski[kontrakt socjalny]?",
  ],
  en: ['## A house i am, 5 km', '## “What’s” it?'],
};

// Mutation: only Polish headings are typeset.
describe('the anchors of headings', () => {
  for (const [language, headings] of Object.entries(bodies))
    it(`are those that the page gets: ${language}`, async () => {
      const body = headings.join('\n\n');
      const renderer = await satteri({
        features: { directive: true, smartPunctuation: false, gfm: { footnotes: false } },
        mdastPlugins: [noRawHtml, directives],
        hastPlugins: [safeElements, languageOfFile(() => true)],
      }).createRenderer({ syntaxHighlight: false });
      const fileURL = new URL(`file:///content/${language}/strony/proba.md`);
      const { code } = await renderer.render(body, { fileURL });
      const rendered = [...code.matchAll(/<h\d id="([^"]*)"/g)].map(([, id]) => id);
      assert.equal(rendered.length, headings.length);
      assert.deepEqual([...anchorsOf(pageWith(body, { language: language as Language }))], rendered);
    });
});
