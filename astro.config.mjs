import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { satteri } from '@astrojs/markdown-satteri';
import node from '@astrojs/node';
import sitemap from '@astrojs/sitemap';
import { defineConfig } from 'astro/config';
import { bundlePages } from './src/integrations/bundle-pages.ts';
import { bundleServer } from './src/integrations/bundle-server.ts';
import { devContentCheck } from './src/integrations/dev-content-check.ts';
import { devForm } from './src/integrations/dev-form.ts';
import { precompress } from './src/integrations/precompress.ts';
import { serveStaffFiles } from './src/integrations/serve-staff-files.ts';
import { directives } from './src/markdown/directives.ts';
import { features } from './src/markdown/features.ts';
import { languageOfFile } from './src/markdown/language.ts';
import { loneLinks } from './src/markdown/lone-links.ts';
import { noRawHtml, safeElements } from './src/markdown/safety.ts';
import { staffFiles } from './src/markdown/staff-files.ts';
import { readPageSettings } from './src/settings.ts';
import { findServedFile } from './src/staff-files/served-files.ts';
import { defaultLanguage, languagePrefix, words } from './src/words/index.ts';

const { siteUrl, contentDirectory } = readPageSettings(process.env);
const site = siteUrl.origin;

const folders = {
  content: contentDirectory,
  public: fileURLToPath(new URL('./public', import.meta.url)),
};

// The form is rendered when asked for, so the sitemap has to be told of it, in every language that has its text.
const forms = Object.keys(words)
  .filter((language) => existsSync(join(contentDirectory, language, 'strony', 'zgloszenie.md')))
  .map((language) => new URL(`${languagePrefix(language)}/zgloszenie/`, site).href);

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
    processor: satteri({
      features,
      mdastPlugins: [noRawHtml, directives],
      hastPlugins: [
        safeElements,
        staffFiles((path) => findServedFile(folders, path)),
        languageOfFile((language, file) => existsSync(join(contentDirectory, language, file))),
        loneLinks,
      ],
    }),
  },
  integrations: [
    sitemap({
      customPages: forms,
      filter: (page) => !/\/(blad|404)\//.test(page),
      // Pages have the same address in every language but for the prefix.
      i18n: { defaultLocale: defaultLanguage, locales },
    }),
    bundlePages(),
    bundleServer(),
    serveStaffFiles(contentDirectory),
    precompress(),
    devContentCheck(),
    devForm(),
  ],
});
