import { randomBytes } from 'node:crypto';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type RunningEditing, startEditing } from '../../src/app/editing.ts';
import { readSettings } from '../../src/settings/settings.ts';
import { clubContent } from './club.ts';
import { mailedCodeIn, type Visitor, visitorOf } from './editing-visitor.ts';

export { beganIn, type Got, type Visitor } from './editing-visitor.ts';

/** A person who may edit. */
interface Editor {
  readonly address: string;
  readonly role: string;
  readonly initials: string;
}

export const editorAddress = 'a.nowak@kis.example';
const oneEditor: Editor = { address: editorAddress, role: 'pracownik socjalny', initials: 'AN' };
export const otherEditor: Editor = { address: 'b.kowal@kis.example', role: 'kierownik', initials: 'BK' };

export interface EditingHarness {
  readonly running: RunningEditing;
  readonly content: string;
  readonly data: string;
  /** Moved by tests. */
  readonly clock: { now: Date };
  visitor(): Visitor;
  /** @returns the last code that was mailed, or undefined if there was none */
  mailedCode(): Promise<string | undefined>;
  /** @returns a visitor who has signed in as an editor and selected who they are */
  editor(who?: Editor): Promise<Visitor>;
  stop(): Promise<void>;
}

/** Starts the editing pages of the made-up club, on a copy of its content, in this process. */
export async function startEditingPages(
  environment: Readonly<Record<string, string>> = {},
  kept: { folder?: string } = {},
): Promise<EditingHarness> {
  const folder = kept.folder ?? (await mkdtemp(join(tmpdir(), 'kis-editing-')));
  const content = join(folder, 'content');
  const data = join(folder, 'editing');
  await cp(clubContent, content, { recursive: true });
  const clock = { now: new Date('2026-11-29T10:00:00Z') };
  const reading = readSettings({
    CONTENT_DIR: content,
    DATA_DIR: join(folder, 'data'),
    EDITING_DATA_DIR: data,
    EDITING_PORT: '0',
    EDITORS: `${editorAddress}, ${otherEditor.address}`,
    ...environment,
  });
  if (reading.kind === 'invalid') throw new Error(reading.faults.join('\n'));
  const running = await startEditing(reading.settings, {
    log: () => {},
    clock: () => clock.now,
    random: (bytes) => new Uint8Array(randomBytes(bytes)),
  });
  const host = reading.settings.editing.url?.host ?? `localhost:${running.port}`;
  const origin = reading.settings.editing.url?.origin ?? `http://${host}`;

  const visitor = () => visitorOf({ port: running.port, host, origin });
  const mailedCode = () => mailedCodeIn(data);

  async function editor({ address, role, initials } = oneEditor): Promise<Visitor> {
    const person = visitor();
    await person.post('/wejscie/', { adres: address });
    const code = await mailedCode();
    await person.post('/wejscie/kod/', { kod: code ?? '' });
    await person.post('/kto/', { rola: role, inicjaly: initials });
    return person;
  }

  return {
    running,
    content,
    data,
    clock,
    visitor,
    mailedCode,
    editor,
    async stop() {
      await running.stop();
      if (kept.folder === undefined) await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
