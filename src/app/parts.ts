import { dirname, join } from 'node:path';
import type { Intake } from '../enquiry/form/outcome.ts';
import { createIntake } from '../enquiry/intake.ts';
import { raiseStoreDamaged } from '../enquiry/monitoring/alarms.ts';
import { createPersonProgress, type PersonProgress } from '../enquiry/person-progress.ts';
import { createStaffLinks } from '../enquiry/progress/staff-link.ts';
import { createSealer } from '../enquiry/sealing.ts';
import { createStaffProgress, type StaffProgress } from '../enquiry/staff-progress.ts';
import { createSpaceGate, layBallast } from '../enquiry/store/disk-space.ts';
import { createDriver } from '../enquiry/store/driver.ts';
import { type FailoverStore, openFailoverStore } from '../enquiry/store/failover-store.ts';
import { createSpool } from '../enquiry/store/spool.ts';
import type { Settings } from '../settings/settings.ts';
import { systemTimer } from '../timer.ts';
import { words } from '../words/index.ts';
import { createClubFacts } from './club-facts.ts';
import { startCourier } from './courier.ts';
import { formSecretFor } from './form-secret.ts';
import { readSealingKeys } from './sealing-keys.ts';
import type { Surroundings } from './surroundings.ts';

/** The parts of the site that handle enquiries. */
export interface Parts {
  readonly store: FailoverStore;
  readonly intake: Intake;
  readonly staffProgress: StaffProgress;
  readonly personProgress: PersonProgress;
  /** Finishes the mail being sent, then closes the store. */
  close(): Promise<void>;
}

/**
 * Opens the store with its spool, and creates the ballast files.
 *
 * @throws when it cannot be opened and only a person can fix that
 */
export async function openKeptStore(settings: Settings, surroundings: Surroundings): Promise<FailoverStore> {
  const { dataDirectory, database } = settings;
  const { log, clock } = surroundings;
  const spool = createSpool({ directory: join(dataDirectory, 'spool'), ...surroundings });
  const directories = [dataDirectory, ...(database.kind === 'sqlite' ? [dirname(database.file)] : [])];
  const driver = await createDriver(database, {
    clock,
    onStepsBegin: (count) => log('warn', 'enquiries-delivered-before', { count }),
    onMended: (mended, count) => raiseStoreDamaged({ store: mended, log, clock }, count),
  });
  const space = createSpaceGate(directories, clock);
  const store = await openFailoverStore({ driver, spool, space, log, timer: systemTimer });
  layBallast(dataDirectory);
  return store;
}

/**
 * Opens the store and starts the courier.
 *
 * @param buildDirectory the folder of the build
 * @throws when the store, the form's secret or the sealing keys cannot be opened
 */
export async function createParts(
  settings: Settings,
  surroundings: Surroundings,
  buildDirectory: string,
): Promise<Parts> {
  const { clock, log } = surroundings;
  const keys = await readSealingKeys(settings, settings.courier);
  const store = await openKeptStore(settings, surroundings);
  const secret = await formSecretFor(store, settings, surroundings);
  const facts = createClubFacts(buildDirectory, clock);
  const { identities, recipients } = keys;
  const courier = settings.courier
    ? startCourier(store, { identities, secret, facts }, settings, surroundings)
    : undefined;
  const common = {
    ...surroundings,
    store,
    sealer: createSealer(recipients),
    secret,
    messageIdDomain: settings.siteUrl.hostname,
  };
  return {
    store,
    intake: createIntake({ ...common, answerTime: () => facts().time }),
    staffProgress: createStaffProgress({ store, links: createStaffLinks(secret), clock, log }),
    personProgress: createPersonProgress({
      ...common,
      codeLabels: Object.values(words).map(({ accepted }) => accepted.codeLabel),
    }),
    async close() {
      await courier?.stop();
      await store.close();
    },
  };
}
