// The only script of the editing pages. It is inlined, named by its hash, and everything works without it.

// After a refused form a screen reader reads the errors first.
const summary = document.querySelector('.error-summary');
if (summary instanceof HTMLElement) summary.focus();

const textarea = document.querySelector('textarea[name="body"]');

/** Inserts a text at the cursor; the browser's undo removes it again. */
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

// Pasted HTML, for example from Word, is turned into Markdown; when that fails, it is inserted as plain text.
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
