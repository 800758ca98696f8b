import type { Akt } from '../content-schemas/akty.ts';
import type { Facts } from '../site.ts';
import type { Words } from '../words/words.ts';
import { dayInWords } from './texts.ts';

/** @returns the act's page in ISAP, the Sejm's database of legal acts. */
export const isapAddress = (act: Akt): string =>
  `https://isap.sejm.gov.pl/isap.nsf/DocDetails.xsp?id=${act.isap}`;

/** @returns the act's status and since when, in the words of a language. */
export function statusInWords(act: Akt, words: Words): string {
  const say = {
    obowiazuje: words.law.inForce,
    zmieniony: words.law.changed,
    uchylony: words.law.repealed,
    'uznany-za-uchylony': words.law.deemedRepealed,
  }[act.stan];
  return say(act.stan_od === null ? undefined : dayInWords(act.stan_od, words));
}

/** @returns the act with this key; @throws when the register has none, naming the key. */
export function actByKey(facts: Facts, key: string | undefined): Akt {
  const act = facts.akty.find((one) => one.klucz === key);
  if (!act) throw new Error(`W content/fakty/akty.yaml nie ma aktu o kluczu „${key}”.`);
  return act;
}
