import { drawingNames } from '../../markdown/directives.ts';
import type { Fault } from '../findings.ts';
import { type Targets, targetFault } from '../reading/link-targets.ts';
import type { Page } from '../reading/page.ts';

interface Door {
  readonly adres?: unknown;
  readonly rysunek?: unknown;
}

const known: ReadonlySet<unknown> = new Set(drawingNames);

/** @returns faults for doors of the start page with a broken address or anchor, or an unknown drawing */
export function checkDoors(page: Page, targets: Targets): Fault[] {
  const doors = (page.frontMatter.value as { readonly drzwi?: unknown } | null)?.drzwi;
  if (!Array.isArray(doors)) return [];
  return doors.flatMap((door: Door | null, index): Fault[] => {
    const at = (key: string) => page.frontMatter.lineOf(['drzwi', index, key]);
    const wall = typeof door?.adres === 'string' ? targetFault(door.adres, page, targets) : undefined;
    return [
      ...(wall === undefined ? [] : [{ line: at('adres'), message: wall }]),
      ...(typeof door?.rysunek !== 'string' || known.has(door.rysunek)
        ? []
        : [
            {
              line: at('rysunek'),
              message: `Nie ma rysunku „${door.rysunek}”. Są: ${drawingNames.join(', ')}.`,
            },
          ]),
    ];
  });
}
