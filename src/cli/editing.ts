/**
 * `npm run editing`: runs only the editing pages, beside a site started by `npm run serve`. With a command (`forget`,
 * `backup`, `restore`) it runs that instead.
 */
import { randomBytes } from 'node:crypto';
import { startEditing } from '../app/editing.ts';
import { giveUp, settingsOrGiveUp } from '../app/give-up.ts';
import { takeConsole, takeFaults } from '../app/process-faults.ts';
import { stopWithParent } from '../app/stop-with-parent.ts';
import { errorCodeOf } from '../error-code.ts';
import { createLog } from '../log.ts';
import { projectRoot } from '../project-root.ts';
import { startOrderRunner } from '../publication/order-runner.ts';
import { ordersFolder } from '../publication/orders.ts';
import { readSettingsWithContent, type Settings } from '../settings/settings.ts';

const clock = () => new Date();
const random = (bytes: number) => new Uint8Array(randomBytes(bytes));
const print = (line: string) => process.stdout.write(`${line}\n`);

for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});

function whyNot(fault: unknown, { host, editing }: Settings): string {
  return errorCodeOf(fault) === 'EADDRINUSE'
    ? `EDITING_PORT: ${editing.port} on ${host} is in use, so there are no editing pages; set another EDITING_PORT, or EDITING=off`
    : `The editing pages cannot start: ${fault instanceof Error ? fault.message : errorCodeOf(fault)}`;
}

const whoMayEnter = ({ editing: { editors } }: Settings): string =>
  editors.length === 0
    ? 'EDITORS is empty: nobody may sign in, but by a link of a start on this machine'
    : `${editors.length} in EDITORS may sign in`;

const settings = settingsOrGiveUp(readSettingsWithContent(process.env));
const args = process.argv.slice(2);
if (args.length > 0) {
  const { runEditingCommand } = await import('../editing/commands.ts');
  const places = { content: settings.contentDirectory, directory: settings.editing.dataDirectory };
  process.exit(await runEditingCommand(args, { ...places, clock, write: print }));
}

const log = createLog(settings.logLevel, (line) => process.stderr.write(line), clock);
takeConsole(log, console);
takeFaults(log, process);
const running = await startEditing(settings, { log, clock, random }).catch((fault: unknown) =>
  giveUp([whyNot(fault, settings)]),
);
const { editing } = settings;
// On one machine editing and building are the same user; on a server systemd builds the orders as another user.
const runner =
  running.link === undefined
    ? undefined
    : startOrderRunner({
        root: projectRoot,
        folder: ordersFolder(editing.dataDirectory),
        environment: process.env,
      });
stopWithParent(async () => {
  await running.stop();
  await runner?.stop();
});
print(`Editing pages: on ${running.url.origin} (${whoMayEnter(settings)})`);
print(`Drafts, history and sessions: kept in ${editing.dataDirectory}`);
print(
  editing.smtpServer === undefined
    ? `Mail of the editing pages: written as .eml files to ${editing.dataDirectory}`
    : `Mail of the editing pages: sent through ${editing.smtpServer.host}`,
);
if (running.link !== undefined) {
  print('This link opens the editing pages, once:');
  print(running.link);
}
