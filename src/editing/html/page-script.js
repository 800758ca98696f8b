// The only script of the editing pages. It stands inline, named by its hash, and everything works without it.

// Whoever sent a form hears first what is wrong with it.
const summary = document.querySelector('.error-summary');
if (summary instanceof HTMLElement) summary.focus();

const textarea = document.querySelector('textarea[name="body"]');

/** Puts a text where the cursor is; the browser's own undo takes it back. */
function insert(/** @type {string} */ text) {
  if (!(textarea instanceof HTMLTextAreaElement)) return;
  textarea.focus();
  // The old command is the only one that the browser's own undo knows of; after another one it mixes texts up.
  if (document.execCommand('insertText', false, text)) return;
  textarea.setRangeText(text, textarea.selectionStart, textarea.selectionEnd, 'end');
  textarea.dispatchEvent(new Event('input', { bubbles: true }));
}

for (const button of document.querySelectorAll('[data-insert]')) {
  if (!(button instanceof HTMLElement)) continue;
  button.hidden = false;
  button.addEventListener('click', () => insert(button.dataset['insert'] ?? ''));
}

// What is put in by another screen goes where the cursor stands.
const cursor = document.querySelector('input[name="kursor"]');
if (textarea instanceof HTMLTextAreaElement && cursor instanceof HTMLInputElement) {
  const note = () => {
    cursor.value = String(textarea.selectionEnd);
  };
  for (const event of ['focus', 'keyup', 'click', 'input', 'blur']) textarea.addEventListener(event, note);
}

// What was typed and not saved is not lost without a question: neither by a way on nor by the button of another form.
const changed = new Set();
let sent = null;
// Who signs in has nothing to lose.
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
// A page that a browser brings back with its fields is as it was.
addEventListener('pageshow', () => {
  sent = null;
});

/** Line breaks that are missing for an empty line between a text and what stands beside it. */
function room(/** @type {string} */ beside, /** @type {RegExp} */ breaks) {
  if (beside.trim() === '') return '';
  return '\n'.repeat(Math.max(0, 2 - ((breaks.exec(beside)?.[0] ?? '').match(/\n/g)?.length ?? 0)));
}

/** Puts parts of a text where the cursor is, an empty line before and behind them. */
function insertParts(/** @type {string} */ text) {
  if (!(textarea instanceof HTMLTextAreaElement)) return;
  const { value, selectionStart, selectionEnd } = textarea;
  const before = room(value.slice(0, selectionStart), /\s*$/);
  insert(`${before}${text.trim()}${room(value.slice(selectionEnd), /^\s*/)}`);
}

/** Words for a sentence have one line, and nothing that begins a heading or a list. */
const isWithinLine = (/** @type {string} */ text) => !/\n|^(?:#+|[-*]|\d+[.)]) /.test(text);

// What comes from Word becomes Markdown; where that fails, it goes in as plain text.
if (textarea instanceof HTMLTextAreaElement)
  textarea.addEventListener('paste', async (event) => {
    const html = event.clipboardData?.getData('text/html') ?? '';
    const plain = event.clipboardData?.getData('text/plain').replace(/\r\n?/g, '\n') ?? '';
    // Lines that would touch words on a line that is there already; others go where they are put.
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
      // The plain text goes in.
    }
    if (isWithinLine(text.trim())) insert(text);
    else insertParts(text);
  });
