import type { ProjectCopy } from './project-copy.ts';

const onlyStaff =
  /^(email|jednostka_\w+|bip|e_doreczenia|numer_w_rejestrze|koordynator_\w+|budynek|tlumacz_migowy|film_pjm|email_\w+): .*/gm;

/** Turns the made-up club into a new one: nothing is confirmed, and fields for staff are empty. */
export async function emptyFacts({ edit }: Pick<ProjectCopy, 'edit'>): Promise<void> {
  const unconfirmed = (text: string) => text.replace(/^( *potwierdzil): .*/m, '$1: null');
  await edit('content/fakty/godziny.yaml', unconfirmed);
  await edit('content/fakty/stawki.yaml', unconfirmed);
  await edit('content/fakty/kontakt.yaml', (text) => unconfirmed(text).replace(onlyStaff, '$1: null'));
  await edit('content/fakty/prywatnosc.yaml', () => 'administrator: null\n');
  await edit('content/fakty/deklaracja.yaml', () => 'podmiot: null\nniedostepne: []\n');
  await edit('content/fakty/zgloszenia.yaml', (text) => text.replace(/^(odpowiedz_\w+): .*/m, '$1: null'));
}
