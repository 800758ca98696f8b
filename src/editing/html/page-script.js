// The only script of the editing pages. It stands inline, named by its hash, and everything works without it.

// Whoever sent a form hears first what is wrong with it.
const summary = document.querySelector('.error-summary');
if (summary instanceof HTMLElement) summary.focus();

const textarea = document.querySelector('textarea[name="body"]');

/** Puts a text where the cursor is; the browser's own undo takes it back. */
function insert(/** @type {string} */ text) {
  if (!(textarea instanceof HTMLTextAreaElement)) return;
  textarea.focus();
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

// What comes from Word becomes Markdown; where that fails, it goes in as plain text.
if (textarea instanceof HTMLTextAreaElement)
  textarea.addEventListener('paste', async (event) => {
    const html = event.clipboardData?.getData('text/html') ?? '';
    const plain = event.clipboardData?.getData('text/plain') ?? '';
    if (html === '') return;
    event.preventDefault();
    try {
      const answer = await fetch('/wklej/', { method: 'POST', body: new URLSearchParams({ html }) });
      insert(answer.ok ? await answer.text() : plain);
    } catch {
      insert(plain);
    }
  });
