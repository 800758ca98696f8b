import { fileURLToPath } from 'node:url';
import type { BrowserContext, Page } from 'playwright';

const address = '/virtual-screen-reader.js';
const bundle = fileURLToPath(import.meta.resolve('@guidepup/virtual-screen-reader/browser.js'));

/** Roles that real screen readers do not announce in continuous reading. */
const unspoken = /^(end of )?(paragraph|strong|time)$/;

interface Phrase {
  readonly text: string;
  /** The language in which it has to be spoken. */
  readonly language: string;
}

/** Runs in the page: reads it from the first line to the last, like continuous reading. */
async function readOn(module: string): Promise<Phrase[]> {
  const { virtual }: typeof import('@guidepup/virtual-screen-reader') = await import(module);
  const phrases: Phrase[] = [];
  await virtual.start({ container: document.body });
  for (;;) {
    const text = await virtual.lastSpokenPhrase();
    const node = virtual.activeNode;
    const element = node instanceof Element ? node : node?.parentElement;
    phrases.push({ text, language: element?.closest('[lang]')?.getAttribute('lang') ?? '' });
    if (text === 'end of document') break;
    await virtual.next();
  }
  await virtual.stop();
  return phrases;
}

/** @returns role and name of the focused element after loading, or nothing if no element asked for the focus */
const focused = (page: Page): Promise<string> =>
  page.evaluate(async () => {
    // An element with `autofocus` is focused at the page's first rendering (HTML 6.6.7), which may be after its load.
    await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
    const element = document.activeElement;
    if (element === null || element === document.body) return '';
    const label = document.getElementById(element.getAttribute('aria-labelledby') ?? '');
    return `${element.getAttribute('role') ?? element.localName}, ${label?.textContent ?? ''}`;
  });

/** Makes the screen reader loadable in pages of the context; call it before the first page is opened. */
export async function offerScreenReader(context: BrowserContext): Promise<void> {
  await context.route(`**${address}`, (route) =>
    route.fulfill({ path: bundle, contentType: 'text/javascript' }),
  );
}

/**
 * @param page opened in a context that offers the screen reader and bypasses the page's CSP
 * @returns the phrases that a screen reader speaks, one a line; `[uk]` before a phrase in another language than the
 * page's. Non-breaking spaces are written as plain ones
 */
export async function listen(page: Page): Promise<string> {
  const focus = await focused(page);
  const language = await page.evaluate(() => document.documentElement.lang);
  const phrases = await page.evaluate(readOn, address);
  return [
    `title, ${await page.title()}`,
    `language, ${language}`,
    ...(focus === '' ? [] : [`focus, ${focus}`]),
    ...phrases
      .filter(({ text }) => !unspoken.test(text))
      .map((phrase) => (phrase.language === language ? '' : `[${phrase.language}] `) + phrase.text),
    '',
  ]
    .join('\n')
    .replace(/[\u00a0\u202f]/g, ' ');
}
