import { link, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { fileModeIn, makeFolder, syncFolder, writeDurably } from '../../durable-file.ts';
import { errorCodeOf } from '../../error-code.ts';
import type { Log } from '../../log.ts';
import { createReference } from '../reference.ts';
import { topics } from '../schema.ts';
import type { AddResult, IntakeStore, NewEnquiry } from './store.ts';

/** Takes enquiries while the database cannot: one file each, flushed to disk before the person is answered. */
export interface Spool extends IntakeStore {
  /** @returns how many enquiries are in the spool */
  count(): Promise<number>;
  /** Moves the enquiries into the store; those that cannot be moved stay. @returns how many were moved */
  empty(store: Pick<IntakeStore, 'add'>): Promise<number>;
}

const suffix = '.json';
const damagedSuffix = '.damaged';

const bytes = z.base64().transform((text) => new Uint8Array(Buffer.from(text, 'base64')));
const time = z.iso.datetime().transform((text) => new Date(text));

const spooled = z.strictObject({
  reference: z.string(),
  keyHash: bytes,
  contentFingerprint: bytes.optional(),
  /** In files of older versions: it could be guessed with the form's secret, so it is dropped. */
  contentHash: bytes.optional(),
  topic: z.enum(topics),
  receivedAt: time,
  suspect: z.boolean(),
  messageId: z.string(),
  content: bytes,
  firstAttemptAt: time,
  promise: z
    .object({ answerBy: time, promised: z.boolean(), visit: z.boolean().default(false), lookAt: time })
    .exactOptional(),
});

const base64 = (block: Uint8Array): string => Buffer.from(block).toString('base64');

const write = ({ contentHash, ...enquiry }: NewEnquiry): string =>
  JSON.stringify({
    ...enquiry,
    keyHash: base64(enquiry.keyHash),
    contentFingerprint: base64(contentHash),
    content: base64(enquiry.content),
  });

function parse(text: string): NewEnquiry {
  const {
    contentFingerprint = new Uint8Array(0),
    contentHash: _,
    ...enquiry
  } = spooled.parse(JSON.parse(text));
  return { ...enquiry, contentHash: contentFingerprint };
}

const sameBytes = (a: Uint8Array, b: Uint8Array): boolean => Buffer.compare(a, b) === 0;

const isMissing = (error: unknown): boolean => errorCodeOf(error) === 'ENOENT';

/**
 * @param parts.directory created when missing; several processes may share it
 * @throws when the directory cannot be created
 */
export function createSpool(parts: {
  directory: string;
  random: (bytes: number) => Uint8Array;
  log: Log;
}): Spool {
  const { directory, random, log } = parts;
  makeFolder(directory);
  const fileOf = (keyHash: Uint8Array): string =>
    join(directory, `${Buffer.from(keyHash).toString('hex')}${suffix}`);
  const waiting = async (): Promise<readonly string[]> =>
    (await readdir(directory)).filter((name) => name.endsWith(suffix)).map((name) => join(directory, name));

  /** @returns undefined when there is no such file. @throws when it is damaged */
  async function read(file: string): Promise<NewEnquiry | undefined> {
    try {
      return parse(await readFile(file, 'utf8'));
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw error;
    }
  }

  async function lookUp(...[keyHash, contentHash]: Parameters<IntakeStore['lookUp']>) {
    const earlier = await read(fileOf(keyHash));
    if (earlier === undefined) return undefined;
    const { reference, receivedAt } = earlier;
    if (!sameBytes(earlier.contentHash, contentHash)) return { kind: 'conflict', reference } as const;
    return { kind: 'already-stored', reference, receivedAt } as const;
  }

  async function add(enquiry: NewEnquiry): Promise<AddResult> {
    const file = fileOf(enquiry.keyHash);
    const draft = `${file}.${Buffer.from(random(6)).toString('hex')}`;
    try {
      await writeDurably(draft, write(enquiry), fileModeIn(directory));
      // A link, unlike a rename, never overwrites the file of an earlier press of the same form.
      await link(draft, file);
      await syncFolder(directory);
      return { kind: 'added' };
    } catch (error) {
      const earlier =
        errorCodeOf(error) === 'EEXIST' ? await lookUp(enquiry.keyHash, enquiry.contentHash) : undefined;
      if (earlier === undefined) throw error;
      return earlier;
    } finally {
      await rm(draft, { force: true });
    }
  }

  /**
   * A reference that two people were told can be in the store only once: this enquiry gets another one, and its mail
   * names both. When the store has the same form with other content, this enquiry is stored as a separate form.
   */
  function renamed(enquiry: NewEnquiry, why: 'conflict' | 'reference-taken'): NewEnquiry {
    const toldReference = enquiry.toldReference ?? enquiry.reference;
    const other = { ...enquiry, reference: createReference(random), toldReference };
    if (why === 'reference-taken') return other;
    const messageId = enquiry.messageId.replace(/^<[^@]*/, `<${Buffer.from(random(16)).toString('hex')}`);
    return { ...other, messageId, keyHash: random(enquiry.keyHash.length) };
  }

  async function moveOne(store: Pick<IntakeStore, 'add'>, file: string, enquiry: NewEnquiry): Promise<void> {
    let tried = enquiry;
    let result = await store.add(tried);
    for (
      let tries = 0;
      tries < 5 && (result.kind === 'conflict' || result.kind === 'reference-taken');
      tries += 1
    ) {
      tried = renamed(tried, result.kind);
      result = await store.add(tried);
    }
    if (result.kind === 'conflict' || result.kind === 'reference-taken')
      throw new Error('no free reference for a spooled enquiry');
    await rm(file, { force: true });
    if (tried !== enquiry)
      log('warn', 'spooled-enquiry-renamed', {
        reference: tried.reference,
        state: `was ${enquiry.reference}`,
      });
    log('info', 'spooled-enquiry-stored', { reference: tried.reference });
  }

  async function readOrSetAside(file: string): Promise<NewEnquiry | undefined> {
    try {
      return await read(file);
    } catch (error) {
      log('error', 'spooled-enquiry-damaged', { cause: errorCodeOf(error) });
      await rename(file, `${file}${damagedSuffix}`);
      return undefined;
    }
  }

  return {
    add,
    lookUp,
    count: async () => (await waiting()).length,
    async empty(store) {
      let moved = 0;
      for (const file of await waiting()) {
        const enquiry = await readOrSetAside(file);
        if (enquiry === undefined) continue;
        await moveOne(store, file, enquiry);
        moved += 1;
      }
      if (moved > 0) await syncFolder(directory);
      return moved;
    },
  };
}
