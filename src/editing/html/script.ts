/**
 * The only script of the editing pages; everything works without it. It is text, for it stands inline, and the
 * Content-Security-Policy names it by its hash.
 */
export const pageScript = `
'use strict';
// The person who sent a form hears first what is wrong with it.
const summary = document.querySelector('.error-summary');
if (summary) summary.focus();
`;
