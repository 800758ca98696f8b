/** `npm run courier`: the mailing part alone, beside a web part that runs with `COURIER=off`. */
import { randomBytes } from 'node:crypto';
import { createLog } from '../log.ts';
import { openKeptStore, type RunningCourier, startCourier } from '../server/parts.ts';
import { readSealingKeys } from '../server/sealing-keys.ts';
import { mailLine } from '../server/start-lines.ts';
import { describeDatabase, readSettings } from '../settings.ts';

const clock = () => new Date();
const reading = readSettings(process.env);
if (reading.kind === 'invalid') {
  process.stderr.write(`${['The settings need mending:', ...reading.faults].join('\n  ')}\n`);
  process.exit(2);
}
const settings = { ...reading.settings, courier: true };
const log = createLog(settings.logLevel, (line) => process.stderr.write(line), clock);
const { identities } = await readSealingKeys(settings, true);
const surroundings = { log, clock, random: (bytes: number) => new Uint8Array(randomBytes(bytes)) };
let courier: RunningCourier | undefined;
const store = await openKeptStore(settings, surroundings, () => courier?.wake());
courier = startCourier(store, identities, settings, surroundings);

async function stop(): Promise<void> {
  await courier?.stop();
  await store.close();
  process.exit(0);
}
process.once('SIGTERM', stop);
process.once('SIGINT', stop);
process.stdout.write(`Enquiries: taken from ${describeDatabase(settings.database)}\n${mailLine(settings)}\n`);
