import { plEditing } from '../../words/pl-editing.ts';
import { placeOf, type Unconfirmed } from '../facts/unconfirmed-changes.ts';
import { button, checkbox, form, hidden, type PageError, radios, textField } from '../html/fields.ts';
import { type Html, html } from '../html/html.ts';
import { pageAt } from '../pages/page-file.ts';
import type { Question } from '../pages/translations.ts';
import { isPublishable } from '../publishing/publication.ts';
import { type Replies, seeOther } from '../routes/replies.ts';
import { type EditorVisit, fieldOf, type Reply, type Route } from '../routes/visit.ts';
import { choiceOf, choices, drawClash, drawSides, firstButton } from './conflict.ts';
import type { Desk, DraftView } from './desk.ts';
import { editPathOf, titleOf, wholeTitleOf } from './places.ts';

const words = plEditing.publish;
const mostReasonCharacters = 200;
const refreshSeconds = 2;
/** More hints would push the button too far down. */
const fewHints = 3;

const reasonOf = (visit: EditorVisit): string =>
  (fieldOf(visit, 'powod') || (visit.query.get('powod') ?? '')).slice(0, mostReasonCharacters);

const confirmName = 'potwierdzam';
const answerName = (path: string): string => `sens-${path}`;

/** Without an answer translations count as stale: readers are told so, which does no harm. */
function drawQuestion(question: Question, title: string, answer: string): Html {
  const { path } = question;
  const name = answerName(path);
  if (question.kind === 'same')
    return checkbox({ name, label: words.sameAsPolish(title), value: 'nie', checked: answer === 'nie' });
  const languages = question.translations.map((one) => words.into[pageAt(one)?.language ?? ''] ?? one);
  return radios({
    name,
    legend: words.sense(title),
    value: answer || 'tak',
    choices: [
      { value: 'tak', label: words.senseYes(languages) },
      { value: 'nie', label: words.senseNo(languages) },
    ],
  });
}

/** Whoever changes what somebody stands for may stand for it now. */
function drawUnconfirmed(one: Unconfirmed, file: string, isChecked: boolean): Html {
  const title = one.title === '' ? file : `${file}, ${one.title}`;
  const place = placeOf(one);
  return html`<p>${words.confirmedBefore(title, one.by)}</p>
  ${checkbox({ name: confirmName, id: `${confirmName}-${place}`, label: words.confirmNow(title), value: place, checked: isChecked })}`;
}

/** Screens for the description of changes, their check, publishing, and its progress. */
export function publishRoutes(desk: Desk, replies: Replies): readonly Route[] {
  const { orders } = desk;

  const drawDraft = (
    { path, title, words: lines, isGone, preview }: DraftView,
    isChosen: boolean,
  ): Html => html`
<div class="entry">${checkbox({ name: 'plik', id: `plik-${path}`, label: title, value: path, checked: isChosen })}
<ul>${lines.map((line) => html`<li>${line}</li>`)}</ul>
<div class="ways">${preview !== undefined && html`<a href="${preview}" aria-label="${words.preview}: ${title}">${words.preview}</a>`}
${!isGone && html`<a href="${editPathOf(path)}" aria-label="${words.correct}: ${title}">${words.correct}</a>`}
<button class="link-button" formaction="/publikuj/odrzuc/" name="odrzucam" value="${path}" aria-label="${words.discard}: ${title}">${words.discard}</button></div></div>`;

  async function draw(
    visit: EditorVisit,
    named: readonly string[],
    problem: { error?: string; notice?: Html } = {},
  ): Promise<Reply> {
    const { person } = visit;
    // The history marks an undo as one.
    const undoes = fieldOf(visit, 'cofa') || (visit.query.get('cofa') ?? '');
    const editor = desk.editorOf(person);
    const drafts = desk.reviewOf(editor);
    if (drafts.length === 0)
      return replies.page({
        title: words.title,
        initials: person.initials,
        content: html`<p>${words.nothing}</p><p class="alone"><a class="button button-main" href="/">${plEditing.toStart}</a></p>`,
      });
    const paths = named.length === 0 ? drafts.flatMap((draft) => draft.paths) : desk.pathsOf(editor, named);
    const same = named.length > 0 && paths.length === 0 ? named.find(isPublishable) : undefined;
    const changes = desk.changesOf(editor, paths);
    const { findings } = await desk.check(changes);
    const errors = findings.filter(({ severity }) => severity === 'error');
    // Stale translations are listed in the questions and on the start screen.
    const hints = findings.filter(
      ({ severity, file, field }) => severity !== 'error' && changes.has(file) && field !== 'oryginal',
    );
    const questions = desk.questions(editor, paths);
    const summary: PageError[] = errors.map(({ file, message }) => ({
      message: `${desk.draftTitleOf(editor, file, wholeTitleOf)}: ${message}`,
      href: `${editPathOf(file)}?sprawdz`,
    }));
    if (problem.error !== undefined) summary.unshift({ message: problem.error, href: '#powod' });
    return replies.page(
      {
        title: words.title,
        errors: summary,
        initials: person.initials,
        content: html`${problem.notice}${same !== undefined && html`<p>${words.sameAsOnSite(titleOf(same, desk.published(same)))}</p><h2>${words.stillWaits}</h2>`}
        ${form(
          '/publikuj/',
          html`${firstButton}${undoes !== '' && hidden('cofa', undoes)}${desk.meaningOf(changes).map((line) => html`<p class="lead"><b>${line}</b></p>`)}
          ${drafts.map((draft) => drawDraft(draft, paths.includes(draft.path)))}
          ${hints.length > 0 && html`<details class="official"${hints.length <= fewHints && html` open`}><summary>${words.hints(hints.length)}</summary><ul>${hints.map(({ message }) => html`<li>${message}</li>`)}</ul></details>`}
          ${questions.map((question) => drawQuestion(question, desk.draftTitleOf(editor, question.path), fieldOf(visit, answerName(question.path))))}
          ${desk.unconfirmedIn(changes).map((one) => drawUnconfirmed(one, desk.titleOf(one.path), (visit.fields.get(confirmName) ?? []).includes(placeOf(one))))}
          ${errors.length > 0 && html`<p>${words.errorsFirst}</p>`}
          ${textField({ name: 'powod', label: words.reason, hint: words.reasonHint, value: reasonOf(visit), error: problem.error, maxlength: mostReasonCharacters })}
          <div class="sending"><button class="button button-main">${words.publish}</button></div>`,
        )}
`,
      },
      problem.notice === undefined ? undefined : 422,
    );
  }

  /** A draft may be an hour's work, so the files that are discarded with it are listed first. */
  function ask(visit: EditorVisit, path: string): Reply {
    const found = desk.reviewOf(desk.editorOf(visit.person)).find(({ paths }) => paths.includes(path));
    if (found === undefined) return seeOther('/publikuj/');
    const kept = ['cofa', 'powod'].map((name) => hidden(name, fieldOf(visit, name)));
    return replies.page({
      title: words.askTitle(found.title),
      initials: visit.person.initials,
      content: html`<p>${words.askLead}</p><ul>${found.words.map((line) => html`<li>${line}</li>`)}</ul>
      ${form(
        '/publikuj/odrzuc/',
        html`${kept}${(visit.fields.get('plik') ?? []).map((one) => hidden('plik', one))}<div class="buttons">${button(words.askNo, { main: true, name: 'zostaw', value: 'tak' })}
        ${button(words.askYes, { name: 'odrzuc', value: path })}</div>`,
      )}`,
    });
  }

  function discard(visit: EditorVisit): Reply {
    const asked = fieldOf(visit, 'odrzucam');
    if (asked !== '') return ask(visit, asked);
    if (fieldOf(visit, 'zostaw') === '') desk.discard(desk.editorOf(visit.person), fieldOf(visit, 'odrzuc'));
    const rest = ['cofa', 'powod'].flatMap((name) => {
      const value = fieldOf(visit, name);
      return value === '' ? [] : [[name, value]];
    });
    const files = (visit.fields.get('plik') ?? []).map((path) => ['plik', path]);
    const query = new URLSearchParams([...files, ...rest]).toString();
    return seeOther(query === '' ? '/publikuj/' : `/publikuj/?${query}`);
  }

  async function publish(visit: EditorVisit): Promise<Reply> {
    const editor = desk.editorOf(visit.person);
    const named = visit.fields.get('plik') ?? [];
    const choice = choiceOf(visit);
    if (choice !== undefined) {
      const draft = desk.draftOf(editor, named[0] ?? '');
      const side = (name: string) => (name === choice.name ? choice.side : undefined);
      if (draft !== undefined) await desk.keep(editor, draft.path, draft.base, draft.text, side);
      return seeOther('/publikuj/');
    }
    const paths = desk.pathsOf(editor, named);
    if (paths.length === 0) return draw(visit, [], { error: words.chooseOne });
    const reason = reasonOf(visit);
    const unchanged = paths.filter((path) => fieldOf(visit, answerName(path)) === 'nie');
    const confirmed = { places: visit.fields.get(confirmName) ?? [], role: visit.person.role };
    const result = await desk.publish(editor, paths, {
      reason,
      undoes: fieldOf(visit, 'cofa'),
      unchanged,
      confirmed,
    });
    switch (result.kind) {
      case 'recorded':
        return seeOther(result.order === undefined ? '/historia/' : `/publikacja/${result.order}/`);
      case 'nothing':
        return seeOther('/publikuj/');
      case 'errors':
        return draw(visit, paths);
      case 'conflict':
        return draw(visit, paths, {
          notice: html`<div class="note note-quiet"><p><b>${words.conflict}</b></p>
          ${result.files.map(({ path, theirs }) => {
            const { base = null, text: mine = null, clashes = [] } = desk.draftOf(editor, path) ?? {};
            const drawn =
              clashes.length > 0
                ? clashes.map((clash) => html`${drawClash(desk, path, base, clash)}${choices(clash.name)}`)
                : html`${drawSides(desk, path, { base, mine, theirs })}${choices('')}`;
            return html`<h3>${desk.draftTitleOf(editor, path)}</h3>${form('/publikuj/', html`${hidden('plik', path)}${drawn}`)}`;
          })}<p>${words.conflictLead}</p></div>`,
        });
      case 'busy':
        return draw(visit, paths, {
          notice: html`<div class="note note-quiet"><p>${words.failed}</p></div>`,
        });
    }
  }

  /** Without scripts the page reloads itself until the result is known. */
  function progress({ person, places: [id = ''] }: EditorVisit): Reply {
    const order = orders.find(id);
    if (order === undefined) return replies.error(404);
    const { state, entry } = order;
    const rest = desk.reviewOf(desk.editorOf(person));
    const waiting = html`${
      rest.length > 0 &&
      html`<div class="note"><h2>${words.stillWaits}</h2><ul>${rest.map(({ title }) => html`<li>${title}</li>`)}</ul>
      <p class="alone"><a class="button" href="/publikuj/">${words.title}</a></p></div>`
    }`;
    const done =
      entry === undefined
        ? html`<p>${words.seeHistory} <a href="/historia/">${plEditing.history.title}</a></p>`
        : html`<ul>${entry.words.map((line) => html`<li>${line}</li>`)}</ul>`;
    if (state.kind === 'published')
      return replies.page({
        title: order.seen === 'later' ? words.waits : words.onSite(new Date(state.at)),
        initials: person.initials,
        content: html`${done}${typeof order.seen === 'object' && html`<p class="alone"><a class="button button-main" href="${order.seen.url}">${words.see}</a></p>`}
        ${entry !== undefined && form('/historia/cofnij/', html`${hidden('zmiana', entry.id)}<button class="button">${plEditing.history.undo}</button>`)}
        ${waiting}<p class="alone"><a href="/">${plEditing.toStart}</a></p>`,
      });
    if (state.kind === 'failed')
      return replies.page({
        title: words.notOnSite,
        initials: person.initials,
        isAboutBuild: true,
        content: html`<p>${words.causes[state.cause]}</p>${state.lines.length > 0 && html`<ul>${state.lines.map((line) => html`<li>${line}</li>`)}</ul>`}
        ${form('/publikacja/', html`${hidden('zlecenie', id)}<button class="button button-main">${words.again}</button>`)}`,
      });
    return replies.page({
      title: words.underWay,
      initials: person.initials,
      refreshSeconds,
      content: html`<p role="status">${state.kind === 'building' ? words.steps[state.step] : words.steps.ordered}</p>${done}<p>${words.mayLeave}</p>
      ${order.isLate && html`<p>${words.late}</p>`}${waiting}`,
    });
  }

  return [
    { path: /^\/publikuj\/$/, get: (visit) => draw(visit, visit.query.getAll('plik')), post: publish },
    { path: /^\/publikuj\/odrzuc\/$/, post: discard },
    { path: /^\/publikacja\/([0-9a-f-]{36})\/$/, get: progress },
    {
      path: /^\/publikacja\/$/,
      post: (visit) => {
        const again = orders.again(fieldOf(visit, 'zlecenie'));
        return again === undefined ? replies.error(404) : seeOther(`/publikacja/${again}/`);
      },
    },
  ];
}
