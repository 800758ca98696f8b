import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium } from 'playwright';
import { chromiumArguments, findChromium } from '../support/chromium.ts';
import { freePort } from '../support/site.ts';
import { installTool } from './npm-tool.ts';

const version = '13.5.0';
const categories = ['performance', 'accessibility', 'best-practices', 'seo'] as const;

interface Audit {
  readonly score: number | null;
  readonly scoreDisplayMode: string;
  readonly numericValue?: number;
}

/** The fields that are used of Lighthouse's result. */
interface Report {
  readonly categories: Readonly<
    Record<string, { score: number | null; auditRefs: readonly { id: string; weight: number }[] }>
  >;
  readonly audits: Readonly<Record<string, Audit>>;
  readonly runtimeError?: { readonly message: string };
}

export interface Verdict {
  /** From 0 to 100, in the order of `categories`; NaN for one without a score. */
  readonly scores: readonly number[];
  readonly firstPaintMilliseconds: number;
  readonly largestPaintMilliseconds: number;
  /** Weighted audits below the full score, as `name score`. */
  readonly imperfect: readonly string[];
}

export interface Lighthouse {
  /** @param meant audits that are not counted. @throws if the page cannot be measured */
  measure(url: string, meant?: readonly string[]): Promise<Verdict>;
  stop(): Promise<void>;
}

function verdictOf({ categories: measured, audits }: Report): Verdict {
  const weighted = categories.flatMap((name) =>
    (measured[name]?.auditRefs ?? []).filter(({ weight }) => weight > 0).map(({ id }) => id),
  );
  const value = (id: string) => audits[id]?.numericValue ?? Number.NaN;
  return {
    scores: categories.map((name) => Math.round((measured[name]?.score ?? Number.NaN) * 100)),
    firstPaintMilliseconds: value('first-contentful-paint'),
    largestPaintMilliseconds: value('largest-contentful-paint'),
    imperfect: [...new Set(weighted)]
      .filter((id) => (audits[id]?.score ?? 1) < 1)
      .map((id) => `${id} ${audits[id]?.score}`),
  };
}

/** @throws when Lighthouse cannot be installed or there is no Chromium */
export async function startLighthouse(): Promise<Lighthouse> {
  const folder = await installTool(`lighthouse-${version}`, [`lighthouse@${version}`]);
  const entry = pathToFileURL(join(folder, 'node_modules', 'lighthouse', 'core', 'index.js'));
  const { default: lighthouse } = await import(entry.href);
  const port = await freePort();
  const browser: Browser = await chromium.launch({
    executablePath: await findChromium(),
    args: [...chromiumArguments, `--remote-debugging-port=${port}`, '--ignore-certificate-errors'],
  });
  return {
    async measure(url, meant = []) {
      const flags = {
        port,
        logLevel: 'error',
        onlyCategories: categories,
        skipAudits: meant,
        ignoreStatusCode: true,
      };
      const { lhr }: { lhr: Report } = await lighthouse(url, flags);
      if (lhr.runtimeError) throw new Error(`${url}: ${lhr.runtimeError.message}`);
      return verdictOf(lhr);
    },
    stop: () => browser.close(),
  };
}
