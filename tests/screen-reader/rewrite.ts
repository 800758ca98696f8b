/**
 * Writes the transcripts of the screen reader again, for review before they are committed: `node
 * tests/screen-reader/rewrite.ts`.
 */
import { writeFile } from 'node:fs/promises';
import { makeTranscripts, transcriptFile } from './transcripts.ts';

for (const [name, text] of await makeTranscripts()) await writeFile(transcriptFile(name), text);
