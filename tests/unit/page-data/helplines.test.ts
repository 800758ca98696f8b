import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { helplinesSchema, toHelplines } from '../../../src/content-schemas/helplines.ts';
import { helplinesOf } from '../../../src/page-data/helplines.ts';
import type { Site } from '../../../src/site.ts';

const dates = { zrodlo: 'próba', sprawdzono: '2026-11-01', sprawdzic_do: '2027-01-31' };
const helplines = toHelplines(
  helplinesSchema.parse({
    telefony: [
      { numer: '116 000', nazwa: { pl: 'Zawsze' }, ...dates },
      { numer: '999', nazwa: { pl: 'Zimą' }, miesiace: { od: 11, do: 3 }, ...dates },
      { numer: '888', nazwa: { pl: 'Latem' }, miesiace: { od: 6, do: 8 }, ...dates },
    ],
  }),
);
const on = (today: string) => helplinesOf({ facts: { helplines }, today } as unknown as Site);
const numbersOn = (today: string): string[] => on(today).map(({ number }) => number);

describe('telephones that help at once', () => {
  it('are shown in the months in which somebody answers, over the end of the year too', () => {
    for (const day of ['2026-11-01', '2026-12-31', '2027-01-01', '2027-03-31'])
      assert.deepEqual(numbersOn(day), ['116 000', '999'], day);
    for (const day of ['2026-10-31', '2027-04-01']) assert.deepEqual(numbersOn(day), ['116 000'], day);
    for (const day of ['2027-06-01', '2027-08-31']) assert.deepEqual(numbersOn(day), ['116 000', '888'], day);
  });

  it('stay past their day, with the day on which they were checked', () => {
    assert.deepEqual(
      on('2027-01-31').map(({ checkedOn }) => checkedOn),
      [undefined, undefined],
    );
    assert.deepEqual(
      on('2027-02-01').map(({ checkedOn }) => checkedOn),
      ['2026-11-01', '2026-11-01'],
    );
  });

  it('are dialled as they are, without a country', () => {
    assert.equal(on('2027-05-01')[0]?.address, 'tel:116000');
  });
});
