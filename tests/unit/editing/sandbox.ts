import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { TestContext } from 'node:test';
import type { Changes } from '../../../src/editing/changes/change.ts';
import { openHistory } from '../../../src/editing/history/history.ts';
import { clubContent } from '../../support/club.ts';

/** A copy of the made-up club, with a folder for the data of the editing pages; both are deleted after the test. */
export function sandbox(test: TestContext) {
  const root = mkdtempSync(join(tmpdir(), 'kis-editing-'));
  test.after(() => rmSync(root, { recursive: true, force: true }));
  const [content, directory] = [join(root, 'content'), join(root, 'data')];
  cpSync(clubContent, content, { recursive: true });
  mkdirSync(directory);
  return {
    root,
    content,
    directory,
    read: (path: string): string => readFileSync(join(content, path), 'utf8'),
    write(path: string, text: string): void {
      mkdirSync(dirname(join(content, path)), { recursive: true });
      writeFileSync(join(content, path), text);
    },
    open: (wordsOf = (files: readonly { path: string }[]) => files.map(({ path }) => path)) =>
      openHistory({ content, directory, wordsOf }),
  };
}

/** @returns texts as changes of files; null deletes a file */
export const changes = (texts: Readonly<Record<string, string | null>>): Changes =>
  new Map(Object.entries(texts).map(([path, text]) => [path, text === null ? null : Buffer.from(text)]));

export const noon = new Date('2026-11-29T11:00:00Z');
export const later = (minutes: number): Date => new Date(noon.getTime() + minutes * 60_000);
