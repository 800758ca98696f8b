import { leafDirectives, textDirectives } from '../../markdown/directives.ts';
import { mostColumns } from '../../markdown/wide-tables.ts';
import type { Fault } from '../findings.ts';
import { monthNames } from '../polish-dates.ts';
import { lineOf, type MdastNode } from '../reading/markdown-tree.ts';
import type { Page } from '../reading/page.ts';

/** Text that Markdown parses as plain text without a message, though something else was meant. */
interface Slip {
  /** Matches a line of a paragraph as written. */
  readonly pattern: RegExp;
  readonly message: string;
  /** Reported for the first such line of a paragraph only. */
  readonly once?: boolean;
}

const inserts = [...textDirectives, ...leafDirectives].join('|');

const slips: readonly Slip[] = [
  {
    pattern: /^\s{0,3}(?:#{2,}|#(?!\d))(?![ \t#]|$)/,
    message: 'Nagłówek się nie zrobi. Po znakach ## napisz zwykły odstęp: ## Godziny otwarcia.',
  },
  {
    pattern: /^\s*[-+](?=\p{L})|^\s*\*(?=\p{L})(?!.*\*)/u,
    message: 'Lista się nie zrobi. Po znaku - na początku wiersza napisz odstęp: - zajęcia w grupie.',
    once: true,
  },
  {
    pattern:
      /^\s*[–—−•·∙▪●◦○■□‣⁃➢➤►▶✓✔❖☐☑☒\uf0a7\uf0b7\uf0d8]\s*\S|^\s*o\t|^\s*\p{Emoji_Presentation}\s*\p{L}|^\s*[-*+]\s+\[[ xX]?\]\s/u,
    message: 'Lista się nie zrobi. Pozycję listy zacznij od zwykłego łącznika i odstępu: - zajęcia w grupie.',
    once: true,
  },
  {
    pattern: /^\s*\(?a\)\s|^\s*II[.)]\s/,
    message:
      'Listy z literami a), b) i z liczbami I, II portal nie zna. Zacznij pozycje od - albo od 1. i odstępu.',
  },
  {
    pattern: /^\s*\d{1,2}[.)]\p{L}/u,
    message: 'Lista się nie zrobi. Po numerze i kropce napisz odstęp: 1. Zadzwoń.',
    once: true,
  },
  {
    pattern: /^\s*\|.*\||\S\s*\|[^|]*\|/,
    message:
      'Tabela się nie zrobi. Pod jej pierwszym wierszem dopisz wiersz z kreskami, po jednej grupie na kolumnę: |---|---|',
    once: true,
  },
  {
    pattern: /\S\t+\S/,
    message:
      'Tabulator nie zrobi kolumn: tekst zleje się w jeden wiersz. Zrób tabelę z kreskami | albo listę.',
    once: true,
  },
  {
    pattern: new RegExp(`(?:^|\\s):{1,2}\\s+(?:${inserts})(?![\\p{L}-])`, 'u'),
    message: 'Wstawka się nie zrobi. Usuń odstęp po dwukropku, na przykład: :telefon',
  },
  {
    pattern: /\([^()]+\)\[(?:https?:|www\.|\/)[^\]]*\]/i,
    message: 'Link się nie zrobi: nawiasy są zamienione. Napisz: [godziny otwarcia](/kontakt/).',
  },
  {
    pattern: new RegExp(`\\{\\s*:?(?:${inserts})\\s*\\}`, 'u'),
    message: 'Wstawka się nie zrobi. Zamiast klamr napisz przed nią dwukropek, na przykład: :telefon',
  },
  {
    pattern: /!\[\[/,
    message: 'Obraz się nie zrobi. Napisz: ![Wejście do klubu](/pliki/wejscie.jpg).',
  },
  {
    pattern: new RegExp(
      String.raw`do uzupełnienia|uzupełnić|lorem ipsum|\?\?\?|\bx{2,}[ -]?x{2,}\b|\bx{2} (?:${monthNames.join('|')})|\[(?:tu )?(?:wpisać|wstawić|dopisać)|^\s*//\s*\p{L}`,
      'iu',
    ),
    message: 'To wygląda na miejsce, które ktoś miał uzupełnić. Uzupełnij je albo usuń.',
  },
  {
    pattern: /[\w.-]+ @[\w-]+\.[\w.-]*\w|[\w.-]+@ [\w-]+\.[\w.-]*\w/,
    message: 'Adres e-mail się nie zrobi. Usuń z niego odstęp: klub@bytom.pl',
  },
  {
    pattern: /!\s+\[[^\]]*\]\(/,
    message:
      'Obraz się nie zrobi, wyjdzie sam link. Usuń odstęp po wykrzykniku: ![Wejście do klubu](/pliki/wejscie.jpg).',
  },
];

export const noText = 'Ta strona nie ma żadnego tekstu. Wpisz go pod kreskami ---.';

const inLines = (node: MdastNode, lines: readonly string[]): string[] =>
  lines.slice(lineOf(node) - 1, node.position?.end.line ?? lineOf(node));

function inParagraph(node: MdastNode, lines: readonly string[]): Fault[] {
  const own = inLines(node, lines);
  return slips.flatMap(({ pattern, message, once }) => {
    const found = own.flatMap((text, index) =>
      pattern.test(text) ? [{ line: lineOf(node) + index, message }] : [],
    );
    return once ? found.slice(0, 1) : found;
  });
}

const isFenced = (node: MdastNode, lines: readonly string[]): boolean =>
  /^[\s>*+\-\d.]*(?:```|~~~)/.test(lines[lineOf(node) - 1] ?? '');

function inNode(node: MdastNode, lines: readonly string[]): Fault[] {
  const line = lineOf(node);
  if (node.type === 'paragraph') return inParagraph(node, lines);
  if (node.type === 'text' && /\*\*|__|~~/.test(node.value))
    return [
      {
        line: line + node.value.slice(0, node.value.search(/\*\*|__|~~/)).split('\n').length - 1,
        message:
          'Pogrubienie się nie zrobi, a same znaki będzie widać. Napisz dwie gwiazdki przed tekstem i dwie po nim, bez odstępów: **Uwaga.**',
      },
    ];
  if (node.type === 'table') {
    const columns = node.children[0]?.children.length ?? 0;
    const message = `Ta tabela ma ${columns} kolumn. Na telefonie trzeba ją przesuwać palcem w bok. Zrób najwyżej ${mostColumns} albo podziel ją na dwie.`;
    return columns > mostColumns ? [{ line, message }] : [];
  }
  if (node.type === 'code' && !isFenced(node, lines))
    return [
      {
        line,
        message:
          'Wcięcie na początku wiersza zmienia akapit w wąskie pismo bez zawijania. Usuń odstępy na początku.',
      },
    ];
  return [];
}

/** @returns hints for mistakes in the text that cannot be noticed on the page */
export function checkTextSlips({ nodes, body }: Page): Fault[] {
  const lines = body.split('\n');
  if (body.trim() === '') return [{ line: lines.length, message: noText }];
  return nodes.flatMap(({ node }) => inNode(node, lines));
}
