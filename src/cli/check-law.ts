import { readFileSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { folderName } from '../content-check/folder-name.ts';
import { actsSchema, toActs, writtenStatus } from '../content-schemas/acts.ts';
import type { Act } from '../law/acts.ts';
import {
  type Addition,
  compareStatus,
  type Difference,
  type EliAnswer,
  labelInForce,
  readEliAnswer,
} from '../law/eli.ts';
import { projectRoot } from '../project-root.ts';
import { allowClosedOutput } from './closed-output.ts';
import { contentSettingsOrExit } from './content-settings.ts';
import { optionsOrExit } from './options.ts';

/**
 * `npm run check:law`: looks up every act of the register in the Sejm's database and tells in Polish what differs. An
 * act that could not be looked up is "nie sprawdzono", never "bez zmian".
 */

const answerWithinMilliseconds = 10_000;
const questionsAtOnce = 2;
/** A consolidated text older than the fifth newest is never current. */
const consolidatedTextsAsked = 5;

export const exitCodes = { unchanged: 0, changed: 1, unusable: 2, unchecked: 3 } as const;

/** How to reach the database. */
export interface Database {
  /** Base of addresses such as `/acts/DU/2003/1143`. */
  readonly baseUrl: string;
  readonly timeoutMilliseconds: number;
}

type Answer = { kind: 'answer'; answer: EliAnswer } | { kind: 'unchecked'; cause: string };

const unchecked = (cause: string): Answer => ({ kind: 'unchecked', cause });

function causeOf(fault: unknown): string {
  if (fault instanceof SyntaxError) return 'odpowiedź bazy jest nieczytelna';
  if (!(fault instanceof Error)) return 'baza nie odpowiada';
  if (fault.name === 'TimeoutError') return 'baza nie odpowiedziała na czas';
  const code = (fault.cause as { code?: unknown } | undefined)?.code;
  return typeof code === 'string' ? `baza nie odpowiada (${code})` : 'baza nie odpowiada';
}

async function ask({ baseUrl, timeoutMilliseconds }: Database, eli: string): Promise<Answer> {
  try {
    const response = await fetch(`${baseUrl}/acts/${eli}`, {
      // Decoding of compressed responses had security holes in Node before 26.12.1.
      headers: { accept: 'application/json', 'accept-encoding': 'identity' },
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMilliseconds),
    });
    if (!response.ok) {
      await response.body?.cancel();
      return unchecked(
        response.status === 404 ? 'baza nie zna tego aktu (404)' : `błąd bazy (${response.status})`,
      );
    }
    const answer = readEliAnswer(eli, await response.json());
    return answer === undefined ? unchecked('odpowiedź bazy jest nieczytelna') : { kind: 'answer', answer };
  } catch (fault) {
    return unchecked(causeOf(fault));
  }
}

type Consolidated = { kind: 'found'; eli: string; published: string } | { kind: 'unchecked'; cause: string };

/** @returns the current consolidated text among those in an act's response */
async function standingText(database: Database, { consolidatedTexts }: EliAnswer): Promise<Consolidated> {
  for (const { eli, label } of consolidatedTexts.slice(0, consolidatedTextsAsked)) {
    if (label !== undefined && label !== labelInForce) continue;
    const asked = await ask(database, eli);
    if (asked.kind === 'unchecked')
      return { kind: 'unchecked', cause: `tekst jednolity ${eli}: ${asked.cause}` };
    const { answer } = asked;
    if (answer.label === labelInForce) return { kind: 'found', eli, published: answer.published };
  }
  return { kind: 'unchecked', cause: 'baza nie wskazuje obowiązującego tekstu jednolitego' };
}

/** The result for one act. With a cause, some of it could not be checked. */
export interface Finding {
  readonly act: Act;
  readonly differences: readonly Difference[];
  readonly additions: readonly Addition[];
  readonly uncheckedBecause: string | undefined;
}

async function checkConsolidated(
  database: Database,
  act: Act,
  answer: EliAnswer,
): Promise<Pick<Finding, 'differences' | 'uncheckedBecause'>> {
  const none = { differences: [], uncheckedBecause: undefined };
  if (answer.state !== 'in-force') return none;
  if (answer.consolidatedTexts.length === 0 && act.consolidated === undefined) return none;
  const text = await standingText(database, answer);
  if (text.kind === 'unchecked') return { differences: [], uncheckedBecause: text.cause };
  if (text.eli === act.consolidated?.eli) return none;
  return {
    differences: [{ kind: 'consolidated', eli: text.eli, published: text.published }],
    uncheckedBecause: undefined,
  };
}

async function checkAct(database: Database, act: Act): Promise<Finding> {
  const nothing = { act, differences: [], additions: [], uncheckedBecause: undefined };
  const asked = await ask(database, act.eli);
  if (asked.kind === 'unchecked') return { ...nothing, uncheckedBecause: asked.cause };
  const { answer } = asked;
  if (answer.state === 'unknown') {
    return { ...nothing, uncheckedBecause: 'baza nie wie, czy akt obowiązuje (UNKNOWN)' };
  }
  if (answer.state === 'contradictory') {
    return { ...nothing, uncheckedBecause: `baza przeczy sobie (stan: „${answer.label}”)` };
  }
  const found = compareStatus(act, answer);
  const text = await checkConsolidated(database, act, answer);
  return {
    act,
    differences: [...found.filter((one) => one.kind !== 'repeal-date-known'), ...text.differences],
    additions: found.filter((one) => one.kind === 'repeal-date-known'),
    uncheckedBecause: text.uncheckedBecause,
  };
}

/**
 * @param acts the register
 * @returns the result for each act, in the register's order; at most two requests run at once
 */
export async function checkActs(database: Database, acts: readonly Act[]): Promise<Finding[]> {
  const findings: Finding[] = [];
  const waiting = acts.entries();
  const askInTurn = async (): Promise<void> => {
    for (const [index, act] of waiting) findings[index] = await checkAct(database, act);
  };
  await Promise.all(Array.from({ length: questionsAtOnce }, askInTurn));
  return findings;
}

function sentenceOf(act: Act, found: Difference | Addition): string {
  switch (found.kind) {
    case 'status': {
      const since = found.since === undefined ? '' : `, od ${found.since}`;
      const now = `stan w bazie: „${found.label}”${since}; w rejestrze: „${writtenStatus(act.status)}”.`;
      return `${now} Wpisz „stan: ${writtenStatus(found.status)}” i popraw „stan_od”.`;
    }
    case 'repeal-date':
      return `data uchylenia w bazie: ${found.since}; w rejestrze: ${act.statusSince}. Popraw „stan_od”.`;
    case 'repeal-announced':
      return `akt ma w bazie datę uchylenia: ${found.since}. Sprawdź, co go zastąpi.`;
    case 'consolidated': {
      const known = act.consolidated?.published ?? 'żaden';
      return `tekst jednolity w bazie: ${found.published} (${found.eli}); w rejestrze: ${known}. Popraw „tekst_jednolity”.`;
    }
    case 'repeal-date-known':
      return `baza zna datę uchylenia: ${found.since}. Możesz ją wpisać w „stan_od”.`;
  }
}

function linesOf({ act, differences, additions, uncheckedBecause }: Finding): string[] {
  const line = (start: string, rest: string) => `${start}: ${act.key} (${act.eli}): ${rest}`;
  const fine = differences.length === 0 && uncheckedBecause === undefined;
  return [
    ...differences.map((one) => line('ZMIANA', sentenceOf(act, one))),
    ...(uncheckedBecause === undefined ? [] : [line('nie sprawdzono', `${uncheckedBecause}.`)]),
    ...(fine ? [line('bez zmian', `${act.name}.`)] : []),
    ...additions.map((one) => line('podpowiedź', sentenceOf(act, one))),
  ];
}

/**
 * @returns the findings in Polish, one line each, and the exit code; a change has priority over acts that could not
 * be checked
 */
export function report(
  findings: readonly Finding[],
  register = 'content/fakty/akty.yaml',
): { text: string; exitCode: number } {
  const changed = findings.filter(({ differences }) => differences.length > 0).length;
  const open = findings.filter(({ uncheckedBecause }) => uncheckedBecause !== undefined).length;
  const sum = `Aktów w rejestrze: ${findings.length}. Ze zmianą: ${changed}. Nie sprawdzono w całości: ${open}.`;
  const advice =
    changed + open > 0
      ? `Popraw ${register}; daty „sprawdzono” zmień tylko przy aktach, które sprawdzono.`
      : `Wszystko się zgadza: w ${register} zmień daty „sprawdzono” i „sprawdzic_do”.`;
  const text = [...findings.flatMap(linesOf), '', sum, advice].map((line) => `${line}\n`).join('');
  if (changed > 0) return { text, exitCode: exitCodes.changed };
  return { text, exitCode: open > 0 ? exitCodes.unchecked : exitCodes.unchanged };
}

function readRegister(register: string): Act[] | undefined {
  try {
    return toActs(actsSchema.parse(parse(readFileSync(register, 'utf8'))));
  } catch {
    return undefined;
  }
}

async function main(): Promise<void> {
  allowClosedOutput();
  optionsOrExit({});
  const { contentDirectory, eliUrl } = contentSettingsOrExit();
  const register = join(contentDirectory, 'fakty', 'akty.yaml');
  const name = folderName(projectRoot, register);
  const acts = readRegister(register);
  if (acts === undefined) {
    process.stderr.write(`Nie da się odczytać ${name}. Uruchom: npm run check:content\n`);
    process.exitCode = exitCodes.unusable;
    return;
  }
  const database = { baseUrl: eliUrl, timeoutMilliseconds: answerWithinMilliseconds };
  const { text, exitCode } = report(await checkActs(database, acts), name);
  process.stdout.write(text);
  process.exitCode = exitCode;
}

const [, started] = process.argv;
if (started !== undefined && import.meta.filename === realpathSync(started)) await main();
