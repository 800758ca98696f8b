import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import {
  findServedFile,
  isServed,
  type ServedFile,
  staffFolder,
  toServedFile,
} from '../../staff-files/served-files.ts';
import { type ContentFiles, contentStore } from './content-store.ts';
import type { DrawOrder } from './draw.ts';

/** Timeout: a thread that renders longer is ended, and there is no preview. */
const patienceMilliseconds = 10_000;

export interface Preview {
  /**
   * @param files all content with the changes
   * @param path of the page within the site, `/klub/`
   * @returns the rendered page; undefined when there is none at this address, or it cannot be rendered
   */
  draw(files: ContentFiles, path: string): Promise<string | undefined>;
  /**
   * @param path of a file within the site
   * @returns it as the site would serve it; undefined when there is none
   */
  findFile(files: ContentFiles, path: string): Promise<ServedFile | undefined>;
}

/** @returns the URL of the static pages' program in a build; undefined when there is none */
function programOf(folder: string): string | undefined {
  try {
    const name = readdirSync(folder).find((each) => each.startsWith('prerender-entry.'));
    return name === undefined ? undefined : pathToFileURL(join(folder, name)).href;
  } catch {
    return undefined;
  }
}

const run = (order: DrawOrder, environment: NodeJS.ProcessEnv): Promise<string | undefined> =>
  new Promise((resolve) => {
    const thread = new Worker(new URL('./draw.ts', import.meta.url), {
      workerData: order,
      env: { ...environment, PREVIEW_OF_DRAFTS: 'on' },
      resourceLimits: { maxOldGenerationSizeMb: 256 },
    });
    const patience = setTimeout(() => void thread.terminate(), patienceMilliseconds);
    thread.once('message', (page: string | undefined) => {
      resolve(page);
      void thread.terminate();
    });
    thread.once('error', () => resolve(undefined));
    thread.once('exit', () => {
      clearTimeout(patience);
      resolve(undefined);
    });
  });

/**
 * @param parts.pages the folder of a build with the program of its static pages
 * @param parts.content the content folder
 * @param parts.publicFolder files that are served unchanged
 */
export function createPreview(parts: {
  readonly pages: string;
  readonly content: string;
  readonly publicFolder: string;
  readonly siteUrl: URL;
  readonly environment: NodeJS.ProcessEnv;
}): Preview {
  const folders = { content: parts.content, public: parts.publicFolder };
  /** Unpublished uploads come before published files. */
  async function findFile(files: ContentFiles, address: string) {
    const name = address.replace(`/${staffFolder}/`, '');
    const bytes = files.get(`${staffFolder}/${name}`);
    return bytes !== undefined && isServed(name)
      ? toServedFile(name, bytes)
      : findServedFile(folders, address);
  }
  return {
    findFile,
    async draw(files, path) {
      const program = programOf(parts.pages);
      if (program === undefined) return undefined;
      const store = await contentStore(files, parts.content, (address) => findFile(files, address));
      return run({ program, store, url: new URL(path, parts.siteUrl).href }, parts.environment);
    },
  };
}
