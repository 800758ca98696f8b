import { dirname, join } from 'node:path';
import type { Intake } from '../enquiry/form/outcome.ts';
import { createIntake } from '../enquiry/intake.ts';
import { raiseStoreDamaged } from '../enquiry/monitoring/alarms.ts';
import { createSealer } from '../enquiry/sealing.ts';
import { createSpaceGate, layBallast } from '../enquiry/store/disk-space.ts';
import { createDriver } from '../enquiry/store/driver.ts';
import { type FailoverStore, openFailoverStore } from '../enquiry/store/failover-store.ts';
import { createSpool } from '../enquiry/store/spool.ts';
import type { Settings } from '../settings.ts';
import { systemTimer } from '../timer.ts';
import { startCourier } from './courier.ts';
import { keptFormSecret } from './form-secret.ts';
import { readSealingKeys } from './sealing-keys.ts';
import type { Surroundings } from './surroundings.ts';

/** The live parts of the site behind the pages. */
export interface Parts {
  readonly store: FailoverStore;
  readonly intake: Intake;
  /** Ends the send under way, then closes the store. */
  close(): Promise<void>;
}

/**
 * Opens the store with its spool; makes the ballast.
 *
 * @throws when it cannot be opened and only a person can put that right
 */
export async function openKeptStore(settings: Settings, surroundings: Surroundings): Promise<FailoverStore> {
  const { dataDirectory, database } = settings;
  const { log, clock } = surroundings;
  const spool = createSpool({ directory: join(dataDirectory, 'spool'), ...surroundings });
  const directories = [dataDirectory, ...(database.kind === 'sqlite' ? [dirname(database.file)] : [])];
  const driver = await createDriver(database, {
    clock,
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
 * @throws when the store, the form's secret or the sealing keys cannot be opened
 */
export async function createParts(settings: Settings, surroundings: Surroundings): Promise<Parts> {
  const { random } = surroundings;
  const secret = settings.formSecret ?? keptFormSecret(settings.dataDirectory, random);
  const keys = await readSealingKeys(settings, settings.courier);
  const store = await openKeptStore(settings, surroundings);
  const courier = settings.courier ? startCourier(store, keys.identities, settings, surroundings) : undefined;
  const intake = createIntake({
    store,
    sealer: createSealer(keys.recipients),
    secret,
    ...surroundings,
    messageIdDomain: settings.siteUrl.hostname,
  });
  return {
    store,
    intake,
    async close() {
      await courier?.stop();
      await store.close();
    },
  };
}
