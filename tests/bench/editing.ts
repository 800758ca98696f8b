import { setTimeout as pause } from 'node:timers/promises';
import { type Visitor, visitorOf } from '../support/editing-visitor.ts';
import { startWhole } from '../support/started-whole.ts';
import { atMost, type Part, shown } from './row.ts';

/** The documented limits of the editing pages: a preview in two seconds, a change on the site in twenty. */
const promised = { preview: 2_000, publish: 20_000 };
const longestMilliseconds = 90_000;

const at = (values: readonly number[], part: number): number =>
  values.toSorted((one, other) => one - other)[Math.ceil(values.length * part) - 1] ?? Number.NaN;

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

/** Publishes the drafts, and waits until the page says that they are on the site. */
async function publish(visitor: Visitor, path: string): Promise<void> {
  const ordered = await visitor.post('/publikuj/', { plik: path });
  const progress = ordered.headers['location'] ?? '';
  if (!progress.startsWith('/publikacja/')) throw new Error(`not published: ${ordered.status}`);
  for (const end = performance.now() + longestMilliseconds; performance.now() < end; await pause(50))
    if (/<title>Na stronie od/.test((await visitor.get(progress)).body)) return;
  throw new Error('not on the site');
}

const nextDay = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

async function close(visitor: Visitor, days: number): Promise<void> {
  const day = nextDay(days);
  await visitor.post('/zamknij/', { rodzaj: 'zamkniete', od: day, do: day, powod: `szkolenie ${days}` });
}

/**
 * Measures from the one-time link to a closure on the site; a preview of each page; one publication after the other.
 */
export const measureEditing: Part = async ({ full }) => {
  const running = await startWhole();
  const { site } = running;
  const { host, origin, port } = new URL(running.editing);
  const link = new URL(running.link).pathname;
  const visitor = visitorOf({ port: Number(port), host, origin });
  const exceptions = 'fakty/przerwy.yaml';
  try {
    let requests = 0;
    const first = await timed(async () => {
      const press = async (path: string, fields: Readonly<Record<string, string>>) => {
        requests += 1;
        return visitor.post(path, fields);
      };
      await visitor.get(link);
      await press(link, {});
      await press('/kto/', { rola: 'kierownik', inicjaly: 'AN' });
      requests += 1;
      await visitor.get('/zamknij/');
      requests += 1;
      await close(visitor, 1);
      requests += 1;
      await publish(visitor, exceptions);
      while (!(await (await fetch(`${site}/kontakt/`)).text()).includes('szkolenie')) await pause(20);
    });
    const pages = ['/', '/klub/', '/kontakt/', '/zajecia/', '/podstawy-prawne/'];
    const previews: number[] = [];
    for (let turn = 0; turn < (full ? 40 : 10); turn += 1)
      previews.push(await timed(() => visitor.get(`/podglad/strona${pages[turn % pages.length]}`)));
    const publications: number[] = [];
    for (let turn = 0; turn < (full ? 20 : 3); turn += 1) {
      await close(visitor, 10 + turn);
      publications.push(await timed(() => publish(visitor, exceptions)));
    }
    return [
      shown('editing: presses from the one-time link to a closed club', String(requests)),
      shown('editing: ms of it for the machine', Math.round(first).toLocaleString('en')),
      atMost(
        'editing: ms of a preview, p50',
        at(previews, 0.5),
        promised.preview,
        `${previews.length} of them`,
      ),
      atMost('editing: ms of a preview, p95', at(previews, 0.95), promised.preview),
      atMost(
        'editing: ms of a publication, p50',
        at(publications, 0.5),
        promised.publish,
        `${publications.length} of them`,
      ),
      atMost('editing: ms of a publication, p95', at(publications, 0.95), promised.publish),
    ];
  } finally {
    await running.stop();
  }
};
