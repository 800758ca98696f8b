import type { Fault } from '../findings.ts';
import { suggestion } from '../nearest.ts';
import type { Page } from '../reading/page.ts';

/**
 * @param known keys of the register of acts; undefined when the register has faults
 * @returns faults for keys in a page's field `akty` that the register does not have
 */
export function checkActReferences({ frontMatter }: Page, known: ReadonlySet<string> | undefined): Fault[] {
  const named = (frontMatter.value as Readonly<Record<string, unknown>> | null)?.['akty'];
  if (!Array.isArray(named) || known === undefined) return [];
  return named.flatMap((key: unknown, index): Fault[] => {
    if (typeof key !== 'string' || known.has(key)) return [];
    const line = frontMatter.lineOf(['akty', index]);
    return [
      {
        line,
        message: `W pliku fakty/akty.yaml nie ma klucza „${key}”.${suggestion(key, known) || ` Są tam: ${[...known].join(', ')}.`}`,
      },
    ];
  });
}
