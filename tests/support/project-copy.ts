import { execFile } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { cp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { compiled } from './bare-environment.ts';
import { clubContent } from './club.ts';
import { projectRoot } from './site.ts';

/** A copy of the project that a test can change and build. */
export interface ProjectCopy {
  readonly root: string;
  /** Rewrites a file of the copy. @throws if that changes nothing */
  edit(file: string, change: (text: string) => string): Promise<void>;
  /** Builds it into `out`, by default `dist/`; @throws with Astro's output if the build fails */
  build(environment?: Readonly<Record<string, string>>, out?: string): Promise<void>;
  remove(): Promise<void>;
}

const copied = ['src', 'public', 'astro.config.mjs', 'package.json', 'package-lock.json', 'tsconfig.json'];

/** @returns noon in UTC of a day, as `SOURCE_DATE_EPOCH` has it */
export const noonOf = (day: string): string => String(Date.parse(`${day}T12:00:00Z`) / 1000);

/**
 * @returns a new folder under the first name that no other copy has: what Node has compiled is found by the path of its
 * file, so copies that come one after the other have the same
 */
function freeFolder(number = 1): string {
  const folder = join(tmpdir(), `kis-copy-${number}`);
  try {
    mkdirSync(folder);
    return folder;
  } catch (fault) {
    if ((fault as NodeJS.ErrnoException).code !== 'EEXIST') throw fault;
    return freeFolder(number + 1);
  }
}

/** @param content the folder that is copied as its content; default: the made-up club's */
export async function copyProject(content: string = clubContent): Promise<ProjectCopy> {
  const root = freeFolder();
  for (const name of copied) await cp(join(projectRoot, name), join(root, name), { recursive: true });
  await cp(content, join(root, 'content'), { recursive: true });
  await symlink(join(projectRoot, 'node_modules'), join(root, 'node_modules'), 'junction');
  // Most pages are the same as the made-up club's: they need not be compressed again in each copy.
  const cache = join('.astro', 'twins');
  await cp(join(projectRoot, cache), join(root, cache), { recursive: true });
  return {
    root,
    async edit(file, change) {
      const before = await readFile(join(root, file), 'utf8');
      const after = change(before);
      if (after === before) throw new Error(`${file}: nothing changed`);
      await writeFile(join(root, file), after);
    },
    async build(environment = {}, out = 'dist') {
      await promisify(execFile)(process.execPath, ['src/cli/astro.ts', 'build', '--outDir', out], {
        cwd: root,
        env: { ...process.env, NODE_COMPILE_CACHE: compiled, ...environment },
      });
    },
    remove: () => rm(root, { recursive: true, force: true }),
  };
}
