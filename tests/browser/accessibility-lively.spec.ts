import { checkAccess } from './access.ts';
import { livelyTest } from './access-sites.ts';
import { livelyStates } from './states.ts';

// One after the other in one worker, because its site has to be built.
livelyTest.describe.configure({ mode: 'default' });

for (const state of livelyStates) {
  livelyTest(`${state.name} is open to everyone in every mode and at every size`, ({ page, request }) =>
    checkAccess(page, request, state),
  );
}
