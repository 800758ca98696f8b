import * as z from 'zod';
import { day, texts, toBeFilledIn, webAddress } from './fields.ts';

const link = z.strictObject({
  nazwa: z.string().trim().min(1).describe('Nazwa, jak na dawnej stronie.'),
  adres: toBeFilledIn(webAddress).describe('Adres strony. Puste: pokazujemy samą nazwę.'),
  opis: texts.describe('Co czytelnik tam znajdzie: jedno zdanie.'),
  potwierdzono: toBeFilledIn(day).describe('Dzień, w którym ktoś z klubu sprawdził ten adres.'),
});

/** `content/fakty/linki.yaml`: other institutions that help. */
export const linksSchema = z.strictObject({ linki: z.array(link).describe('Przydatne miejsca i strony.') });

/** @returns the file in English names; texts are by language */
export const toLinks = ({ linki }: z.infer<typeof linksSchema>) =>
  linki.map((one) => ({ name: one.nazwa, address: one.adres, description: one.opis }));
