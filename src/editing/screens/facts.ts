import { type FactName, factNames } from '../../content-schemas/collections.ts';
import { type Day, isDay } from '../../hours/days.ts';
import { plEditing } from '../../words/pl-editing.ts';
import { withoutOwn } from '../facts/confirmed-facts.ts';
import { confirmations, confirmFact, editFact, factForm, proposedCheckBy } from '../facts/fact-form.ts';
import { factFile } from '../facts/fact-place.ts';
import { dayText } from '../facts/titles.ts';
import { drawField } from '../html/fact-fields.ts';
import { button, form, hidden, textField } from '../html/fields.ts';
import { type Html, html } from '../html/html.ts';
import { readDay } from '../read-day.ts';
import { type Replies, seeOther } from '../routes/replies.ts';
import { type EditorVisit, fieldOf, postedOf, type Reply, type Route } from '../routes/visit.ts';
import { firstButton, noticesElsewhere, type ShownFile, shownFile, takeEdit } from './conflict.ts';
import type { Desk } from './desk.ts';
import { reviewPathOf, versionsPathOf } from './places.ts';

const words = plEditing.facts;

const checkByName = (at: string): string => `do-${at}`;

/** @returns the typed day until which a confirmation is valid; the proposed one if nothing was typed */
const typedCheckBy = (visit: EditorVisit, at: string, today: Day): string =>
  visit.fields.has(checkByName(at)) ? readDay(fieldOf(visit, checkByName(at))) : proposedCheckBy(today);

/** Buttons of the form itself, because a person confirms the values in its fields. */
function confirmationList(visit: EditorVisit, name: FactName, { text, marks }: ShownFile, today: Day): Html {
  const rows = confirmations(name, text);
  const action = `/fakty/${name}/potwierdz/`;
  return html`${
    rows.length > 0 &&
    html`<h2 id="potwierdzenia">${words.confirmTitle}</h2><p>${words.confirmLead}</p>
  ${rows.map(
    ({
      at,
      title,
      confirmedBy,
      checkedOn,
      checkBy,
    }) => html`<div class="entry">${title && html`<h3>${title}</h3>`}
    <p>${
      confirmedBy === null
        ? words.unconfirmed
        : words.confirmed(confirmedBy, dayText(checkedOn), dayText(checkBy))
    }</p>
    ${textField({ name: checkByName(at), label: words.checkBy, type: 'date', value: typedCheckBy(visit, at, today), error: marks.faults.get(checkByName(at)) })}
    <div class="buttons">${button(words.confirm, { name: 'co', value: at, action, label: title && words.confirmWhich(title) })}</div></div>`,
  )}`
  }`;
}

/** The form of each file of facts, generated from its schema. */
export function factRoutes(desk: Desk, replies: Replies): readonly Route[] {
  const nameOf = ([place = '']: readonly string[]): FactName | undefined =>
    factNames.find((each) => each === place);

  /** @param text the file as shown in the form; @param began the text that a change is compared with */
  function draw(visit: EditorVisit, name: FactName, shown: ShownFile): Reply {
    const reading = factForm(name, shown.text);
    return replies.page({
      title: words.titles[name],
      errors: shown.errors ?? [],
      initials: visit.person.initials,
      content:
        reading.kind === 'unreadable'
          ? html`<p>${words.unreadable(reading.line)}</p><p>${reading.message}</p>`
          : html`${form(
              `/fakty/${name}/`,
              html`${firstButton}${hidden('poczatek', shown.began)}${shown.notice}${noticesElsewhere(shown.marks, reading.fields)}${reading.fields.map((field) => drawField(field, shown.marks, reading.fields.length === 1))}
              <div class="sending buttons">${button(words.save, { main: true })}${button(words.saveDraft, { name: 'dalej', value: 'szkic' })}</div>
              ${confirmationList(visit, name, shown, desk.today())}`,
            )}
            <p class="alone"><a href="${versionsPathOf(factFile(name))}">${plEditing.history.versionsOf}</a></p>`,
    });
  }

  async function open(visit: EditorVisit): Promise<Reply> {
    const name = nameOf(visit.places);
    if (name === undefined) return replies.error(404);
    const editor = desk.editorOf(visit.person);
    const shown = shownFile(desk, factFile(name), desk.open(editor, factFile(name)));
    return draw(visit, name, visit.query.has('sprawdz') ? await checked(editor, name, shown) : shown);
  }

  async function checked(editor: string, name: FactName, shown: ShownFile): Promise<ShownFile> {
    const { faults, errors } = await desk.faultsOf(editor, factFile(name));
    return { ...shown, marks: { ...shown.marks, faults }, errors };
  }

  /** @returns another screen if the values cannot be saved as they are */
  async function keepTyped(visit: EditorVisit, name: FactName): Promise<Reply | undefined> {
    const taken = await takeEdit(
      desk,
      factFile(name),
      visit,
      (text) => {
        const edited = editFact(name, text, postedOf(visit));
        if (edited.kind !== 'text') return edited;
        const published = desk.published(factFile(name)) ?? '';
        return { kind: 'text', text: withoutOwn(name, text, edited.text, published) };
      },
      (text) => factForm(name, text).kind === 'form',
    );
    return taken.kind === 'show' ? draw(visit, name, taken.shown) : undefined;
  }

  async function save(visit: EditorVisit): Promise<Reply> {
    const name = nameOf(visit.places);
    if (name === undefined) return replies.error(404);
    const editor = desk.editorOf(visit.person);
    const path = factFile(name);
    const refused = await keepTyped(visit, name);
    if (refused !== undefined) return refused;
    // A draft is saved even with errors.
    if (fieldOf(visit, 'dalej') === 'szkic') return seeOther('/');
    const shown = await checked(editor, name, shownFile(desk, path, desk.open(editor, path)));
    if (shown.errors?.length) return draw(visit, name, shown);
    const odd = name === 'przerwy' ? desk.misnamedEntries(desk.open(editor, path).text) : [];
    if (odd.length > 0) {
      const errors = odd.map(({ index, field, message }) => ({
        field: `wyjatki.${index}.${field}`,
        message,
      }));
      const faults = new Map(errors.map(({ field, message }) => [field, message]));
      return draw(visit, name, { ...shown, marks: { ...shown.marks, faults }, errors });
    }
    return seeOther(reviewPathOf(path));
  }

  /** The values are saved first, and values that somebody else has changed meanwhile are not confirmed. */
  async function confirm(visit: EditorVisit): Promise<Reply> {
    const name = nameOf(visit.places);
    if (name === undefined) return replies.error(404);
    const editor = desk.editorOf(visit.person);
    const path = factFile(name);
    const began = fieldOf(visit, 'poczatek');
    const isSeen = began === '' || began === desk.open(editor, path).began;
    const refused = await keepTyped(visit, name);
    if (refused !== undefined) return refused;
    const opened = desk.open(editor, path);
    const shown = await checked(editor, name, shownFile(desk, path, opened));
    if (!isSeen) return draw(visit, name, { ...shown, errors: [{ message: words.confirmSeen }] });
    if (shown.errors?.length) return draw(visit, name, shown);
    const at = fieldOf(visit, 'co');
    const today = desk.today();
    const checkBy = typedCheckBy(visit, at, today);
    if (!isDay(checkBy) || checkBy <= today) {
      const message = isDay(checkBy) ? words.checkByPast : words.noCheckBy;
      const marks = { ...shown.marks, faults: new Map([[checkByName(at), message]]) };
      return draw(visit, name, { ...shown, marks, errors: [{ field: checkByName(at), message }] });
    }
    const edited = confirmFact(name, opened.text, at, { role: visit.person.role, today, checkBy });
    if (edited.kind === 'faults')
      return draw(visit, name, { ...shown, errors: edited.faults.map(({ message }) => ({ message })) });
    await desk.keep(editor, path, opened.base, edited.text);
    return seeOther(reviewPathOf(path));
  }

  return [
    { path: /^\/fakty\/([a-z]+)\/$/, get: open, post: save },
    { path: /^\/fakty\/([a-z]+)\/potwierdz\/$/, post: confirm },
  ];
}
