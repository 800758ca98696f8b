import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** The copies of an enquiry outside the store. */
export interface CopiesErased {
  readonly erased: number;
  /** Paths of files that may hold the enquiry and cannot be searched. */
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
 * Erases an enquiry from the spool, and lists the damaged files that were set aside: single rows cannot be removed
 * from them, so the operator deletes them when nothing more has to be recovered.
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
