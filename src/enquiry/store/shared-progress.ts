import { judgePress, type Press, stateOf } from '../progress/steps.ts';
import {
  isVisit,
  lastStepAt,
  stateColumns,
  toClocked,
  toldKeptApart,
  toProgress,
  visitTakenBack,
  writeEvents,
  writeNoticed,
} from './progress-rows.ts';
import {
  type AdditionResult,
  type ClockedEnquiry,
  type ClockStore,
  type Look,
  mostPhones,
  type NewAddition,
  type OpenShare,
  type ProgressStore,
} from './progress-store.ts';
import { followUpStatement } from './rows.ts';
import type { SqlValue, Transact } from './statements.ts';

/** A press that lost against another one reads the state again; it cannot lose more often than presses are allowed. */
const mostTries = 64;

/** The same text as in the index. A closed enquiry is open again when the person says that nobody called. */
export const isOpen = `kind = 'enquiry' AND (step IN ('none', 'taken', 'tried', 'contacted') OR
  (step = 'closed' AND nobody_called_at > step_at))`;
/** A person waits for the club: nobody has contacted them, or they report that nobody did. */
const isAwaited = `withdrawn_at IS NULL AND (
  (step IN ('none', 'taken', 'tried') AND NOT (step <> 'none' AND ${isVisit})) OR
  coalesce(nobody_called_at > step_at, FALSE))`;

const newNumber = `(SELECT max(other.received_at) FROM enquiry AS other
  WHERE other.about = enquiry.reference AND other.kind = 'phone') AS new_number_at`;
const selectOne = `SELECT ${stateColumns}, ${newNumber} FROM enquiry WHERE reference = $1 AND kind = 'enquiry'`;

/** SQL condition: the enquiry has not changed since it was read; `$1` to `$4` are the values of `asRead`. */
const unchanged =
  'reference = $1 AND steps = $2 AND noticed = $3 AND coalesce(withdrawn_at, 0) = CAST($4 AS bigint)';
const asRead = (enquiry: ClockedEnquiry): readonly SqlValue[] => [
  enquiry.reference,
  writeEvents(enquiry.events),
  writeNoticed(enquiry.noticed),
  enquiry.withdrawnAt?.getTime() ?? 0,
];
const promisedIs = `promised = ${toldKeptApart('CAST($6 AS integer)')}`;
const lookValues = ({ promise, lookAt }: Look): readonly SqlValue[] => [
  promise.answerBy.getTime(),
  promise.promised ? 1 : 0,
  lookAt?.getTime() ?? null,
];

/** What each kind of addition sets on its enquiry. */
const marks: Readonly<Record<NewAddition['kind'], string>> = {
  phone: `promised = ${visitTakenBack}, `,
  withdraw: 'withdrawn_at = $3, ',
  'nobody-called': 'nobody_called_at = $3, ',
};
/** SQL condition for one more addition of this kind. */
const mayTake: Readonly<Record<NewAddition['kind'], string>> = {
  phone: `(SELECT count(*) FROM enquiry AS other
    WHERE other.about = parent.reference AND other.kind = 'phone') < ${mostPhones}`,
  withdraw: 'parent.withdrawn_at IS NULL',
  'nobody-called': 'parent.nobody_called_at IS NULL',
};

/** @param transact runs statements as one transaction */
export function createSharedProgress(transact: Transact): ProgressStore & ClockStore {
  const one = async (statement: string, values: readonly SqlValue[] = []) => {
    const [answer] = await transact([[statement, values]]);
    if (answer === undefined) throw new Error('no answer');
    return answer;
  };

  async function progress(reference: string) {
    const { rows } = await one(selectOne, [reference]);
    return rows[0] && toProgress(rows[0]);
  }

  /** @returns undefined when another press was recorded meanwhile */
  async function tryPress(reference: string, press: Press) {
    const { rows } = await one(selectOne, [reference]);
    const [row] = rows;
    if (row === undefined) return { found: false } as const;
    const before = toProgress(row);
    if (before.state === 'before')
      return {
        found: true,
        result: press.step === 'taken' ? 'already' : 'not-possible',
        progress: before,
      } as const;
    const result = judgePress(before.events, press, before.nobodyCalledAt);
    if (result !== 'changed') return { found: true, result, progress: before } as const;
    const { step, who, at } = press;
    const events = [...before.events, { step, who, at }];
    const state = stateOf(events);
    const { count } = await one(
      `UPDATE enquiry SET steps = $3, step = $4, step_at = $5, look_at = 0
       WHERE reference = $1 AND steps = $2 AND step <> 'before'`,
      [reference, String(row['steps']), writeEvents(events), state, lastStepAt(events)],
    );
    return count === 0
      ? undefined
      : ({ found: true, result, progress: { ...before, events, state } } as const);
  }

  async function whyNotAdded({ about, kind, keyHash }: NewAddition): Promise<AdditionResult> {
    const parent = await progress(about);
    if (parent === undefined) return 'unknown';
    if (kind !== 'phone') return 'already';
    const { count } = await one('SELECT reference FROM enquiry WHERE key_hash = $1', [keyHash]);
    return count > 0 ? 'already' : 'too-many';
  }

  return {
    progress,
    async toldAs(reference) {
      // In two parts, so that each uses an index.
      const { rows } = await one(
        `SELECT ${stateColumns} FROM enquiry WHERE reference = $1 AND kind = 'enquiry'
         UNION ALL SELECT ${stateColumns} FROM enquiry WHERE told = $1 AND kind = 'enquiry'`,
        [reference],
      );
      return rows.map(toProgress).filter(({ toldReference }) => toldReference === reference);
    },
    async press(reference, press) {
      for (let tries = 0; tries < mostTries; tries += 1) {
        const done = await tryPress(reference, press);
        if (done !== undefined)
          return done.found ? { result: done.result, progress: done.progress } : undefined;
      }
      throw Object.assign(new Error('the enquiry changes too often'), { code: 'STORE_BUSY' });
    },
    async addTo(addition) {
      const { kind, about, ...enquiry } = addition;
      const mail = { ...enquiry, suspect: false };
      const [inserted] = await transact([
        followUpStatement(mail, { kind, about }, ['route'], mayTake[kind]),
        [
          `UPDATE enquiry SET ${marks[kind]}look_at = CASE WHEN step = 'before' THEN look_at ELSE 0 END
           WHERE reference = $1 AND EXISTS (SELECT 1 FROM enquiry AS added WHERE added.reference = $2)
             ${kind === 'phone' ? '' : `AND ${mayTake[kind].replace('parent.', '')}`}`,
          kind === 'phone'
            ? [about, addition.reference]
            : [about, addition.reference, addition.receivedAt.getTime()],
        ],
      ]);
      return (inserted?.count ?? 0) > 0 ? 'added' : whyNotAdded(addition);
    },
    async dueForLook(now, limit) {
      const { rows } = await one(
        `SELECT ${stateColumns} FROM enquiry WHERE look_at IS NOT NULL AND look_at <= $1
         ORDER BY look_at LIMIT $2`,
        [now.getTime(), limit],
      );
      return rows.map(toClocked);
    },
    async noteLook(enquiry, look) {
      await one(`UPDATE enquiry SET answer_by = $5, ${promisedIs}, look_at = $7 WHERE ${unchanged}`, [
        ...asRead(enquiry),
        ...lookValues(look),
      ]);
    },
    async claimNotice(enquiry, notice, look) {
      const { count } = await one(
        `UPDATE enquiry SET answer_by = $5, ${promisedIs}, look_at = $7, noticed = $8 WHERE ${unchanged}`,
        [...asRead(enquiry), ...lookValues(look), writeNoticed([...enquiry.noticed, notice])],
      );
      return count > 0;
    },
    async giveBackNotice(reference, notice, lookAt) {
      await one(
        `UPDATE enquiry SET noticed = trim(replace(replace(noticed, CAST($2 AS text), ''), '  ', ' ')), look_at = $3 WHERE reference = $1`,
        [reference, notice, lookAt.getTime()],
      );
    },
    async openShares(now, old) {
      const { rows } = await one(
        `SELECT topic, route,
           count(*) FILTER (WHERE ${isAwaited} AND answer_by <= $1) AS late,
           count(*) FILTER (WHERE ${isAwaited} AND (answer_by IS NULL OR answer_by > $1)) AS waiting,
           count(*) FILTER (WHERE ${isAwaited} AND answer_by <= $1 AND step = 'none') AS untaken,
           count(*) FILTER (WHERE NOT (${isAwaited})) AS unclosed,
           count(*) FILTER (WHERE received_at < $2) AS old
         FROM enquiry WHERE ${isOpen} GROUP BY topic, route ORDER BY topic, route`,
        [now.getTime(), old.getTime()],
      );
      return rows.map((row) => {
        const { topic, route } = toProgress({ ...row, received_at: 0 });
        const number = (name: keyof OpenShare) => Number(row[name]);
        return {
          topic,
          route,
          late: number('late'),
          waiting: number('waiting'),
          untaken: number('untaken'),
          unclosed: number('unclosed'),
          old: number('old'),
        };
      });
    },
    async openEnquiries({ topic, route }, most) {
      const part = async (condition: string, most: number) => {
        const { rows } = await one(
          `SELECT ${stateColumns} FROM enquiry WHERE ${isOpen} AND topic = $1 AND route = $2 AND ${condition}
           ORDER BY received_at LIMIT $3`,
          [topic, route, most],
        );
        return rows.map(toProgress);
      };
      return [...(await part(isAwaited, most.awaited)), ...(await part(`NOT (${isAwaited})`, most.unclosed))];
    },
  };
}
