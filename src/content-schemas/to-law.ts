import type { Act, ActStatus } from '../law/acts.ts';
import type { Amount, Confirmation } from '../law/amounts.ts';
import type { Akt, Akty } from './akty.ts';
import type { Stawka, Stawki } from './stawki.ts';

const statuses: Readonly<Record<Akt['stan'], ActStatus>> = {
  obowiazuje: 'in-force',
  zmieniony: 'amended',
  uchylony: 'repealed',
  'uznany-za-uchylony': 'deemed-repealed',
};

const toAct = (akt: Akt): Act => ({
  key: akt.klucz,
  name: akt.nazwa,
  date: akt.data,
  published: akt.ogloszenie,
  eli: akt.eli,
  isap: akt.isap,
  consolidated: akt.tekst_jednolity
    ? { published: akt.tekst_jednolity.ogloszenie, eli: akt.tekst_jednolity.eli }
    : undefined,
  status: statuses[akt.stan],
  statusSince: akt.stan_od ?? undefined,
  replacedBy: akt.zastapiony_przez ?? undefined,
  checkedOn: akt.sprawdzono,
  checkBy: akt.sprawdzic_do,
});

/** @returns the register of `content/fakty/akty.yaml`, as its schema gives it, as `src/law` takes it. */
export const toActs = (akty: Akty['akty']): Act[] => akty.map(toAct);

/** Without all three, nobody stands for the amount. */
function confirmationOf({ potwierdzil, potwierdzono, sprawdzic_do }: Stawka): Confirmation | undefined {
  if (potwierdzil === null || potwierdzono === null || sprawdzic_do === null) return undefined;
  return { by: potwierdzil, on: potwierdzono, checkBy: sprawdzic_do };
}

/** @returns the amounts of `content/fakty/stawki.yaml`, as its schema gives them, as `src/law` takes them. */
export const toAmounts = (stawki: Stawki['stawki']): Amount[] =>
  stawki.map((stawka) => ({
    key: stawka.klucz,
    grosze: stawka.kwota,
    year: stawka.rok,
    from: stawka.od ?? undefined,
    to: stawka.do ?? undefined,
    source: stawka.zrodlo,
    confirmation: confirmationOf(stawka),
  }));
