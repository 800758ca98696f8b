/** Writes what a screen reader says of each page anew, to be read before it is kept: `node tests/screen-reader/rewrite.ts`. */
import { writeFile } from 'node:fs/promises';
import { makeTranscripts, transcriptFile } from './transcripts.ts';

for (const [name, text] of await makeTranscripts()) await writeFile(transcriptFile(name), text);
