import { day, minute } from '../durations.ts';
import { topics } from '../enquiry/schema.ts';
import type { EnquirySummary } from '../enquiry/store/store.ts';

/** Upper limits of the columns; the last column has none. */
const ages = [
  { title: '5m', milliseconds: 5 * minute },
  { title: '20m', milliseconds: 20 * minute },
  { title: '1h', milliseconds: 60 * minute },
  { title: '4h', milliseconds: 4 * 60 * minute },
  { title: '1d', milliseconds: day },
  { title: '5d', milliseconds: 5 * day },
  { title: 'older', milliseconds: Number.POSITIVE_INFINITY },
] as const;

const isWaiting = ({ state }: EnquirySummary): boolean => state === 'waiting' || state === 'sending';

function row(name: string, enquiries: readonly EnquirySummary[], now: Date): string {
  const counts = ages.map(() => 0);
  for (const { receivedAt } of enquiries) {
    const age = now.getTime() - receivedAt.getTime();
    const column = ages.findIndex(({ milliseconds }) => age <= milliseconds);
    counts[column] = (counts[column] ?? 0) + 1;
  }
  return line(name, [enquiries.length, ...counts]);
}

const line = (name: string, cells: readonly (string | number)[]): string =>
  name.padEnd(10) + cells.map((cell) => String(cell).padStart(7)).join('');

/**
 * Waiting enquiries by topic and age, like Postfix's `qshape`: old mail on the right means a mailbox in trouble, much
 * on the left a busy day.
 *
 * @param enquiries all enquiries of the store, in any state
 * @returns a heading, a line for all waiting enquiries, and a line for each topic with waiting ones
 */
export function queueTable(enquiries: readonly EnquirySummary[], now: Date): readonly string[] {
  const waiting = enquiries.filter(isWaiting);
  const byTopic = topics
    .map((topic) => ({ topic, those: waiting.filter((enquiry) => enquiry.topic === topic) }))
    .filter(({ those }) => those.length > 0);
  return [
    line('by age', ['all', ...ages.map(({ title }) => title)]),
    row('all', waiting, now),
    ...byTopic.map(({ topic, those }) => row(topic, those, now)),
  ];
}
