import { execFile } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { copyProject, type ProjectCopy } from '../support/project-copy.ts';
import { projectRoot } from '../support/site.ts';
import { addNews } from './made-up-news.ts';
import { atMost, median, type Part, type Row, short, shown } from './row.ts';
import type { Usage } from './usage.ts';

const pages = 30;
const rounds = 2;
const furtherPages = 300;
const furtherPagesInFull = 3_000;
const mostRatio = 1.2;
const mostMillisecondsAPage = 2;
const mostOutput = 64 * 1024 * 1024;

const meter = fileURLToPath(new URL('meter.mjs', import.meta.url));

interface Build {
  readonly cpuMilliseconds: number;
  readonly mostMemoryBytes: number;
  readonly htmlPages: number;
}

/** Runs a build with all the processes it starts. @throws when it fails, with what it printed */
async function build(root: string, command: readonly string[]): Promise<Build> {
  const folder = mkdtempSync(join(tmpdir(), 'kis-bench-usage-'));
  rmSync(join(root, 'dist'), { recursive: true, force: true });
  const run = promisify(execFile)(process.execPath, [...command], {
    cwd: root,
    maxBuffer: mostOutput,
    env: {
      PATH: process.env['PATH'] ?? '',
      ASTRO_TELEMETRY_DISABLED: '1',
      BENCH_USAGE_FOLDER: folder,
      NODE_OPTIONS: `--import=${meter}`,
    },
  });
  await run.catch((fault) => {
    throw new Error(`${root}: the build failed:\n${fault.stdout}${fault.stderr}`);
  });
  const usages = readdirSync(folder).map(
    (name): Usage => JSON.parse(readFileSync(join(folder, name), 'utf8')),
  );
  rmSync(folder, { recursive: true });
  return {
    cpuMilliseconds: usages.reduce((sum, { cpuMicroseconds }) => sum + cpuMicroseconds / 1_000, 0),
    mostMemoryBytes: Math.max(...usages.map(({ mostMemoryBytes }) => mostMemoryBytes)),
    htmlPages: readdirSync(join(root, 'dist'), { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.endsWith('.html'),
    ).length,
  };
}

/** Everything that `npm run build` does. */
const buildOurs = (copy: ProjectCopy) => build(copy.root, [join('src', 'cli', 'build.ts')]);

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

/** @returns the folder of the least that Astro can be asked to build */
function makeMinimalSite(): string {
  const root = mkdtempSync(join(tmpdir(), 'kis-bench-minimal-'));
  mkdirSync(join(root, 'src', 'pages'), { recursive: true });
  writeFileSync(join(root, 'package.json'), '{ "type": "module", "private": true }');
  writeFileSync(join(root, 'src', 'pages', '[page].astro'), minimalPage);
  symlinkSync(join(projectRoot, 'node_modules'), join(root, 'node_modules'), 'junction');
  return root;
}

/** A build of our own site with 30 pages, beside the least that Astro can do with as many. */
async function measureRatio(copy: ProjectCopy, minimal: string): Promise<{ rows: Row[]; ours: Build }> {
  const own = await buildOurs(copy);
  const missing = pages - own.htmlPages;
  if (missing > 0) addNews(copy.root, 0, missing);
  const ours: Build[] = [];
  const least: Build[] = [];
  for (let round = 0; round < rounds; round += 1) {
    least.push(await build(minimal, [join('node_modules', 'astro', 'bin', 'astro.mjs'), 'build']));
    ours.push(await buildOurs(copy));
  }
  const cost = (builds: readonly Build[]) => median(builds.map(({ cpuMilliseconds }) => cpuMilliseconds));
  const last = ours.at(-1) ?? own;
  const remark = `${short(cost(ours) / 1_000)} s and ${short(cost(least) / 1_000)} s of CPU`;
  return {
    rows: [
      atMost(
        `Build of ${last.htmlPages} pages ÷ minimal Astro build`,
        cost(ours) / cost(least),
        mostRatio,
        remark,
      ),
      shown('Most memory of one process of the build', `${short(last.mostMemoryBytes / 1e6)} MB`),
    ],
    ours: { ...last, cpuMilliseconds: cost(ours) },
  };
}

async function measureGrowth(copy: ProjectCopy, before: Build, further: number): Promise<readonly Row[]> {
  addNews(copy.root, pages, further);
  const after = await buildOurs(copy);
  const each = (after.cpuMilliseconds - before.cpuMilliseconds) / (after.htmlPages - before.htmlPages);
  return [
    atMost(`Milliseconds of CPU for each of ${short(further)} further news`, each, mostMillisecondsAPage),
    shown(`Most memory with ${short(further)} further news`, `${short(after.mostMemoryBytes / 1e6)} MB`),
  ];
}

/** What a build costs. */
export const measureBuilds: Part = async ({ full }) => {
  const copy = await copyProject();
  const minimal = makeMinimalSite();
  try {
    const { rows, ours } = await measureRatio(copy, minimal);
    return [...rows, ...(await measureGrowth(copy, ours, full ? furtherPagesInFull : furtherPages))];
  } finally {
    rmSync(minimal, { recursive: true, force: true });
    await copy.remove();
  }
};
