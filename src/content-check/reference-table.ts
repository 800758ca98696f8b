import type { z } from 'zod';
import { factFiles, pageFolders } from '../content-schemas/collections.ts';
import { eachItem, type Field, fieldsOf } from './reading/schema-fields.ts';

/** The table is between these two lines of `content/README.md`, and nothing else. */
export const referenceMarkers = {
  start: '<!-- tabela pól: początek (robi ją node src/cli/check-content.ts --reference) -->',
  end: '<!-- tabela pól: koniec -->',
} as const;

const nameInTable = ({ path }: Field): string =>
  `\`${path.map((step) => (step === eachItem ? '–' : step)).join(' ')}\``;

function need({ required, forStaff }: Field): string {
  if (required) return 'tak';
  return forStaff ? 'gdy klub wie; do tego czasu `null`' : 'nie';
}

const row = (field: Field): string =>
  `| ${nameInTable(field)} | ${(field.description ?? '').replaceAll('|', '\\|')} | ${need(field)} |`;

/** Items of a list and the whole file have no name. */
const isNamed = ({ path }: Field): boolean => path.length > 0 && path.at(-1) !== eachItem;

const tableOf = (heading: string, schema: z.ZodType): string[] => [
  `### ${heading}`,
  '',
  '| pole | co wpisać | czy trzeba |',
  '|---|---|---|',
  ...fieldsOf(schema).filter(isNamed).map(row),
  '',
];

/** @returns the fields of every file that staff edit, as Markdown, generated from the schemas */
export const referenceTable = (): string =>
  [
    ...Object.entries(pageFolders).flatMap(([name, { schema, example }]) =>
      tableOf(`\`content/pl/${name}/${example.file}\` – ${example.what}`, schema),
    ),
    ...Object.entries(factFiles).flatMap(([name, { schema }]) =>
      tableOf(`\`content/fakty/${name}.yaml\``, schema),
    ),
  ]
    .join('\n')
    .trimEnd();
