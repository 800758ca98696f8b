import type { Page } from 'playwright/test';
import type { Finding } from './in-page/index.ts';
import { setTextSize } from './measured-page.ts';
import { type Mode, modes } from './modes.ts';

/** The findings of one check on one page in one mode. */
export interface Outcome {
  readonly check: string;
  /** A mode, or a way of enlarging the page. */
  readonly mode: string;
  /** How many things were measured. */
  readonly measured: number;
  readonly findings: readonly Finding[];
  /** The lowest contrast ratio, if it measures contrast. */
  readonly lowest?: number;
}

/** Rules of WCAG 2.2 A to AAA and best practices, including those that axe runs only on request. */
const tags = [
  ...['wcag2a', 'wcag2aa', 'wcag2aaa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'wcag22aaa'],
  'best-practice',
];
/** The tag of rules that axe has deprecated. */
const withdrawn = 'deprecated';
/** Experimental in axe; it reports a telephone number in large letters as a heading. */
const mistaken = ['p-as-heading'];

/** In forced colours axe uses the colours that texts had before; here only `contrast of texts` measures them. */
const unforced = ['color-contrast', 'color-contrast-enhanced'];

/** Rules that a change of colours alone can break. */
const colourTag = 'cat.color';

/** @param onlyColours true if the other rules have already run on the page at this width */
async function runAxe(page: Page, { name, media }: Mode, onlyColours: boolean): Promise<Outcome> {
  const skipped = media.forcedColors === 'active' ? [...mistaken, ...unforced] : mistaken;
  const { violations, measured } = await page.evaluate(
    async ([wanted, unwanted, left, onlyTag]) => {
      access.endTransitions();
      const rules = axe
        .getRules([...wanted])
        .filter(
          ({ tags: given }) =>
            !given.includes(unwanted) && (onlyTag === undefined || given.includes(onlyTag)),
        );
      const found = await axe.run(document, {
        runOnly: {
          type: 'rule',
          values: rules.map(({ ruleId }) => ruleId).filter((id) => !left.includes(id)),
        },
        resultTypes: ['violations'],
      });
      return {
        measured: rules.length,
        violations: found.violations.flatMap(({ id, nodes }) =>
          nodes.map(({ html }) => ({ where: html, what: id })),
        ),
      };
    },
    [tags, withdrawn, skipped, onlyColours ? colourTag : undefined] as const,
  );
  return { check: 'axe', mode: name, measured, findings: violations };
}

/** Measures the contrast of texts and edges: at rest, with the focus, and under the pointer. */
async function measureContrast(page: Page, { name: mode, textRatio }: Mode): Promise<Outcome[]> {
  const { texts, controls, focus, hovered } = await page.evaluate(
    (needed) => ({
      texts: access.measureTexts(needed),
      controls: access.measureControls(),
      focus: access.measureFocus(needed),
      hovered: access.whileHovered(() => access.measureTexts(needed)),
    }),
    textRatio,
  );
  return [
    { check: 'contrast of texts', mode, ...texts },
    { check: 'contrast of edges', mode, ...controls },
    { check: 'contrast of focus', mode, ...focus },
    { check: 'contrast under the pointer', mode, ...hovered },
  ];
}

async function measureForced(page: Page, { name: mode, textRatio }: Mode): Promise<Outcome[]> {
  const { texts, edges, focus, lost } = await page.evaluate(
    (needed) => ({
      texts: access.measureTexts(needed),
      edges: access.measureControls(),
      focus: access.measureFocus(needed),
      lost: access.findLostSurfaces(),
    }),
    textRatio,
  );
  return [
    { check: 'contrast of texts', mode, ...texts },
    { check: 'contrast of edges', mode, ...edges },
    { check: 'contrast of focus', mode, ...focus },
    { check: 'nothing by ground alone', mode, measured: 1, findings: lost },
  ];
}

const isForced = ({ media }: Mode): boolean => media.forcedColors === 'active';

/**
 * Checks a prepared page in one mode after the other.
 *
 * @param chosen the ordinary mode first: the others are compared with it
 */
export async function checkModes(page: Page, chosen: readonly Mode[]): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  const seenWidths = new Set<number>();
  for (const mode of chosen) {
    const { name, media, width } = mode;
    await page.setViewportSize({ width, height: 800 });
    await page.emulateMedia(media);
    outcomes.push(await runAxe(page, mode, seenWidths.has(width)));
    seenWidths.add(width);
    if (isForced(mode)) outcomes.push(...(await measureForced(page, mode)));
    else if (media.reducedMotion === 'reduce')
      outcomes.push({
        check: 'no motion',
        mode: name,
        measured: 1,
        findings: await page.evaluate(() => access.findMotion()),
      });
    else outcomes.push(...(await measureContrast(page, mode)));
    if (mode === chosen[0]) {
      await page.evaluate(() => access.noteSurfaces());
      const findings = await page.evaluate(() => access.findColourOnly());
      outcomes.push({ check: 'nothing by colour alone', mode: name, measured: 1, findings });
    }
  }
  return outcomes;
}

/** A way in which readers make a page larger. */
interface Enlargement {
  readonly name: string;
  readonly width: number;
  readonly height: number;
  /** The reader's default text size in pixels, usually 16. */
  readonly textSize?: number;
  readonly spaced?: true;
}

const enlargements: readonly Enlargement[] = [
  { name: '1280 px', width: 1280, height: 800 },
  { name: '1280 px, text spacing', width: 1280, height: 800, spaced: true },
  { name: '360 px', width: 360, height: 640 },
  { name: '320 px', width: 320, height: 640 },
  { name: '1280 px at 400 %', width: 320, height: 256 },
  { name: '320 px, text spacing', width: 320, height: 640, spaced: true },
  { name: '1280 px, text 200 %', width: 1280, height: 800, textSize: 32 },
  { name: '360 px, text 200 %', width: 360, height: 640, textSize: 32 },
  { name: '320 px, text 200 %', width: 320, height: 640, textSize: 32 },
];

/** WCAG 2.2 SC 1.4.12, as a reader's own style sheet would set it. */
const spacing = `
  * { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
  p { margin-bottom: 2em !important; }
`;

async function setSpacing(page: Page, spaced: boolean): Promise<void> {
  await page.evaluate(
    ([rules, wanted]) => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(wanted ? rules : '');
      document.adoptedStyleSheets = [sheet];
    },
    [spacing, spaced] as const,
  );
}

/** Checks a page that was prepared in ordinary colours, at every size; targets only where page and text are small. */
export async function checkSizes(page: Page): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  await page.emulateMedia(modes[0]?.media ?? {});
  let textSize = 16;
  for (const { name, width, height, spaced = false, ...rest } of enlargements) {
    const wanted = rest.textSize ?? 16;
    if (wanted !== textSize) await setTextSize(page, wanted);
    textSize = wanted;
    await page.setViewportSize({ width, height });
    await setSpacing(page, spaced);
    const { layout, targets } = await page.evaluate(() => ({
      layout: access.measureLayout(),
      targets: access.measureTargets(),
    }));
    outcomes.push({ check: 'layout', mode: name, ...layout });
    if (wanted === 16 && !spaced) outcomes.push({ check: 'targets', mode: name, ...targets });
  }
  await setTextSize(page, 16);
  return outcomes;
}
