import type { CheckResult } from './check-files.ts';
import { fogInWords } from './check-pages.ts';
import type { Finding, LaunchRow, Severity } from './findings.ts';
import { easyFog } from './rules/readability.ts';

const headings: Readonly<Record<Severity, string>> = {
  error: 'Błędy (trzeba je poprawić, inaczej portal się nie zbuduje)',
  warning: 'Ostrzeżenia (portal się zbuduje)',
  hint: 'Podpowiedzi (portal się zbuduje)',
};

const section = (heading: string, lines: readonly string[]): string[] =>
  lines.length === 0 ? [] : [heading, ...lines, ''];

/**
 * @param folder name of the content folder in the messages
 * @returns a finding as one line: `content/fakty/godziny.yaml:5 Nie ma takiej godziny: 25:99. …`
 */
export const findingLine = ({ file, line, message }: Finding | LaunchRow, folder: string): string =>
  `${file.startsWith('/') ? file.slice(1) : `${folder}/${file}`}:${line}  ${message}`;

/** @returns the printed report, in Polish: messages, readability, launch checklist, sums */
export function report({ findings, launch, readability }: CheckResult, folder: string): string {
  const of = (severity: Severity) => findings.filter((finding) => finding.severity === severity);
  const messages = (['error', 'warning', 'hint'] as const).flatMap((severity) =>
    section(
      headings[severity],
      of(severity).map((finding) => findingLine(finding, folder)),
    ),
  );
  const figures = [...readability]
    .sort((one, other) => other.fog - one.fog)
    .map(({ file, fog }) => `${fogInWords(fog).padStart(5)}  ${folder}/${file}`);
  const sums = [
    `Błędów: ${of('error').length}.`,
    `Ostrzeżeń: ${of('warning').length}.`,
    `Podpowiedzi: ${of('hint').length}.`,
    `Do uzupełnienia przed startem: ${launch.length}.`,
  ];
  return [
    ...messages,
    ...section(`Czytelność (FOG-PL, mniej znaczy łatwiej; dobrze: do ${easyFog})`, figures),
    ...section(
      'Lista przed startem (to mogą wpisać tylko pracownicy klubu)',
      launch.map((row) => findingLine(row, folder)),
    ),
    sums.join(' '),
    '',
  ].join('\n');
}
