import { plEditing as words } from '../../words/pl-editing.ts';
import { typeset } from '../../words/typography.ts';
import { errorSummary, type PageError } from './fields.ts';
import { type Html, html, type Part } from './html.ts';

/** Inlined into every page, and named in the Content-Security-Policy by their hashes. */
export interface Assets {
  readonly style: Html;
  readonly script: Html;
}

/** The values of a page. */
export interface Page {
  /** Its only heading of level 1. */
  readonly title: string;
  /** Errors of its form, shown at the top and in the title. */
  readonly errors?: readonly PageError[];
  readonly content: Part;
  /** Initials of the signed-in person; absent: nobody is signed in. */
  readonly initials?: string;
  /** Seconds after which the browser reloads the page while a build is running. */
  readonly refreshSeconds?: number;
  /** Whether the page itself tells about the build, so that the note at the top is left out. */
  readonly isAboutBuild?: boolean;
}

const lit = html`<svg width="40" height="40" viewBox="0 0 40 40" aria-hidden="true" focusable="false"><path d="M5 38V12Q20 2 35 12V38Z" fill="#f6c453" stroke="#8a2c1f" stroke-width="3"/><path d="M20 8V38M5 23H35" fill="none" stroke="#8a2c1f" stroke-width="2"/></svg>`;

const navigation = (initials: string) => html`
      <nav class="desk-ways" aria-label="${words.frame.navigation}">
        <ul>
          <li><a href="/">${words.frame.start}</a></li>
          <li><a href="/publikuj/">${words.frame.publish}</a></li>
          <li><a href="/historia/">${words.frame.history}</a></li>
          <li><a href="/urzadzenia/">${words.frame.devices(initials)}</a></li>
        </ul>
      </nav>
      <form method="post" action="/wyjscie/"><button class="link-button">${words.frame.signOut}</button></form>`;

/** @param failed the order of a failed build; the note with what to do is on every page */
const drawFailed = (failed: string): Html => html`
<div class="note note-quiet"><p>${words.failed.line} <a href="/publikacja/${failed}/">${words.failed.why}</a></p>
<form method="post" action="/publikacja/"><input type="hidden" name="zlecenie" value="${failed}"><button class="button">${words.publish.again}</button></form></div>`;

/**
 * @param failed the order of the last build, when it failed
 * @returns a complete HTML page of the editing pages
 */
export const drawPage = (page: Page, assets: Assets, failed?: string): Html => html`<!doctype html>
<html lang="pl">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>${page.errors !== undefined && page.errors.length > 0 && `${words.errorPrefix} `}${page.title} – ${words.frame.name}</title>
    <meta name="robots" content="noindex">
    <meta name="color-scheme" content="light dark">
    ${page.refreshSeconds !== undefined && html`<meta http-equiv="refresh" content="${page.refreshSeconds}">`}
    <link rel="icon" href="data:,">
    <style>${assets.style}</style>
  </head>
  <body>
    <a class="skip" href="#tresc">${words.frame.skip}</a>
    <header class="top">
      <div class="frame desk-top">
        <a class="desk-name" href="/">${lit}<span>${words.frame.name}</span></a>${page.initials !== undefined && navigation(page.initials)}
      </div>
    </header>
    <main id="tresc" tabindex="-1">
      <div class="frame flow">
        <h1>${typeset(page.title, 'pl')}</h1>
        ${errorSummary(page.errors ?? [])}${failed !== undefined && page.initials !== undefined && !page.isAboutBuild && drawFailed(failed)}${page.content}
      </div>
    </main>
    <script>${assets.script}</script>
  </body>
</html>
`;
