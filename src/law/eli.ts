import * as z from 'zod';
import { type Day, isDay } from '../hours/days.ts';
import type { Act, ActStatus } from './acts.ts';

/** Reads responses of the Sejm's ELI interface (https://api.sejm.gov.pl/eli), and compares them with the register. */

/** Label of the current consolidated text; earlier ones have "wygaśnięcie aktu". */
export const labelInForce = 'obowiązujący';

const labelDeemedRepealed = 'uznany za uchylony';
const consolidatedTexts = 'Inf. o tekście jednolitym';

/** An identifier of the European Legislation Identifier: `DU/2003/1143`. */
export const eliPattern = /^(DU|MP)\/\d{4}\/\d{1,5}$/;
const eli = z.string().regex(eliPattern);

/** The response for an act names other acts by `id` alone, its `/references` with their status. */
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

/** The database's entry for one act. */
export interface EliAnswer {
  readonly eli: string;
  /** Place of publication, for example `Dz.U. 2025 poz. 83`. */
  readonly published: string;
  /** `unknown`: the database does not know it. `contradictory`: its fields contradict each other. */
  readonly state: 'in-force' | 'repealed' | 'deemed-repealed' | 'unknown' | 'contradictory';
  /** The status in the database's words. */
  readonly label: string;
  readonly repealDate: Day | undefined;
  /** Announcements of consolidated texts, the newest first; the label only when the response has it. */
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
 * @param asked identifier of the requested act
 * @param json the parsed body of the response
 * @returns the entry; undefined if the response is not about that act
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

/** A difference between register and database. */
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

/** The database knows a date of repeal that the register does not have; the law has not changed. */
export interface Addition {
  readonly kind: 'repeal-date-known';
  readonly since: Day;
}

/**
 * @param act from the register
 * @param found a response with a known state
 * @returns the differences in status and dates; only the register has `amended`, in the database such an act is in
 * force
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
