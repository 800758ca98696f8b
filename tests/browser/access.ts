import type { APIRequestContext, Page } from 'playwright/test';
import { checkModes, checkSizes, type Outcome } from './access-checks.ts';
import { prepare } from './measured-page.ts';
import { modes } from './modes.ts';
import { expect, test } from './site-test.ts';
import { isTranslated, open, type State } from './states.ts';

/** Puts the outcomes where `access-table.ts` finds them. */
function report(outcomes: readonly Outcome[]): void {
  const description = JSON.stringify(
    outcomes.map(({ findings, ...rest }) => ({ ...rest, issues: findings.length })),
  );
  test.info().annotations.push({ type: 'access', description });
}

/**
 * Opens a page in a state and looks at it in every mode and at every size; a page of another language, which has the
 * markup and the colours of the Polish one and other words, in light and in dark.
 *
 * @throws with everything that was found
 */
export async function checkAccess(page: Page, client: APIRequestContext, state: State): Promise<void> {
  await open(page, client, state);
  await prepare(page);
  const outcomes = [
    ...(await checkModes(page, isTranslated(state) ? modes.slice(0, 2) : modes)),
    ...(await checkSizes(page)),
  ];
  report(outcomes);
  const lines = outcomes.flatMap(({ check, mode, findings }) =>
    findings.map(({ where, what }) => `${check} (${mode}): ${what} — ${where}`),
  );
  expect(lines).toEqual([]);
}
