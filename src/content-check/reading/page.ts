import { yesOrNo } from '../../content-schemas/fields.ts';
import type { MarkdownFile } from './front-matter.ts';
import { type Block, blocksOf, nodesOf, type Placed } from './markdown-tree.ts';
import type { PageFile } from './source-files.ts';
import type { YamlData } from './yaml-source.ts';

/** A page in the form that the rules use. */
export interface Page extends PageFile {
  readonly frontMatter: YamlData;
  /** The title as written, even if the schema refuses it; undefined if it is not a text. */
  readonly title: string | undefined;
  readonly draft: boolean;
  /** Whether it is a text in very short sentences, for which special rules apply. */
  readonly easy: boolean;
  readonly body: string;
  readonly nodes: readonly Placed[];
  readonly blocks: readonly Block[];
}

/** @returns a page from its file and its two parts */
export function toPage(file: PageFile, { frontMatter, body }: MarkdownFile): Page {
  const nodes = nodesOf(body);
  const fields = (frontMatter.value ?? {}) as Readonly<Record<string, unknown>>;
  const title = fields['tytul'];
  return {
    ...file,
    frontMatter,
    title: typeof title === 'string' ? title : undefined,
    draft: yesOrNo.safeParse(fields['szkic']).data === true,
    easy: 'wyprobowano' in fields,
    body,
    nodes,
    blocks: blocksOf(nodes),
  };
}
