import type { Fault } from '../findings.ts';
import { readYaml, type YamlData } from './yaml-source.ts';

/** A parsed Markdown file. */
export interface MarkdownFile {
  readonly frontMatter: YamlData;
  /** The text, with empty lines in place of the front matter: its line numbers are those of the file. */
  readonly body: string;
}

export type MarkdownReading =
  | { readonly kind: 'file'; readonly file: MarkdownFile }
  | { readonly kind: 'faults'; readonly faults: readonly Fault[] };

const fence = /^---\s*$/;

const fault = (line: number, message: string): MarkdownReading => ({
  kind: 'faults',
  faults: [{ line, message }],
});

/**
 * @param text a whole file, its lines ended by `\n`
 * @returns its front matter and its text, or the faults that make them unreadable
 */
export function readMarkdown(text: string): MarkdownReading {
  const lines = text.split('\n');
  if (!fence.test(lines[0] ?? ''))
    return fault(
      1,
      'Plik ma się zaczynać od trzech kresek ---, a pod nimi pola, na przykład: tytul: Nowe zajęcia.',
    );
  const dashes = lines.findIndex((line) => /^[–—-]*[–—][–—-]*\s*$/.test(line));
  const ended = lines.findIndex((line, index) => index > 0 && fence.test(line));
  if (dashes > 0 && ended === -1)
    return fault(dashes + 1, 'Ten wiersz ma inne kreski niż trzeba. Wpisz trzy zwykłe łączniki: ---');
  const end = lines.findIndex((line, index) => index > 0 && line.startsWith('---'));
  if (end === -1 || !fence.test(lines[end] ?? ''))
    return fault(
      end === -1 ? 1 : end + 1,
      'Brakuje wiersza z samymi trzema kreskami --- po ostatnim polu opisu. Dopisz go.',
    );
  const yaml = readYaml(lines.slice(1, end).join('\n'), 1);
  if (yaml.kind === 'faults') return yaml;
  const { value } = yaml.data;
  if (value !== null && typeof value !== 'object')
    return fault(2, 'Między kreskami --- mają stać pola, na przykład: tytul: Nowe zajęcia.');
  const body = [...lines.slice(0, end + 1).map(() => ''), ...lines.slice(end + 1)].join('\n');
  return { kind: 'file', file: { frontMatter: yaml.data, body } };
}

/** @returns the YAML of a Markdown file's front matter, from its second line on */
export function fieldsIn(text: string): string {
  const lines = text.split('\n').slice(1);
  const end = lines.findIndex((line) => line.startsWith('---'));
  return lines.slice(0, Math.max(end, 0)).join('\n');
}
