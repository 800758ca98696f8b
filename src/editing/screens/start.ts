import type { LaunchRow } from '../../content-check/findings.ts';
import { type FactName, factNames } from '../../content-schemas/collections.ts';
import { isDay, isOverdue } from '../../hours/days.ts';
import { plEditing } from '../../words/pl-editing.ts';
import { confirmations } from '../facts/fact-form.ts';
import { factFile } from '../facts/fact-place.ts';
import { type Html, html } from '../html/html.ts';
import type { Replies } from '../routes/replies.ts';
import type { EditorVisit, Reply, Route } from '../routes/visit.ts';
import type { Desk } from './desk.ts';
import { drawEntry } from './history.ts';
import { editPathOf } from './places.ts';

const words = plEditing.start;
const latestEntries = 5;

const factPath = (name: FactName): string => `/fakty/${name}/`;
const titleOf = (name: FactName): string => plEditing.facts.titles[name];

/** Facts whose check is overdue, one a line. */
async function overdue(desk: Desk): Promise<Html[]> {
  const today = desk.today();
  const lines = await Promise.all(
    factNames.map(async (name) =>
      confirmations(name, desk.published(factFile(name)) ?? '')
        .filter(({ checkBy }) => checkBy !== null && isDay(checkBy) && isOverdue(checkBy, today))
        .map(
          ({ title }) =>
            html`<li><a href="${factPath(name)}#potwierdzenia">${titleOf(name)}${title && html`: ${title}`}</a></li>`,
        ),
    ),
  );
  return lines.flat();
}

function launchList(rows: readonly LaunchRow[], desk: Desk): Html {
  const byFile = Map.groupBy(rows, ({ file }) => file);
  return html`<details class="official"><summary>${words.launch(rows.length)}</summary>${[...byFile].map(
    ([file, own]) => html`<h3><a href="${editPathOf(file)}">${desk.titleOf(file)}</a></h3>
    <ul>${own.map(({ message }) => html`<li>${message}</li>`)}</ul>`,
  )}</details>`;
}

/** „Co chcesz zrobić?”: tasks, waiting drafts, and the latest changes. */
export function startRoutes(desk: Desk, replies: Replies): readonly Route[] {
  async function start({ person }: EditorVisit): Promise<Reply> {
    const editor = desk.editorOf(person);
    const drafts = desk.reviewOf(editor);
    const [{ launch, findings }, late, entries] = await Promise.all([
      desk.check(new Map()),
      overdue(desk),
      desk.latest(latestEntries),
    ]);
    const isWaiting = desk.waiting();
    const stale = desk.staleTranslations();
    // Stale translations have a separate heading.
    const warnings = findings.filter(({ severity, field }) => severity !== 'hint' && field !== 'oryginal');
    const toFill = launch.filter(
      ({ file, message }) =>
        !findings.some((one) => one.field === 'oryginal' && one.file === file && one.message === message),
    );
    const more = factNames.filter((name) => !words.jobs.some(({ path }) => path === factPath(name)));
    return replies.page({
      title: words.title,
      initials: person.initials,
      content: html`
      ${
        drafts.length > 0 &&
        html`<div class="note"><h2>${words.drafts}</h2><p>${words.draftsLead}</p><ul>${drafts.map(
          ({ title }) => html`<li>${title}</li>`,
        )}</ul><p class="alone"><a class="button button-main" href="/publikuj/">${words.toPublish}</a></p></div>`
      }
      <ul class="jobs">${words.jobs.map(
        ({ path, title, note }) => html`<li><a href="${path}">${title}<small>${note}</small></a></li>`,
      )}</ul>
      <details class="official"><summary>${words.more}</summary><ul>${more.map(
        (name) => html`<li class="alone"><a href="${factPath(name)}">${titleOf(name)}</a></li>`,
      )}</ul></details>
      <h2>${words.waits}</h2>
      ${late.length > 0 && html`<h3>${words.overdue}</h3><ul>${late}</ul>`}
      ${
        stale.length > 0 &&
        html`<h3>${words.stale}</h3><ul>${stale.map(
          (path) =>
            html`<li><a href="${editPathOf(path)}">${desk.titleOf(path)}</a> (${plEditing.publish.into[path.slice(0, 2)] ?? path.slice(0, 2)})</li>`,
        )}</ul>`
      }
      ${
        warnings.length > 0 &&
        html`<h3>${words.warnings}</h3><ul>${warnings.map(
          ({ file, message }) =>
            html`<li><a href="${editPathOf(file)}">${desk.titleOf(file)}</a>: ${message}</li>`,
        )}</ul>`
      }
      ${toFill.length > 0 && launchList(toFill, desk)}
      ${late.length + stale.length + warnings.length + toFill.length === 0 && html`<p>${words.nothingWaits}</p>`}
      <h2>${words.latest}</h2>
      ${entries.length === 0 ? html`<p>${words.noChanges}</p>` : html`<ul class="rows">${entries.map((entry) => drawEntry(entry, isWaiting(entry)))}</ul>`}`,
    });
  }
  return [{ path: /^\/$/, get: start }];
}
