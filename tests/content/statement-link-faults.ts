import { type Mutation, row } from './statement-faults.ts';

/** Faults on any page, of the links and tags that the public validator looks for. */
export const linkMutations: readonly Mutation[] = [
  row(
    'another name of the meta',
    'name="deklaracja-dostępności"',
    'name="deklaracja-dostepnosci"',
    'meta missing',
  ),
  row(
    'a meta that leads elsewhere',
    /(name="deklaracja-dostępności" content="[^"]*)deklaracja-dostepnosci\//,
    '$1kontakt/',
    'meta leads elsewhere',
    'footer link leads elsewhere',
  ),
  row('another text of the link', '>Deklaracja dostępności</a>', '>Dostępność</a>', 'footer link missing'),
  row(
    'a link that leads elsewhere',
    /href="\/deklaracja-dostepnosci\/"/,
    'href="/kontakt/"',
    'footer link leads elsewhere',
  ),
];
