import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { parse } from 'yaml';
import { actsSchema, toActs } from '../../../src/content-schemas/acts.ts';
import { amountsSchema, toAmounts } from '../../../src/content-schemas/amounts.ts';
import { statusOn } from '../../../src/law/acts.ts';

const content = (name: string): unknown =>
  parse(readFileSync(new URL(`../../fixtures/club/fakty/${name}.yaml`, import.meta.url), 'utf8'));

const oneAct = {
  klucz: 'dawna',
  rodzaj: 'ustawa',
  nazwa: 'ustawa z dnia 1 lutego 2000 r. o czymś',
  data: '2000-02-01',
  ogloszenie: 'Dz.U. 2000 nr 1 poz. 2',
  eli: 'DU/2000/2',
  isap: 'WDU20000010002',
  tekst_jednolity: { ogloszenie: 'Dz.U. 2020 poz. 3', eli: 'DU/2020/3' },
  stan: 'uchylony',
  stan_od: '2025-06-01',
  zastapiony_przez: 'nowa',
  sprawdzono: '2026-11-22',
  sprawdzic_do: '2027-02-28',
  znaczenie: { pl: 'Mówiła o czymś.' },
  na_dawnej_stronie: 'ustawa o czymś',
};

describe('the register of acts', () => {
  it('becomes acts, field by field', () => {
    assert.deepEqual(toActs(actsSchema.parse({ akty: [oneAct] })), [
      {
        key: 'dawna',
        name: 'ustawa z dnia 1 lutego 2000 r. o czymś',
        date: '2000-02-01',
        published: 'Dz.U. 2000 nr 1 poz. 2',
        eli: 'DU/2000/2',
        isap: 'WDU20000010002',
        consolidated: { published: 'Dz.U. 2020 poz. 3', eli: 'DU/2020/3' },
        status: 'repealed',
        statusSince: '2025-06-01',
        replacedBy: 'nowa',
        checkedOn: '2026-11-22',
        checkBy: '2027-02-28',
        meaning: { pl: 'Mówiła o czymś.' },
        formerCitation: 'ustawa o czymś',
      },
    ]);
  });

  it('of the site gives every act a status today', () => {
    for (const act of toActs(actsSchema.parse(content('akty')))) {
      assert.notEqual(statusOn(act, act.checkedOn), 'not-yet', act.key);
    }
  });
});

describe('the amounts', () => {
  const rate = { klucz: 'psu-godzina', kwota: '9,50', rok: 2022, zrodlo: 'dawna strona' };
  const said = { potwierdzil: 'kierownik', potwierdzono: '2026-11-01', sprawdzic_do: '2027-01-31' };
  const confirmationOf = (fields: object) =>
    toAmounts(amountsSchema.parse({ stawki: [fields] }))[0]?.confirmation;

  it('come in whole grosze', () => {
    assert.equal(toAmounts(amountsSchema.parse({ stawki: [rate] }))[0]?.grosze, 950);
  });

  it('are confirmed only with a role, a day and a day to check them by', () => {
    assert.deepEqual(confirmationOf({ ...rate, ...said }), {
      by: 'kierownik',
      on: '2026-11-01',
      checkBy: '2027-01-31',
    });
    for (const missing of Object.keys(said)) {
      assert.equal(confirmationOf({ ...rate, ...said, [missing]: null }), undefined, missing);
    }
  });
});
