import type { APIRequestContext, Page } from 'playwright/test';
import { checkModes, checkSizes, type Outcome } from './access-checks.ts';
import { strainedTest } from './access-test.ts';
import { prepare } from './measured-page.ts';
import { modes } from './modes.ts';
import { expect, test } from './site-test.ts';
import { listStates, open, type State, strainedStates } from './states.ts';

/** Puts the outcomes where `access-table.ts` finds them. */
function report(outcomes: readonly Outcome[]): void {
  const description = JSON.stringify(
    outcomes.map(({ findings, ...rest }) => ({ ...rest, issues: findings.length })),
  );
  test.info().annotations.push({ type: 'access', description });
}

async function checkAccess(page: Page, client: APIRequestContext, state: State): Promise<void> {
  await open(page, client, state);
  await prepare(page);
  const outcomes = [...(await checkModes(page, modes)), ...(await checkSizes(page))];
  report(outcomes);
  const lines = outcomes.flatMap(({ check, mode, findings }) =>
    findings.map(({ where, what }) => `${check} (${mode}): ${what} — ${where}`),
  );
  expect(lines).toEqual([]);
}

for (const state of await listStates()) {
  test(`${state.name} is open to everyone in every mode and at every size`, ({ page, request }) =>
    checkAccess(page, request, state));
}

for (const state of strainedStates) {
  strainedTest(`${state.name} is open to everyone in every mode and at every size`, ({ page, request }) =>
    checkAccess(page, request, state),
  );
}
