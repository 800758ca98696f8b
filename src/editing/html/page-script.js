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
