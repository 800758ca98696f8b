import { errorCodeOf } from '../error-code.ts';
import { type ExitCode, exitCodes, type Surroundings } from './enquiry-commands.ts';

/** `npm run enquiries -- backup FILE`: copies the store, while the site may run. @returns `failed` when it cannot be written whole */
export async function backup(surroundings: Surroundings, file: string): Promise<ExitCode> {
  const { store, secrets, write } = surroundings;
  try {
    await store.backup(file);
    await secrets.putInto(file);
    write(`the store is copied to ${file}`);
    return exitCodes.done;
  } catch (error) {
    write(`no copy was made: ${errorCodeOf(error)}`);
    return exitCodes.failed;
  }
}

/** `npm run enquiries -- restore FILE`: adds the enquiries that the store lacks. @returns `failed` when the file is no store */
export async function restore(surroundings: Surroundings, file: string): Promise<ExitCode> {
  const { store, openBackup, write } = surroundings;
  const backupStore = openBackup(file);
  if (backupStore === undefined) {
    write(`there is no store in ${file}`);
    return exitCodes.failed;
  }
  let taken = 0;
  let known = 0;
  let more = 0;
  try {
    for (const line of surroundings.secrets.takeFrom(await backupStore.flags())) write(line);
    for await (const record of backupStore.records()) {
      const isTaken = await store.takeIn(record);
      if (record.followUp !== undefined) more += isTaken ? 1 : 0;
      else if (isTaken) taken += 1;
      else known += 1;
    }
  } finally {
    await backupStore.close();
  }
  write(`${taken} enquiries taken in from ${file}, ${known} were here already`);
  if (more > 0) write(`later mails of enquiries taken in: ${more}`);
  return exitCodes.done;
}
