import * as z from 'zod';
import { type Day, isDay } from '../hours/days.ts';
import type { Act, ActStatus } from './acts.ts';

/** Answers of the Sejm's ELI interface (https://api.sejm.gov.pl/eli), and what in them differs from the register. */

/** Label of the one consolidated text that stands; those before it are "wygaśnięcie aktu". */
export const labelInForce = 'obowiązujący';

const labelDeemedRepealed = 'uznany za uchylony';
const consolidatedTexts = 'Inf. o tekście jednolitym';

/** An identifier of the European Legislation Identifier: `DU/2003/1143`. */
export const eliPattern = /^(DU|MP)\/\d{4}\/\d{1,5}$/;
const eli = z.string().regex(eliPattern);

/** An act's own address names other acts by `id` alone, its `/references` holds them with their status. */
const reference = z.union([
  z
    .object({ id: eli, status: z.string().optional() })
    .transform(({ id, status }) => ({ eli: id, label: status })),
  z
    .object({ act: z.object({ ELI: eli, status: z.string().optional() }) })
    .transform(({ act }) => ({ eli: act.ELI, label: act.status })),
]);

const answer = z.object({
  ELI: eli,
  displayAddress: z.string().optional(),
  status: z.string(),
  inForce: z.enum(['IN_FORCE', 'NOT_IN_FORCE', 'UNKNOWN']),
  repealDate: z.string().refine(isDay).nullish(),
  references: z.object({ [consolidatedTexts]: z.array(reference).optional() }).nullish(),
});

/** What the database says of one act. */
export interface EliAnswer {
  readonly eli: string;
  /** Place of publication, for example `Dz.U. 2025 poz. 83`. */
  readonly published: string;
  /** `unknown`: the database does not know either. `contradictory`: it says two things at once. */
  readonly state: 'in-force' | 'repealed' | 'deemed-repealed' | 'unknown' | 'contradictory';
  /** The status in the database's words. */
  readonly label: string;
  readonly repealDate: Day | undefined;
  /** Announcements of consolidated texts, the newest first; the label only where the answer has it. */
  readonly consolidatedTexts: readonly { readonly eli: string; readonly label: string | undefined }[];
}

function stateOf({ inForce, status }: z.infer<typeof answer>): EliAnswer['state'] {
  if (inForce === 'UNKNOWN') return 'unknown';
  const repealed = status.includes('uchylony');
  if (inForce === 'IN_FORCE') return repealed ? 'contradictory' : 'in-force';
  if (status === labelInForce) return 'contradictory';
  return status === labelDeemedRepealed ? 'deemed-repealed' : 'repealed';
}

const yearAndPosition = (identifier: string): number[] => identifier.split('/').slice(1).map(Number);

function newestFirst(one: { eli: string }, other: { eli: string }): number {
  const [year = 0, position = 0] = yearAndPosition(one.eli);
  const [otherYear = 0, otherPosition = 0] = yearAndPosition(other.eli);
  return otherYear - year || otherPosition - position;
}

/**
 * @param asked identifier of the act that was asked about
 * @param json the parsed body of the answer
 * @returns what it says; undefined if it is not an answer about that act
 */
export function readEliAnswer(asked: string, json: unknown): EliAnswer | undefined {
  const parsed = answer.safeParse(json);
  if (!parsed.success || parsed.data.ELI !== asked) return undefined;
  const { data } = parsed;
  return {
    eli: asked,
    published: data.displayAddress ?? asked,
    state: stateOf(data),
    label: data.status,
    repealDate: data.repealDate ?? undefined,
    consolidatedTexts: (data.references?.[consolidatedTexts] ?? []).toSorted(newestFirst),
  };
}

/** What differs between register and database. */
export type Difference =
  | {
      readonly kind: 'status';
      readonly status: ActStatus;
      readonly label: string;
      readonly since: Day | undefined;
    }
  | { readonly kind: 'repeal-date'; readonly since: Day }
  | { readonly kind: 'repeal-announced'; readonly since: Day }
  | { readonly kind: 'consolidated'; readonly eli: string; readonly published: string };

/** What the register could add: it has no date of repeal, the database has. No change of the law. */
export interface Addition {
  readonly kind: 'repeal-date-known';
  readonly since: Day;
}

/**
 * @param act as the register has it
 * @param found an answer whose state is known
 * @returns what differs in status and in dates; `amended` is for the register alone, for the database such an
 * act is in force
 */
export function compareStatus(act: Act, found: EliAnswer): (Difference | Addition)[] {
  const { state, label, repealDate: since } = found;
  if (state === 'unknown' || state === 'contradictory') throw new Error(`Nothing to compare: ${state}`);
  const status = act.status === 'amended' ? 'in-force' : act.status;
  if (status !== state) return [{ kind: 'status', status: state, label, since }];
  if (since === undefined) return [];
  if (state === 'in-force') return [{ kind: 'repeal-announced', since }];
  if (act.statusSince === undefined) return [{ kind: 'repeal-date-known', since }];
  return act.statusSince === since ? [] : [{ kind: 'repeal-date', since }];
}
