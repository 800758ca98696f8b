import { setTimeout as pause } from 'node:timers/promises';
import { startSafely } from '../faults/support/server-process.ts';
import { inTemporaryFolder } from '../faults/support/temporary-folder.ts';
import type { CheckReport } from '../support/checks.ts';
import { formPath, type PersonAnswer, send, tokenOn } from './support/person.ts';
import { p99 } from './support/process-figures.ts';

/** Mutations that were seen to be caught, each in a copy of the project. */
export const mutations = [
  'the load is not looked at',
  'static pages are refused too',
  'the page of 503 without a telephone',
  'the load is looked at before a form is stored',
  'what was typed is left out of the page of 503',
];

const rounds = { short: 10, full: 60 };
const mostMilliseconds = 1_000;
const telephone = /tel:\+48/;

const count = (answers: readonly PersonAnswer[], status: number) =>
  answers.filter((answer) => answer.status === status).length;

/** A busy event loop: pages are still served, the form says at once whom to call. */
export function checkOverload({ full }: { full: boolean }): Promise<CheckReport> {
  return inTemporaryFolder(async (folder) => {
    const preloads = [new URL('support/busy-loop.ts', import.meta.url)];
    const server = await startSafely({ dataDirectory: folder, preloads });
    const { port } = server;
    const total = full ? rounds.full : rounds.short;
    const tokens: string[] = [];
    for (let round = 0; round < total; round += 1)
      tokens.push(tokenOn((await send(port, { path: formPath })).body));
    const typed = { topic: 'other', forWhom: 'self', channel: 'visit', message: 'to wpisano' };
    await send(port, { path: '/livez?busy' });
    // Until a whole window has been busy.
    await pause(2_000);
    await send(port, { path: formPath });
    const pages: PersonAnswer[] = [];
    const empty: PersonAnswer[] = [];
    const sent: PersonAnswer[] = [];
    const wrong: PersonAnswer[] = [];
    for (const form of tokens) {
      const [page, shown, accepted, refused] = await Promise.all([
        send(port, { path: '/klub/' }),
        send(port, { path: formPath }),
        send(port, { path: formPath, form: { ...typed, form } }),
        send(port, { path: formPath, form: { ...typed, topic: '' } }),
      ]);
      pages.push(page);
      empty.push(shown);
      sent.push(accepted);
      wrong.push(refused);
    }
    const refusals = [...empty, ...wrong];
    await server.kill();
    const slowest = p99([...refusals, ...sent].map(({ milliseconds }) => milliseconds));
    return {
      figures: {
        'pages answered': `${count(pages, 200)} of ${pages.length}`,
        'forms stored': `${count(sent, 303)} of ${sent.length}`,
        'empty forms refused': `${count(empty, 503)} of ${empty.length}`,
        'p99 of forms, ms': Math.round(slowest),
        'p99 of pages, ms': Math.round(p99(pages.map(({ milliseconds }) => milliseconds))),
      },
      failures: [
        ...(count(pages, 200) === pages.length ? [] : ['a page was not answered']),
        ...(count(sent, 303) === sent.length ? [] : ['a form was not stored']),
        ...(count(refusals, 503) === refusals.length ? [] : ['a page was rendered for a form']),
        ...(wrong.every(({ body }) => body.includes('to wpisano')) ? [] : ['what was typed was lost']),
        ...(slowest <= mostMilliseconds ? [] : ['somebody waited too long']),
        ...(refusals.every(({ body }) => telephone.test(body)) ? [] : ['a refusal without a telephone']),
      ],
    };
  });
}
