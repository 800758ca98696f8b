import { day } from '../../durations.ts';
import type { MailWords } from '../../words/mail-words.ts';
import type { ClubFacts } from '../progress/club-facts.ts';
import { standingSteps } from '../progress/steps.ts';
import type { ClockStore, OpenShare, Progress } from '../store/progress-store.ts';

type DigestWords = MailWords['progress']['digest'];

/**
 * The most enquiries of a group that are read, oldest first; the digest gives only the number of the newer ones.
 * Everybody who waits for the club has to be listed, so that limit is only a safeguard.
 */
const mostOfAShare = { awaited: 400, unclosed: 60 } as const;

/** The oldest open enquiries of each share. */
export type OpenLists = ReadonlyMap<OpenShare, readonly Progress[]>;

/** @returns the shares that have open enquiries */
export async function readOpenLists(
  store: Pick<ClockStore, 'openShares' | 'openEnquiries'>,
  now: Date,
): Promise<OpenLists> {
  const lists = new Map<OpenShare, readonly Progress[]>();
  for (const share of await store.openShares(now, new Date(now.getTime() - day)))
    lists.set(share, await store.openEnquiries(share, mostOfAShare));
  return lists;
}

function isNobodyCalled({ nobodyCalledAt, events }: Progress): boolean {
  const last = standingSteps(events).at(-1)?.at;
  return nobodyCalledAt !== undefined && (last === undefined || last < nobodyCalledAt);
}

type Part = 'late' | 'waiting' | 'unclosed';

function partOf(progress: Progress, now: Date): Part {
  const { state, withdrawnAt, answerBy, visit } = progress;
  if (withdrawnAt !== undefined) return 'unclosed';
  const isSpokenTo = state === 'contacted' || state === 'closed' || (visit && state !== 'none');
  if (isSpokenTo && !isNobodyCalled(progress)) return 'unclosed';
  return answerBy !== undefined && answerBy <= now ? 'late' : 'waiting';
}

/**
 * @param shares the shares to list
 * @returns the lines of a digest, with headings; none when nothing is open. A line has reference, topic, age, state
 * and role
 */
export function openLines(
  lists: OpenLists,
  shares: readonly OpenShare[],
  facts: ClubFacts,
  now: Date,
  words: DigestWords,
): readonly string[] {
  const all = shares
    .flatMap((share) => lists.get(share) ?? [])
    .toSorted((one, other) => one.receivedAt.getTime() - other.receivedAt.getTime());
  const lineOf = (progress: Progress): string => {
    const { reference, topic, receivedAt, state, visit, parked, withdrawnAt } = progress;
    const steps = standingSteps(progress.events);
    const [first] = steps;
    return words.line({
      reference,
      topicName: facts.topicName(topic),
      age: facts.time.daysSince(receivedAt, now),
      state,
      ...(first === undefined ? {} : { takenBy: facts.roleName(first.who) }),
      tries: steps.filter(({ step }) => step === 'tried').length,
      visit,
      parked,
      withdrawn: withdrawnAt !== undefined,
      nobodyCalled: isNobodyCalled(progress),
    });
  };
  const parts = (['late', 'waiting', 'unclosed'] as const).flatMap((part) => {
    const those = all.filter((progress) => partOf(progress, now) === part);
    return those.length === 0 ? [] : [words[part], ...those.map(lineOf), ''];
  });
  const open = shares.reduce((sum, { late, waiting, unclosed }) => sum + late + waiting + unclosed, 0);
  const more = open - all.length;
  return more > 0 ? [...parts, words.more(more), ''] : parts;
}
