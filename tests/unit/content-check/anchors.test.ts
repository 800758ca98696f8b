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

describe('the anchors of headings', () => {
  it('are those that the page gets', async () => {
    const renderer = await satteri({
      features: { directive: true, smartPunctuation: false, gfm: { footnotes: false } },
      mdastPlugins: [noRawHtml, directives],
      hastPlugins: [safeElements, languageOfFile],
    }).createRenderer({ syntaxHighlight: false });
    const { code } = await renderer.render(body, { fileURL: new URL('file:///content/pl/strony/proba.md') });
    const rendered = [...code.matchAll(/<h\d id="([^"]*)"/g)].map(([, id]) => id);
    assert.equal(rendered.length, 6);
    assert.deepEqual([...anchorsOf(pageWith(body))], rendered);
  });
});
