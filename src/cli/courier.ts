/** `npm run courier`: runs only the courier, beside a web process with `COURIER=off`. */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { createClubFacts } from '../app/club-facts.ts';
import { startCourier } from '../app/courier.ts';
import { formSecretFor } from '../app/form-secret.ts';
import { giveUp, settingsOrGiveUp } from '../app/give-up.ts';
import { openKeptStore } from '../app/parts.ts';
import { takeConsole, takeFaults } from '../app/process-faults.ts';
import { readSealingKeys } from '../app/sealing-keys.ts';
import { fallbackLines, mailLine } from '../app/startup-report.ts';
import { holdCourierLock } from '../enquiry/delivery/courier-lock.ts';
import { errorCodeOf } from '../error-code.ts';
import { createLog } from '../log.ts';
import { readSettings, type Settings } from '../settings/settings.ts';
import { describeDatabase } from '../settings/values.ts';
import { allowClosedOutput } from './closed-output.ts';
import { optionsOrExit } from './options.ts';

const clock = () => new Date();
const random = (bytes: number) => new Uint8Array(randomBytes(bytes));

/** A person who starts a second courier by hand should get an error, instead of a process that waits. */
function requireSoleCourier({ database }: Settings): void {
  if (database.kind !== 'sqlite') return;
  const release = holdCourierLock(database.file);
  if (release === undefined)
    giveUp([`Another courier works on ${database.file}: stop that one, or the web part's own (COURIER=off)`]);
  release();
}

async function run(settings: Settings): Promise<void> {
  requireSoleCourier(settings);
  const log = createLog(settings.logLevel, (line) => process.stderr.write(line), clock);
  takeConsole(log, console);
  takeFaults(log, process);
  const surroundings = { log, clock, random };
  const { identities } = await readSealingKeys(settings, true);
  const store = await openKeptStore(settings, surroundings);
  const secret = await formSecretFor(store, settings, surroundings);
  const facts = createClubFacts(join(import.meta.dirname, '..', '..', 'dist'), clock);
  const courier = startCourier(store, { identities, secret, facts }, settings, surroundings);
  async function stop(): Promise<void> {
    await courier.stop();
    await store.close();
    process.exit(0);
  }
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  const enquiries = `Enquiries: taken from ${describeDatabase(settings.database)}`;
  process.stdout.write(`${[enquiries, mailLine(settings), ...fallbackLines(settings)].join('\n')}\n`);
}

allowClosedOutput();
optionsOrExit({});
const settings = settingsOrGiveUp(readSettings(process.env));
await run({ ...settings, courier: true }).catch((fault: unknown) =>
  giveUp([`The courier cannot start: ${fault instanceof Error ? fault.message : errorCodeOf(fault)}`]),
);
