import { setTimeout as pause } from 'node:timers/promises';
import { startSafely } from '../faults/support/server-process.ts';
import { inTemporaryFolder } from '../faults/support/temporary-folder.ts';
import type { CheckReport } from '../support/checks.ts';
import { formPath, type PersonAnswer, send, tokenOn } from './support/person.ts';
import { p99 } from './support/process-figures.ts';

/** Seen to be caught, each made in a copy of the project. */
export const mutations = [
  'the load is not looked at',
  'static pages are refused too',
  'the page of 503 without a telephone',
];

const rounds = { short: 10, full: 60 };
const mostMilliseconds = 1_000;
const telephone = /tel:\+48/;

const count = (answers: readonly PersonAnswer[], status: number) =>
  answers.filter((answer) => answer.status === status).length;

/** An event loop that something keeps busy: pages go on, the form says at once whom to call. */
export function checkOverload({ full }: { full: boolean }): Promise<CheckReport> {
  return inTemporaryFolder(async (folder) => {
    const preloads = [new URL('support/busy-loop.ts', import.meta.url)];
    const server = await startSafely({ dataDirectory: folder, preloads });
    const { port } = server;
    const form = {
      topic: 'other',
      forWhom: 'self',
      channel: 'visit',
      form: tokenOn((await send(port, { path: formPath })).body),
    };
    await send(port, { path: '/livez?busy' });
    // Until a whole window has been busy.
    await pause(2_000);
    await send(port, { path: formPath });
    const forms: PersonAnswer[] = [];
    const pages: PersonAnswer[] = [];
    for (let round = 0; round < (full ? rounds.full : rounds.short); round += 1) {
      const [page, shown, sent] = await Promise.all([
        send(port, { path: '/klub/' }),
        send(port, { path: formPath }),
        send(port, { path: formPath, form }),
      ]);
      pages.push(page);
      forms.push(shown, sent);
    }
    await server.kill();
    const slowest = p99(forms.map(({ milliseconds }) => milliseconds));
    return {
      figures: {
        'pages answered': `${count(pages, 200)} of ${pages.length}`,
        'forms refused': `${count(forms, 503)} of ${forms.length}`,
        'p99 of refusals, ms': Math.round(slowest),
        'p99 of pages, ms': Math.round(p99(pages.map(({ milliseconds }) => milliseconds))),
      },
      failures: [
        ...(count(pages, 200) === pages.length ? [] : ['a page was not answered']),
        ...(count(forms, 503) === forms.length ? [] : ['a form was not refused']),
        ...(slowest <= mostMilliseconds ? [] : ['somebody waited too long']),
        ...(forms.every(({ body }) => telephone.test(body)) ? [] : ['a refusal without a telephone']),
      ],
    };
  });
}
