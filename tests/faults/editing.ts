import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { bareEnvironment } from '../support/bare-environment.ts';
import { clubContent } from '../support/club.ts';
import { beganIn, type Got, mailedCodeIn, type Visitor, visitorOf } from '../support/editing-visitor.ts';
import { freePort, projectRoot } from '../support/site.ts';
import type { FaultReport } from './report.ts';

/** Mutations that were seen to be caught, each in a copy of the project. */
export const mutations = [
  'a publication is in the history and not in the folder',
  'what somebody changed in another place of a file is overwritten while there is a conflict',
  'a discarded draft stays',
];

const shortSeconds = 20;
/** `MINUTES=10` for a shorter run. */
const fullMinutes = Number(process.env['MINUTES'] ?? 30);
/** One request in this many is interrupted by a kill. */
const killOneIn = 12;
const longestMilliseconds = 400;

/** Fields that both people change. Each contains a unique marker. */
const slots = [
  { path: 'fakty/kontakt.yaml', form: '/fakty/kontakt/', field: 'zrodlo', pattern: /^zrodlo: (.*)$/m },
  { path: 'fakty/kontakt.yaml', form: '/fakty/kontakt/', field: 'ulica', pattern: /^ulica: (.*)$/m },
  { path: 'fakty/godziny.yaml', form: '/fakty/godziny/', field: 'zrodlo', pattern: /^zrodlo: (.*)$/m },
  {
    path: 'pl/strony/zajecia.md',
    form: '/strona/pl/strony/zajecia/',
    field: 'opis',
    pattern: /^opis: (.*)$/m,
  },
  { path: 'pl/strony/klub.md', form: '/strona/pl/strony/klub/', field: 'body', pattern: /^Znak: (.*)\.$/m },
] as const;
type Slot = (typeof slots)[number];

interface Person {
  readonly visitor: Visitor;
  /** Their drafts, by field: acknowledged, not published. */
  readonly drafts: Map<Slot, string>;
  /** Forms that they opened some time ago. */
  readonly opened: Map<Slot, string>;
}

const pick = <Value>(values: readonly Value[]): Value =>
  values[Math.floor(Math.random() * values.length)] as Value;
const hasGit = spawnSync('git', ['--version']).status === 0;

/** Editing pages in a separate process, which is killed again and again. */
function editingProcess() {
  const root = mkdtempSync(join(tmpdir(), 'kis-editing-faults-'));
  const [content, data] = [join(root, 'content'), join(root, 'editing')];
  cpSync(clubContent, content, { recursive: true });
  // A field for a marker in a text.
  const page = join(content, 'pl/strony/klub.md');
  writeFileSync(page, `${readFileSync(page, 'utf8').trimEnd()}\n\nZnak: początek.\n`);
  let child: ChildProcess | undefined;
  let port = 0;
  const place = { host: 'redakcja.example', origin: 'https://redakcja.example' };

  async function start(): Promise<void> {
    port ||= await freePort();
    child = spawn(process.execPath, ['src/cli/editing.ts'], {
      cwd: projectRoot,
      env: {
        ...bareEnvironment,
        CONTENT_DIR: content,
        DATA_DIR: join(root, 'data'),
        EDITING_DATA_DIR: data,
        EDITING_PORT: String(port),
        // Not a site on this machine, so that nothing builds what is ordered.
        EDITING_URL: place.origin,
        LOG_LEVEL: 'error',
        EDITORS: 'a@kis.example,b@kis.example',
      },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    for (let tries = 0; tries < 400; tries += 1) {
      const up = await visitorOf({ ...place, port })
        .get('/wejscie/')
        .catch(() => undefined);
      if (up?.status === 200) return;
      await pause(50);
    }
    throw new Error('the editing pages do not start');
  }

  return {
    content,
    data,
    start,
    visitor: () => visitorOf({ ...place, port }),
    read: (path: string): string => readFileSync(join(content, path), 'utf8'),
    write: (path: string, text: string): void => writeFileSync(join(content, path), text),
    async kill(): Promise<void> {
      const gone = new Promise((resolve) => child?.once('close', resolve));
      child?.kill('SIGKILL');
      await gone;
    },
    async end(): Promise<void> {
      await this.kill();
      rmSync(root, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

async function signIn(
  pages: ReturnType<typeof editingProcess>,
  address: string,
  initials: string,
): Promise<Person> {
  const visitor = pages.visitor();
  await visitor.post('/wejscie/', { adres: address, zapamietaj: 'tak' });
  await visitor.post('/wejscie/kod/', { kod: (await mailedCodeIn(pages.data)) ?? '' });
  await visitor.post('/kto/', { rola: 'pracownik', inicjaly: initials });
  return { visitor, drafts: new Map(), opened: new Map() };
}

/**
 * Two people who edit, publish, undo and discard at random, and somebody who edits the files by hand, while the process
 * is killed in the middle of their requests. A model says what everybody was told; after each kill content and drafts
 * hold exactly that, or that and the change that was under way.
 *
 * @returns failures for an acknowledged change that is lost, for one that nobody made, and for a history that is not whole
 */
export async function checkEditing({ full }: { full: boolean }): Promise<FaultReport> {
  const pages = editingProcess();
  const failures: string[] = [];
  const count = { changes: 0, kills: 0, conflicts: 0, undone: 0, 'by hand': 0, discarded: 0, merged: 0 };
  try {
    await pages.start();
    const people = [await signIn(pages, 'a@kis.example', 'AA'), await signIn(pages, 'b@kis.example', 'BB')];
    const markAt = ({ path, pattern }: Slot): string => pattern.exec(pages.read(path))?.[1] ?? '';
    const model = new Map<Slot, string>(slots.map((slot) => [slot, markAt(slot)]));
    let published = 0;
    let number = 0;
    const fail = (what: string): void => void failures.push(`after ${number} steps: ${what}`);

    /** @returns the answer; undefined if the process was killed before it came, and has been started again */
    async function send(ask: () => Promise<Got>): Promise<Got | undefined> {
      if (number % killOneIn !== 0) return ask();
      const answer = ask().catch(() => undefined);
      const late = await Promise.race([answer, pause(Math.random() * longestMilliseconds)]);
      await pages.kill();
      count.kills += 1;
      await pages.start();
      return late === undefined ? undefined : late;
    }

    const fieldsOf = (slot: Slot, mark: string): Record<string, string> =>
      slot.field === 'body'
        ? {
            body: pages
              .read(slot.path)
              .replace(/^---[\s\S]*?---\n+/, '')
              .replace(slot.pattern, `Znak: ${mark}.`),
          }
        : { [slot.field]: mark };

    async function holdsDraft({ visitor }: Person, mark: string): Promise<boolean> {
      return (await visitor.get('/publikuj/')).body.includes(mark);
    }

    async function edit(person: Person, slot: Slot): Promise<void> {
      const mark = `znak ${number}`;
      const began = person.opened.get(slot) ?? beganIn(await person.visitor.get(slot.form));
      person.opened.delete(slot);
      const answer = await send(() =>
        person.visitor.post(slot.form, { poczatek: began, ...fieldsOf(slot, mark) }),
      );
      const isThere = await holdsDraft(person, mark);
      if (answer?.status === 303 && !isThere) fail(`a draft is lost: ${mark}`);
      if (isThere) person.drafts.set(slot, mark);
      if (answer?.status === 422) count.conflicts += 1;
    }

    async function publish(person: Person, path: string, undoes = ''): Promise<void> {
      const own = [...person.drafts].filter(([slot]) => slot.path === path);
      const before = new Map(model);
      const answer = await send(() => person.visitor.post('/publikuj/', { plik: path, cofa: undoes }));
      const isPublished = own.length > 0 && own.every(([slot, mark]) => markAt(slot) === mark);
      if (answer?.status === 303 && !isPublished)
        fail(`a publication is lost: ${own.map(([, mark]) => mark).join(', ')}`);
      if (isPublished) {
        published += 1;
        count.changes += 1;
        for (const [slot, mark] of own) {
          model.set(slot, mark);
          person.drafts.delete(slot);
        }
        if (
          slots.some(
            (slot) =>
              slot.path === path && !own.some(([one]) => one === slot) && before.get(slot) !== markAt(slot),
          )
        )
          fail(`somebody's change in another place of ${path} is gone`);
        return;
      }
      if (answer?.status !== 422) return;
      count.conflicts += 1;
      await discard(person, path);
    }

    async function discard(person: Person, path: string): Promise<void> {
      const answer = await send(() => person.visitor.post('/publikuj/odrzuc/', { odrzuc: path }));
      const own = [...person.drafts].filter(([slot]) => slot.path === path);
      for (const [slot, mark] of own) {
        const isThere = await holdsDraft(person, mark);
        if (answer !== undefined && isThere) fail(`${mark} was discarded and is there`);
        if (!isThere) person.drafts.delete(slot);
      }
      count.discarded += own.length > 0 ? 1 : 0;
    }

    async function undo(person: Person): Promise<void> {
      const { body } = await person.visitor.get('/historia/');
      const [, id = ''] = /name="zmiana" value="([^"]+)"/.exec(body) ?? [];
      const began = await person.visitor.post('/historia/cofnij/', { zmiana: id });
      const [path = ''] = new URLSearchParams(began.headers['location']?.split('?')[1]).getAll('plik');
      if (began.status !== 303 || path === '') return;
      const answer = await send(() => person.visitor.post('/publikuj/', { plik: path, cofa: id }));
      const changed = slots.filter((slot) => slot.path === path && markAt(slot) !== model.get(slot));
      const isSaid = /^\/(?:publikacja|historia)\//.test(answer?.headers['location'] ?? '');
      if (isSaid || changed.length > 0) {
        published += 1;
        count.undone += 1;
        for (const slot of changed) model.set(slot, markAt(slot));
      } else await person.visitor.post('/publikuj/odrzuc/', { odrzuc: path });
    }

    function editByHand(slot: Slot): void {
      const mark = `ręka ${number}`;
      pages.write(
        slot.path,
        pages.read(slot.path).replace(slot.pattern, (line, old: string) => line.replace(old, mark)),
      );
      model.set(slot, mark);
      count['by hand'] += 1;
    }

    const end = performance.now() + (full ? fullMinutes * 60 : shortSeconds) * 1_000;
    while (performance.now() < end && failures.length === 0) {
      number += 1;
      const [person, slot] = [pick(people), pick(slots)];
      const does = Math.random();
      if (does < 0.1) person.opened.set(slot, beganIn(await person.visitor.get(slot.form)));
      else if (does < 0.5) await edit(person, slot);
      else if (does < 0.85) {
        const [begun] = [...person.drafts.keys()];
        if (begun !== undefined) await publish(person, begun.path);
      } else if (does < 0.9) await discard(person, slot.path);
      else if (does < 0.95) await undo(person);
      else editByHand(slot);
      for (const one of slots)
        if (markAt(one) !== model.get(one))
          fail(`${one.path}, ${one.field}: ${model.get(one)} was said, ${markAt(one)} is there`);
      if (number % 200 === 0) process.stderr.write(`${number} steps, ${JSON.stringify(count)}\n`);
    }
    // A person who edits later also takes in the changes made by hand.
    await pages.kill();
    await pages.start();
    const entries: string[] = [];
    for (let before = ''; ; ) {
      const { body } = await pick(people).visitor.get(`/historia/${before}`);
      entries.push(...[...body.matchAll(/<small>(pracownik (?:AA|BB)), /g)].map(([, who = '']) => who));
      const [, next] = /href="\/historia\/(\?przed=[0-9a-f]+)"/.exec(body) ?? [];
      if (next === undefined) break;
      before = next;
    }
    if (entries.length !== published) fail(`${published} publications, ${entries.length} in the history`);
    const fsck = hasGit
      ? spawnSync('git', [`--git-dir=${join(pages.data, 'history')}`, 'fsck', '--full'], { encoding: 'utf8' })
      : undefined;
    if (fsck !== undefined && fsck.status !== 0) fail(`git fsck: ${fsck.stderr}`);
    return {
      name: 'editing',
      figures: {
        steps: number,
        'acknowledged publications': count.changes,
        undone: count.undone,
        'edits by hand': count['by hand'],
        conflicts: count.conflicts,
        discarded: count.discarded,
        'kills within a request': count.kills,
        'entries of the two in the history': entries.length,
        'git fsck': fsck === undefined ? 'no git here' : 'whole',
      },
      failures,
    };
  } finally {
    await pages.end();
  }
}
