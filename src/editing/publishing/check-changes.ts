import { checkContent } from '../../content-check/check-content.ts';
import type { CheckResult } from '../../content-check/check-files.ts';
import type { Finding } from '../../content-check/findings.ts';
import { toText } from '../../content-check/reading/file-text.ts';
import { fieldOnLine } from '../../content-check/reading/yaml-source.ts';
import type { Day } from '../../hours/days.ts';
import type { Changes } from '../changes/change.ts';
import { pageAt } from '../pages/page-file.ts';

/** Name of the control for a page's text. */
export const bodyField = 'body';

/** @returns the control that a finding stands at; undefined where it speaks of the file as a whole */
function controlOf(path: string, text: string, { line, field }: Finding): string | undefined {
  if (field !== undefined) return field;
  const lines = text.split('\n');
  if (pageAt(path) === undefined) return fieldOnLine(text, line);
  const end = lines.findIndex((one, index) => index > 0 && one.startsWith('---'));
  if (line > end + 1) return bodyField;
  return fieldOnLine(lines.slice(1, end).join('\n'), line - 1);
}

/**
 * @param places.content the content folder
 * @param places.publicFolder files that are served as they are
 * @param published @returns the addresses that people have from the last build
 * @returns a check of the content as it would be with some changes, every finding with the control that it stands at
 */
export function createCheck(
  places: { readonly content: string; readonly publicFolder: string },
  published: () => readonly string[],
): (changes: Changes, today: Day) => Promise<CheckResult> {
  return async (changes, today) => {
    const result = await checkContent(places.content, today, places.publicFolder, published(), changes);
    const texts = new Map(
      [...changes].flatMap(([path, bytes]) =>
        bytes === null || !/\.(?:yaml|md)$/.test(path)
          ? []
          : [[path, toText(new TextDecoder().decode(bytes))] as const],
      ),
    );
    const findings = result.findings.map((finding): Finding => {
      const text = texts.get(finding.file);
      const field = text === undefined ? finding.field : controlOf(finding.file, text, finding);
      return field === undefined || field === '' ? finding : { ...finding, field };
    });
    return { ...result, findings };
  };
}
