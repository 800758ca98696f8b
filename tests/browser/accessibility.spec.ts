import { checkAccess } from './access.ts';
import { strainedTest } from './access-sites.ts';
import { progressStates, strainedProgressStates } from './progress-states.ts';
import { sharedPageTest as test } from './site-test.ts';
import { listStates, strainedStates } from './states.ts';

for (const state of [...(await listStates()), ...progressStates]) {
  test(`${state.name} is open to everyone in every mode and at every size`, ({ page, request }) =>
    checkAccess(page, request, state));
}

for (const state of [...strainedStates, ...strainedProgressStates]) {
  strainedTest(`${state.name} is open to everyone in every mode and at every size`, ({ page, request }) =>
    checkAccess(page, request, state),
  );
}
