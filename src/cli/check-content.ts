import { existsSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { checkContent } from '../content-check/check-content.ts';
import { folderName } from '../content-check/folder-name.ts';
import { referenceTable } from '../content-check/reference-table.ts';
import { report } from '../content-check/report.ts';
import { writeOriginal } from '../content-check/write-original.ts';
import { warsawTime } from '../hours/warsaw-time.ts';
import { projectRoot } from '../project-root.ts';
import { publishedAddresses } from '../publication/published-addresses.ts';
import { allowClosedOutput } from './closed-output.ts';
import { contentSettingsOrExit } from './content-settings.ts';

/**
 * `npm run check:content`: checks the content and tells in Polish what is wrong, where, and what to write instead.
 */

const exitCodes = { fine: 0, faults: 1, unusable: 2 } as const;
const usage = `Sposób użycia: node src/cli/check-content.ts [--launch] [folder]
       node src/cli/check-content.ts --reference
       node src/cli/check-content.ts --translated pl/strony/NAZWA [--language=uk] [folder]
`;

function readArguments() {
  try {
    const { values, positionals } = parseArgs({
      options: {
        launch: { type: 'boolean', default: false },
        reference: { type: 'boolean', default: false },
        translated: { type: 'string' },
        language: { type: 'string' },
      },
      allowPositionals: true,
    });
    return positionals.length > 1 ? undefined : { ...values, folder: positionals[0] };
  } catch {
    return undefined;
  }
}

/** @returns the exit code. */
async function markTranslated(folder: string, page: string, language: string | undefined): Promise<number> {
  const written = await writeOriginal(folder, page, language);
  if (written.kind === 'refused') {
    process.stderr.write(`${written.message}\n`);
    return exitCodes.unusable;
  }
  const names = written.files.map((file) => `${folderName(projectRoot, folder)}/${file}`);
  process.stdout.write(`Te tłumaczenia są znów aktualne:\n${names.join('\n')}\n`);
  return exitCodes.fine;
}

/** @returns the exit code. */
async function main(): Promise<number> {
  const given = readArguments();
  if (given === undefined) {
    process.stderr.write(usage);
    return exitCodes.unusable;
  }
  if (given.reference) {
    process.stdout.write(`${referenceTable()}\n`);
    return exitCodes.fine;
  }
  const folder =
    given.folder === undefined ? contentSettingsOrExit().contentDirectory : resolve(given.folder);
  if (!existsSync(folder) || !statSync(folder).isDirectory()) {
    process.stderr.write(`Nie ma takiego folderu: ${given.folder}\n`);
    return exitCodes.unusable;
  }
  if (given.translated !== undefined) return markTranslated(folder, given.translated, given.language);
  const today = warsawTime(new Date()).day;
  const result = await checkContent(
    folder,
    today,
    join(projectRoot, 'public'),
    publishedAddresses(projectRoot, folder),
  );
  process.stdout.write(report(result, folderName(projectRoot, folder)));
  const failed = result.findings.some(({ severity }) => severity === 'error');
  return failed || (given.launch && result.launch.length > 0) ? exitCodes.faults : exitCodes.fine;
}

allowClosedOutput();
process.exitCode = await main();
