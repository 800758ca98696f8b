import { yesOrNo } from '../../content-schemas/fields.ts';
import type { MarkdownFile } from './front-matter.ts';
import { type Block, blocksOf, nodesOf, type Placed } from './markdown-tree.ts';
import type { PageFile } from './source-files.ts';
import type { YamlData } from './yaml-source.ts';

/** A page as the rules read it. */
export interface Page extends PageFile {
  readonly frontMatter: YamlData;
  /** As it was written, whether the schema accepts it or not; undefined if it is no text. */
  readonly title: string | undefined;
  readonly draft: boolean;
  /** Whether it is a text in very short sentences, which has its own rules. */
  readonly easy: boolean;
  readonly body: string;
  readonly nodes: readonly Placed[];
  readonly blocks: readonly Block[];
}

/** @returns a page from its file's name and its two parts. */
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
