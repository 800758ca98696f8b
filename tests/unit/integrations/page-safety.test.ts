import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { faultsOfPage } from '../../../src/integrations/page-safety.ts';
import { clubBuild } from '../../support/club.ts';

/** Each is put on a page by itself. */
const dangerous: readonly string[] = [
  '<script>alert(1)</script>',
  '<SCRIPT src=/a.js></SCRIPT>',
  '<script type="application/ld+json" src="https://elsewhere.example/a.js"></script>',
  '<script type=module>alert(1)</script>',
  '<svg><script>alert(1)</script></svg>',
  '<img src=x onerror=alert(1)>',
  '<a href="/klub/" title=""onclick=alert(1)>x</a>',
  '<svg/onload=alert(1)>',
  '<a href=javascript:alert(1)>x</a>',
  '<a href="java&#115;cript:alert(1)">x</a>',
  '<a href=" \tjava\nscript:alert(1)">x</a>',
  '<a href="data:text/html,x">x</a>',
  '<svg><a xlink:href="javascript:alert(1)"></a></svg>',
  '<meta http-equiv="refresh" content="0;url=https://elsewhere.example/">',
  '<base href="https://elsewhere.example/">',
  '<iframe src="/klub/"></iframe>',
  '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
  '<object data="/a.pdf"></object>',
  '<img src="https://elsewhere.example/a.png" alt="">',
  '<img src="//elsewhere.example/a.png" alt="">',
  '<img src="/\\elsewhere.example/a.png" alt="">',
  '<img srcset="/a.png 1x, https://elsewhere.example/a.png 2x" alt="">',
  '<form action="https://elsewhere.example/"></form>',
  '<button formaction="https://elsewhere.example/">x</button>',
  '<link rel="stylesheet" href="https://elsewhere.example/a.css">',
  '<link rel="canonical stylesheet" href="https://elsewhere.example/a.css">',
  '<svg><use href="https://elsewhere.example/a.svg#x"></use></svg>',
  '<style>@import "https://elsewhere.example/a.css";</style>',
  '<style>p { background: url(https://elsewhere.example/a.png) }</style>',
  '<template><img src=x onerror=alert(1)></template>',
  '<noscript><img src="https://elsewhere.example/a.png"></noscript>',
  '<noscript><style></noscript><img src=x onerror=alert(1)></style></noscript>',
];

const harmless: readonly string[] = [
  '<script type="application/ld+json">{"a":"<b onclick=1>"}</script>',
  '<p>&lt;script&gt; javascript: onclick=1</p>',
  '<a href="/klub/" title="<script> onclick=1 javascript:">x</a>',
  '<a href="https://elsewhere.example/">x</a> <a href="mailto:a@b.example">x</a> <a href="tel:+48321234567">x</a>',
  '<a href="#a">x</a> <a href="?q=a">x</a> <img src="a.png" alt="">',
  '<link rel="canonical" href="https://kis.example/"> <link rel="icon" href="/favicon.svg">',
  '<form action="/szukaj/" method="get"></form> <form action="/zgloszenie/?wyslij" method="post"></form>',
];

const page = (inside: string) =>
  `<!doctype html><html lang="pl"><title>x</title><body>${inside}</body></html>`;

// Mutations: each line of `faultsOfElement` left out in turn.
describe('the safety check of finished pages', () => {
  for (const inside of dangerous)
    it(`finds ${inside}`, () => assert.notDeepEqual(faultsOfPage(page(inside)), []));
  for (const inside of harmless)
    it(`passes ${inside}`, () => assert.deepEqual(faultsOfPage(page(inside)), []));

  it('passes every page of the made-up club', () => {
    const client = join(clubBuild, 'client');
    const pages = readdirSync(client, { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.endsWith('.html'),
    );
    assert.ok(pages.length > 20);
    for (const name of pages)
      assert.deepEqual(faultsOfPage(readFileSync(join(client, name), 'utf8')), [], name);
  });
});
