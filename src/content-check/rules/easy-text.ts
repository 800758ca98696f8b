import type { FactName } from '../../content-schemas/collections.ts';
import type { Fault } from '../findings.ts';
import type { Page } from '../reading/page.ts';

/** The day on which somebody last compared each file of facts with its source, `RRRR-MM-DD`, if the file has one. */
export type FactDays = ReadonlyMap<FactName, string>;

/** The files of facts that an insert shows. */
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
 * An easy text repeats facts in its own words, so it has to be checked again after the facts were.
 *
 * @returns faults for facts that were checked later than the text; none for other pages
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

/** @returns a row until people from the target group have tried an easy text */
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
