import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** What lay of an enquiry beside the store. */
export interface CopiesErased {
  readonly erased: number;
  /** Files that may hold the enquiry and cannot be searched; paths. */
  readonly left: readonly string[];
}

function namesIn(directory: string): readonly string[] {
  try {
    return readdirSync(directory);
  } catch {
    return [];
  }
}

/** @returns the reference in a file of the spool; undefined when it cannot be read */
function referenceIn(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).reference;
  } catch {
    return undefined;
  }
}

/**
 * Erases an enquiry from the spool, and names the files that were set aside damaged: nobody can take one row out of
 * them, so the operator deletes them as soon as nothing more is to be saved from them.
 */
export function eraseCopies(dataDirectory: string, reference: string): CopiesErased {
  const spool = join(dataDirectory, 'spool');
  const spooled = namesIn(spool).filter(
    (name) => name.endsWith('.json') && referenceIn(join(spool, name)) === reference,
  );
  for (const name of spooled) rmSync(join(spool, name), { force: true });
  const setAside = [dataDirectory, spool].flatMap((folder) =>
    namesIn(folder)
      .filter((name) => name.includes('.damaged'))
      .map((name) => join(folder, name)),
  );
  return { erased: spooled.length, left: setAside };
}
