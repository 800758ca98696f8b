import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { z } from 'zod';
import { syncFolder, writeDurably } from '../../durable-file.ts';

/** A value that outlives the process, in a file that only its owner may read. */
export interface KeptJson<Value> {
  get(): Value;
  /** Resolves when the value is on disk; concurrent writes are done one after another. */
  set(value: Value): Promise<void>;
}

/**
 * @param file created when it is first set
 * @param schema of the file's content
 * @param empty the value when there is no file, or it does not match the schema
 * @returns the value; after a crash the file has its old or its new content
 */
export function keepJson<Value>(file: string, schema: z.ZodType<Value>, empty: Value): KeptJson<Value> {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const read = (): Value => {
    try {
      return existsSync(file) ? schema.parse(JSON.parse(readFileSync(file, 'utf8'))) : empty;
    } catch {
      return empty;
    }
  };
  let value = read();
  let writing: Promise<void> = Promise.resolve();
  async function write(): Promise<void> {
    await writeDurably(`${file}.part`, JSON.stringify(value));
    await rename(`${file}.part`, file);
    await syncFolder(dirname(file));
  }
  return {
    get: () => value,
    set(next) {
      value = next;
      writing = writing.then(write, write);
      return writing;
    },
  };
}
