import type { Fault } from '../findings.ts';
import { type Targets, targetFault } from '../reading/link-targets.ts';
import type { Page } from '../reading/page.ts';

/** @returns doors of the start page that lead nowhere, or into a wall: to a heading that is not there. */
export function checkDoors(page: Page, targets: Targets): Fault[] {
  const doors = (page.frontMatter.value as { readonly drzwi?: unknown } | null)?.drzwi;
  if (!Array.isArray(doors)) return [];
  return doors.flatMap((door: { readonly adres?: unknown } | null, index): Fault[] => {
    if (typeof door?.adres !== 'string') return [];
    const message = targetFault(door.adres, page, targets);
    return message === undefined
      ? []
      : [{ line: page.frontMatter.lineOf(['drzwi', index, 'adres']), message }];
  });
}
