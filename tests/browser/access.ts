import type { APIRequestContext, Page } from 'playwright/test';
import { checkModes, checkSizes, type Outcome } from './access-checks.ts';
import { prepare } from './measured-page.ts';
import { modes } from './modes.ts';
import { expect, test } from './site-test.ts';
import { isTranslated, open, type State } from './states.ts';

/** Attaches the outcomes for `access-table.ts`. */
function report(outcomes: readonly Outcome[]): void {
  const description = JSON.stringify(
    outcomes.map(({ findings, ...rest }) => ({ ...rest, issues: findings.length })),
  );
  test.info().annotations.push({ type: 'access', description });
}

/**
 * Opens a page in a state and checks it in every mode and at every size; a translated page, which has the markup and
 * colours of the Polish one, only in light and dark.
 *
 * @throws with all findings
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
