// The only script of the editing pages. It is inlined, named by its hash, and everything works without it.

// After a refused form a screen reader reads the errors first.
const summary = document.querySelector('.error-summary');
if (summary instanceof HTMLElement) summary.focus();

const textarea = document.querySelector('textarea[name="body"]');

/** Inserts a text at the cursor; the browser's undo removes it again. */
function insert(/** @type {string} */ text) {
  if (!(textarea instanceof HTMLTextAreaElement)) return;
  textarea.focus();
  // Only this old command is known to the browser's undo: after setRangeText an undo damages the text.
  if (document.execCommand('insertText', false, text)) return;
  textarea.setRangeText(text, textarea.selectionStart, textarea.selectionEnd, 'end');
  textarea.dispatchEvent(new Event('input', { bubbles: true }));
}

for (const button of document.querySelectorAll('[data-insert]')) {
  if (!(button instanceof HTMLElement)) continue;
  button.hidden = false;
  button.addEventListener('click', () => insert(button.dataset['insert'] ?? ''));
}

// Another screen that inserts something uses the position of the cursor.
const cursor = document.querySelector('input[name="kursor"]');
if (textarea instanceof HTMLTextAreaElement && cursor instanceof HTMLInputElement) {
  const note = () => {
    cursor.value = String(textarea.selectionEnd);
  };
  for (const event of ['focus', 'keyup', 'click', 'input', 'blur']) textarea.addEventListener(event, note);
}

// Typed and unsaved text is not lost without a question: neither by following a link nor by the button of another
// form.
const changed = new Set();
let sent = null;
// The sign-in pages have nothing to lose.
if (document.querySelector('.desk-ways') !== null)
  addEventListener('input', ({ target }) => {
    if (target instanceof Element) changed.add(target.closest('form'));
  });
addEventListener('submit', ({ target }) => {
  sent = target;
});
addEventListener('beforeunload', (event) => {
  if ([...changed].some((form) => form !== null && form !== sent)) event.preventDefault();
  sent = null;
});
// A page that the browser restores with its fields counts as unchanged.
addEventListener('pageshow', () => {
  sent = null;
});

/** @returns the line breaks needed for an empty line between the pasted text and the text beside it */
function room(/** @type {string} */ beside, /** @type {RegExp} */ breaks) {
  if (beside.trim() === '') return '';
  return '\n'.repeat(Math.max(0, 2 - ((breaks.exec(beside)?.[0] ?? '').match(/\n/g)?.length ?? 0)));
}

/** Inserts paragraphs, lists and tables at the cursor, with an empty line before and after them. */
function insertParts(/** @type {string} */ text) {
  if (!(textarea instanceof HTMLTextAreaElement)) return;
  const { value, selectionStart, selectionEnd } = textarea;
  const before = room(value.slice(0, selectionStart), /\s*$/);
  insert(`${before}${text.trim()}${room(value.slice(selectionEnd), /^\s*/)}`);
}

/** @returns whether the text is one line without the mark of a heading or a list, so that it fits into a sentence */
const isWithinLine = (/** @type {string} */ text) => !/\n|^(?:#+|[-*]|\d+[.)]) /.test(text);

// Pasted HTML, for example from Word, is turned into Markdown; when that fails, it is inserted as plain text.
if (textarea instanceof HTMLTextAreaElement)
  textarea.addEventListener('paste', async (event) => {
    const html = event.clipboardData?.getData('text/html') ?? '';
    const plain = event.clipboardData?.getData('text/plain').replace(/\r\n?/g, '\n') ?? '';
    // For several lines of plain text whose first or last line would continue an existing line.
    const touches =
      (!plain.startsWith('\n') && /\S *$/.test(textarea.value.slice(0, textarea.selectionStart))) ||
      (!plain.endsWith('\n') && /^ *\S/.test(textarea.value.slice(textarea.selectionEnd)));
    if (html === '' && (isWithinLine(plain.trim()) || !touches)) return;
    event.preventDefault();
    let text = plain;
    try {
      const asked = { method: 'POST', body: new URLSearchParams({ html }) };
      const answer = html === '' ? undefined : await fetch('/wklej/', asked);
      if (answer?.ok) text = await answer.text();
    } catch {
      // Without the converted text, the plain text is inserted.
    }
    if (isWithinLine(text.trim())) insert(text);
    else insertParts(text);
  });
