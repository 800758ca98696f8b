import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

export interface BuiltPage {
  /** The path in a request, for example `/klub/`. */
  readonly path: string;
  readonly bytes: number;
  readonly brotliBytes: number;
}

const page = 'index.html';

/** @param client the folder of the prerendered files. @returns its pages, heaviest first, without the error pages */
export function builtPages(client: string): readonly BuiltPage[] {
  return readdirSync(client, { recursive: true, encoding: 'utf8' })
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => name.endsWith(page) && !/(?:^|\/)blad\//.test(name))
    .map((name) => ({
      path: `/${name.slice(0, -page.length)}`,
      bytes: statSync(join(client, name)).size,
      brotliBytes: statSync(join(client, `${name}.br`)).size,
    }))
    .sort((a, b) => b.brotliBytes - a.brotliBytes);
}

/** @returns the page whose size is nearest to the given one. @throws if there is none */
export function pageOfSize(client: string, bytes: number): BuiltPage {
  const distance = (each: BuiltPage) => Math.abs(each.bytes - bytes);
  const [nearest] = builtPages(client).toSorted((a, b) => distance(a) - distance(b));
  if (nearest === undefined) throw new Error('there are no built pages in dist/; run: npm run build');
  return nearest;
}
