import type { z } from 'zod';
import { type FactName, factSchemas, type PageFolder, pageSchemas } from './reading/collections.ts';
import { eachItem, type Field, fieldsOf } from './reading/schema-fields.ts';

/** Between these two lines of `content/README.md` stands the table, and nothing else. */
export const referenceMarkers = {
  start: '<!-- tabela pól: początek (robi ją node src/cli/check-content.ts --reference) -->',
  end: '<!-- tabela pól: koniec -->',
} as const;

const folders: Readonly<Record<PageFolder, string>> = {
  strony: '`content/pl/strony/nazwa.md` – strona',
  aktualnosci: '`content/pl/aktualnosci/RRRR-MM-DD-nazwa.md` – wiadomość',
};

const factHeading = (name: FactName): string => `\`content/fakty/${name}.yaml\``;

const nameInTable = ({ path }: Field): string =>
  `\`${path.map((step) => (step === eachItem ? '–' : step)).join(' ')}\``;

function need({ required, forStaff }: Field): string {
  if (required) return 'tak';
  return forStaff ? 'gdy klub wie; do tego czasu `null`' : 'nie';
}

const row = (field: Field): string =>
  `| ${nameInTable(field)} | ${(field.description ?? '').replaceAll('|', '\\|')} | ${need(field)} |`;

/** A list's items and the whole file have no name to write. */
const isNamed = ({ path }: Field): boolean => path.length > 0 && path.at(-1) !== eachItem;

const tableOf = (heading: string, schema: z.ZodType): string[] => [
  `### ${heading}`,
  '',
  '| pole | co wpisać | czy trzeba |',
  '|---|---|---|',
  ...fieldsOf(schema).filter(isNamed).map(row),
  '',
];

/** @returns the fields of every file that staff edit, as Markdown, made from the schemas. */
export const referenceTable = (): string =>
  [
    ...Object.entries(pageSchemas).flatMap(([name, schema]) => tableOf(folders[name as PageFolder], schema)),
    ...Object.entries(factSchemas).flatMap(([name, schema]) =>
      tableOf(factHeading(name as FactName), schema),
    ),
  ]
    .join('\n')
    .trimEnd();
