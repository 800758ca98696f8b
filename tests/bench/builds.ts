import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { livingContent } from '../support/club.ts';
import { copyProject, type ProjectCopy } from '../support/project-copy.ts';
import { projectRoot } from '../support/site.ts';
import { measureArchive } from './builds-archive.ts';
import { type Build, build } from './builds-run.ts';
import { addNews } from './made-up-news.ts';
import { atMost, median, type Part, type Row, short, shown } from './row.ts';

const pages = 30;
const rounds = 3;
const furtherPages = [300];
const furtherPagesInFull = [300, 3_000];
const mostRatio = 1.2;
const mostMillisecondsAPage = 2;

const astro = [join('node_modules', 'astro', 'bin', 'astro.mjs'), 'build'];
const cacheDirectory = "cacheDir: './.astro/cache',";

const minimalPage = `---
export const getStaticPaths = () =>
  Array.from({ length: ${pages} }, (_, each) => ({ params: { page: \`strona-\${each + 1}\` } }));
---
<!doctype html>
<html lang="pl">
  <head><meta charset="utf-8" /><title>{Astro.params.page}</title></head>
  <body><h1>{Astro.params.page}</h1></body>
</html>
`;

/**
 * A site of 30 empty pages; with `server` it also has what ours needs: the adapter, and one page rendered on request.
 */
function makeMinimalSite(server: boolean): string {
  const root = mkdtempSync(join(tmpdir(), 'kis-bench-minimal-'));
  mkdirSync(join(root, 'src', 'pages'), { recursive: true });
  const adapter = server ? "import node from '@astrojs/node';\n" : '';
  const setting = server ? "adapter: node({ mode: 'middleware' }), session: false," : '';
  const files = {
    'package.json': '{ "type": "module", "private": true }',
    'astro.config.mjs': `${adapter}export default { ${cacheDirectory} ${setting} };\n`,
    'src/pages/[page].astro': minimalPage,
    ...(server
      ? { 'src/pages/live.astro': '---\nexport const prerender = false;\n---\n<h1>live</h1>\n' }
      : {}),
  };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(root, name), text);
  symlinkSync(join(projectRoot, 'node_modules'), join(root, 'node_modules'), 'junction');
  return root;
}

/** Astro's cache is in `node_modules`, which copies share; this gives each copy its own. */
const keepOwnCache = (copy: ProjectCopy) =>
  copy.edit('astro.config.mjs', (text) => text.replace('\n  site,\n', `\n  site,\n  ${cacheDirectory}\n`));

/** Runs the whole of `npm run build`. */
const buildOurs = (copy: ProjectCopy) => build(copy.root, [join('src', 'cli', 'build.ts')]);

const forget = (root: string) => rmSync(join(root, '.astro'), { recursive: true, force: true });

/** A build without any cache, then one with it. */
interface Pair {
  readonly cold: Build;
  readonly warm: Build;
}

async function buildTwice(copy: ProjectCopy): Promise<Pair> {
  forget(copy.root);
  const cold = await buildOurs(copy);
  return { cold, warm: await buildOurs(copy) };
}

/** Like `buildTwice`, with the median of several later builds: a single one varies by a quarter of a second. */
async function buildOften(copy: ProjectCopy): Promise<Pair> {
  const { cold, warm } = await buildTwice(copy);
  const others = [await buildOurs(copy), await buildOurs(copy)];
  const sorted = [warm, ...others].sort((a, b) => a.cpuMilliseconds - b.cpuMilliseconds);
  return { cold, warm: sorted[1] ?? warm };
}

const cost = (builds: readonly Build[]) => median(builds.map(({ cpuMilliseconds }) => cpuMilliseconds));

/** A build of our site with 30 pages, compared with the minimal Astro site of as many pages. */
async function measureRatio(copy: ProjectCopy, minimal: string, live: string): Promise<readonly Row[]> {
  const missing = pages - (await buildOurs(copy)).htmlPages;
  if (missing > 0) addNews(copy.root, 0, missing);
  const [least, withServer, cold, warm]: [Build[], Build[], Build[], Build[]] = [[], [], [], []];
  for (let round = 0; round < rounds; round += 1) {
    least.push(await build(minimal, astro));
    withServer.push(await build(live, astro));
    const pair = await buildTwice(copy);
    cold.push(pair.cold);
    warm.push(pair.warm);
  }
  const count = warm[0]?.htmlPages ?? pages;
  const ratio = (name: string, builds: readonly Build[]) =>
    atMost(
      `Build of ${count} pages, ${name}, ÷ minimal Astro build`,
      cost(builds) / cost(least),
      mostRatio,
      `${short(cost(builds) / 1_000)} s and ${short(cost(least) / 1_000)} s of CPU`,
    );
  return [
    ratio('nothing kept', cold),
    ratio('compressed forms and content kept', warm),
    shown('Minimal with adapter and one live page ÷ minimal', short(cost(withServer) / cost(least))),
    shown('Most memory of one process of the build', megabytes(warm[0])),
  ];
}

const megabytes = (built: Build | undefined): string => `${short((built?.mostMemoryBytes ?? 0) / 1e6)} MB`;

function growthRows(name: string, before: Build, after: Build): readonly Row[] {
  const further = after.htmlPages - before.htmlPages;
  const each = (after.cpuMilliseconds - before.cpuMilliseconds) / further;
  const remark = `${short(after.cpuMilliseconds / 1_000)} s in all`;
  return [
    atMost(
      `Milliseconds of CPU for each of ${short(further)} further pages, ${name}`,
      each,
      mostMillisecondsAPage,
      remark,
    ),
    shown(`Most memory with ${short(further)} further pages, ${name}`, megabytes(after)),
  ];
}

/** Time and memory of builds. */
export const measureBuilds: Part = async ({ full }) => {
  const copy = await copyProject(livingContent);
  const [minimal, live] = [makeMinimalSite(false), makeMinimalSite(true)];
  try {
    await keepOwnCache(copy);
    const rows = [...(await measureRatio(copy, minimal, live))];
    const before = await buildOften(copy);
    let made = pages;
    for (const further of full ? furtherPagesInFull : furtherPages) {
      addNews(copy.root, made, pages + further - made);
      made = pages + further;
      const after = await buildOften(copy);
      rows.push(...growthRows('nothing kept', before.cold, after.cold));
      rows.push(...growthRows('compressed forms and content kept', before.warm, after.warm));
    }
    return [...rows, ...(await measureArchive(copy.root))];
  } finally {
    for (const root of [minimal, live]) rmSync(root, { recursive: true, force: true });
    await copy.remove();
  }
};
