import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import node from '@astrojs/node';
import sitemap from '@astrojs/sitemap';
import { defineConfig } from 'astro/config';
import { bundlePages } from './src/integrations/bundle-pages.ts';
import { bundleServer } from './src/integrations/bundle-server.ts';
import { devContentCheck } from './src/integrations/dev-content-check.ts';
import { devForm } from './src/integrations/dev-form.ts';
import { keepPages } from './src/integrations/keep-pages.ts';
import { precompress } from './src/integrations/precompress.ts';
import { serveStaffFiles } from './src/integrations/serve-staff-files.ts';
import { markdownProcessor } from './src/markdown/processor.ts';
import { defaultLanguage, languagePrefix } from './src/paths.ts';
import { readPageSettings } from './src/settings/settings.ts';
import { findServedFile } from './src/staff-files/served-files.ts';
import { words } from './src/words/index.ts';

const { siteUrl, contentDirectory } = readPageSettings(process.env);
const site = siteUrl.origin;

const folders = {
  content: contentDirectory,
  public: fileURLToPath(new URL('./public', import.meta.url)),
};

// The form, and the page that tells what became of it, are rendered when asked for, so the sitemap has to be told of
// them, in every language that has the form's text.
const forms = Object.keys(words)
  .filter((language) => existsSync(join(contentDirectory, language, 'strony', 'zgloszenie.md')))
  .flatMap((language) =>
    ['/zgloszenie/', '/zgloszenie/stan/'].map((path) => new URL(languagePrefix(language) + path, site).href),
  );

const locales = Object.fromEntries(Object.entries(words).map(([language, { tag }]) => [language, tag]));

export default defineConfig({
  site,
  // Not in node_modules, which copies of the project share.
  cacheDir: './.astro/cache',
  trailingSlash: 'always',
  adapter: node({ mode: 'middleware' }),
  session: false,
  // Origin and Host are judged by src/http, which knows the proxies; Astro would refuse what we let through.
  security: { checkOrigin: false },
  devToolbar: { enabled: false },
  vite: {
    // Old telephones that get no newer browser; still older ones leave out what they do not know, and read on.
    build: { cssTarget: ['chrome88', 'safari14.1', 'ios14.5', 'firefox97'] },
    // What `src/content.config.ts` uses of Astro has been loaded by now; Vite would translate it once more.
    environments: { astro: { resolve: { external: ['astro/content/config', 'astro/loaders'] } } },
  },
  build: { inlineStylesheets: 'never' },
  markdown: {
    syntaxHighlight: false,
    processor: markdownProcessor(
      (path) => findServedFile(folders, path),
      (language, file) => existsSync(join(contentDirectory, language, file)),
    ),
  },
  integrations: [
    sitemap({
      customPages: forms,
      filter: (page) => !/\/(blad|404|odbior)\//.test(page),
      // Pages have the same address in every language but for the prefix.
      i18n: { defaultLocale: defaultLanguage, locales },
      // As in the head of each page, the Polish one is for everybody else.
      serialize(page) {
        const polish = page.links?.find(({ lang }) => lang === locales[defaultLanguage]);
        return polish ? { ...page, links: [...page.links, { ...polish, lang: 'x-default' }] } : page;
      },
    }),
    bundlePages(),
    bundleServer(),
    keepPages(),
    serveStaffFiles(contentDirectory),
    precompress(),
    devContentCheck(),
    devForm(),
  ],
});
