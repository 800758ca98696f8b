import type { FactName } from '../../content-schemas/collections.ts';
import type { Fault } from '../findings.ts';
import type { Page } from '../reading/page.ts';

/** When somebody last compared each file of facts with its source, `RRRR-MM-DD`, where the file says so. */
export type FactDays = ReadonlyMap<FactName, string>;

/** The facts that an insert brings to the page. */
const factsBehind: Readonly<Record<string, readonly FactName[]>> = {
  telefon: ['kontakt'],
  adres: ['kontakt'],
  kontakt: ['kontakt', 'godziny'],
  instytucja: ['kontakt'],
  pismo: ['kontakt'],
  zadzwon: ['kontakt'],
  'film-pjm': ['kontakt'],
  godziny: ['godziny'],
  'godziny-latwo': ['godziny'],
};

const usedFacts = ({ nodes }: Page): Set<FactName> =>
  new Set(
    nodes.flatMap(({ node }) =>
      node.type === 'leafDirective' || node.type === 'textDirective' ? (factsBehind[node.name] ?? []) : [],
    ),
  );

const field = ({ frontMatter }: Page, name: string): unknown =>
  (frontMatter.value as Readonly<Record<string, unknown>> | null)?.[name];

/**
 * An easy text says in its own words what facts say, so it is read again whenever they were.
 *
 * @returns facts that were checked after the text was; none for other pages
 */
export function olderThanFacts(page: Page, factDays: FactDays): Fault[] {
  const checked = field(page, 'sprawdzono');
  if (!page.easy || typeof checked !== 'string') return [];
  return [...usedFacts(page)].flatMap((name): Fault[] => {
    const day = factDays.get(name);
    if (day === undefined || day <= checked) return [];
    return [
      {
        line: page.frontMatter.lineOf(['sprawdzono']),
        message: `Ten tekst sprawdzono ${checked}, a dane z pliku fakty/${name}.yaml zmieniono lub sprawdzono później: ${day}. Przeczytaj go jeszcze raz i wpisz nową datę.`,
      },
    ];
  });
}

/** @returns a row while nobody for whom an easy text is meant has tried it. */
export function untried(page: Page): Fault[] {
  if (!page.easy || field(page, 'wyprobowano') !== null) return [];
  return [
    {
      line: page.frontMatter.lineOf(['wyprobowano']),
      message:
        'wyprobowano – Dzień, w którym przeczytały ten tekst na próbę osoby, dla których jest. Bez takiej próby nie wolno go nazwać „łatwym do czytania”.',
    },
  ];
}
