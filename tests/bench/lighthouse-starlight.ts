import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import sirv from 'sirv';
import { isCompressible } from '../../src/http/content-types.ts';
import { writeCompressedForms } from '../../src/integrations/precompressed.ts';
import { installTool } from './npm-tool.ts';

const versions = { starlight: '0.42.4', astro: '7.3.4' };

/** The files of Starlight's own template, without the mascot and the links to its authors. */
const files: Readonly<Record<string, string>> = {
  // Here Astro looks for packages whose sources it has to read.
  'package.json': `{ "type": "module", "dependencies": { "@astrojs/starlight": "${versions.starlight}" } }`,
  'astro.config.mjs': `import starlight from '@astrojs/starlight';
import { defineConfig } from 'astro/config';
export default defineConfig({
  integrations: [
    starlight({
      title: 'My Docs',
      sidebar: [{ label: 'Guides', items: [{ label: 'Example Guide', slug: 'guides/example' }] }],
    }),
  ],
});
`,
  'src/content.config.ts': `import { defineCollection } from 'astro:content';
import { docsLoader } from '@astrojs/starlight/loaders';
import { docsSchema } from '@astrojs/starlight/schema';
export const collections = { docs: defineCollection({ loader: docsLoader(), schema: docsSchema() }) };
`,
  'src/content/docs/index.md':
    '---\ntitle: Welcome to Starlight\n---\n\nSee [the guide](/guides/example/).\n',
  'src/content/docs/guides/example.md': `---
title: Example Guide
description: A guide in my new Starlight docs site.
---

Guides lead a user through a specific task they want to accomplish, often with a sequence of steps.
Writing a good guide requires thinking about what your users are trying to do.

## Further reading

- Read [about how-to guides](https://diataxis.fr/how-to-guides/) in the Diátaxis framework
`,
};

/** A page of Starlight's template, served with compressed forms, which Starlight does not do by default. */
export interface Starlight {
  readonly port: number;
  readonly path: string;
  readonly name: string;
  stop(): void;
}

/** @throws with the output if it cannot be installed or built */
export async function startStarlight(): Promise<Starlight> {
  const folder = await installTool(`starlight-${versions.starlight}-${versions.astro}`, [
    `@astrojs/starlight@${versions.starlight}`,
    `astro@${versions.astro}`,
  ]);
  const root = mkdtempSync(join(tmpdir(), 'kis-bench-starlight-'));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(root, name, '..'), { recursive: true });
    writeFileSync(join(root, name), text);
  }
  symlinkSync(join(folder, 'node_modules'), join(root, 'node_modules'), 'junction');
  await promisify(execFile)(process.execPath, [join('node_modules', 'astro', 'bin', 'astro.mjs'), 'build'], {
    cwd: root,
    env: { PATH: process.env['PATH'] ?? '', ASTRO_TELEMETRY_DISABLED: '1' },
  });
  const dist = join(root, 'dist');
  const built = readdirSync(dist, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  await writeCompressedForms(built.filter(isCompressible), join(root, 'compressed'), () => undefined);
  const server = createServer(sirv(dist, { brotli: true, gzip: true }));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    port: typeof address === 'object' && address ? address.port : 0,
    path: '/guides/example/',
    name: `Starlight ${versions.starlight}, its template's guide`,
    stop() {
      server.close();
      server.closeAllConnections();
      rmSync(root, { recursive: true, force: true });
    },
  };
}
