import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { livingBuild } from '../support/club.ts';
import { textOfHtml } from '../support/text-of-html.ts';
import { readPages } from './built-pages.ts';

/**
 * What the club's old page said, by subject, in its own words; on which page it stands is staff's to say. What may change
 * any day (hours, telephone, address) is not among it: `living-content.test.ts`.
 */
const facts: Readonly<Record<string, readonly string[]>> = {
  klub: [
    'powołany uchwałą Rady Miejskiej w Bytomiu',
    'W strukturze Miejskiego Ośrodka Pomocy Rodzinie w Bytomiu KIS rozpoczął działalność 1 marca 2009 roku',
    'minimalizowanie wśród mieszkańców Bytomia skutków bezrobocia, promowanie aktywności i przedsiębiorczości, przygotowanie do podjęcia zatrudnienia, przeciwdziałanie wykluczeniu społecznemu, pomoc w wychodzeniu z izolacji społecznej',
    'ograniczanie zjawiska wykluczenia społecznego',
    'reintegracja społeczna i zawodowa osób zagrożonych wykluczeniem społecznym',
    'prowadzenie poradnictwa zawodowego, psychologicznego i prawnego',
    'organizowanie działań o charakterze terapeutycznym i edukacyjnym',
    'kształtowanie umiejętności i kompetencji społecznych',
    'propagowanie edukacji nieformalnej i samokształcenia',
    'kształtowanie poczucia odpowiedzialności i obowiązkowości, poprzez regularny udział w zajęciach',
    'kształtowanie postawy samodzielności w poszukiwaniu zatrudnienia oraz poruszania się na rynku pracy',
    'rozpoznawanie możliwości zatrudnienia na lokalnym rynku pracy, udzielanie informacji osobom bezrobotnym i poszukującym pracy o możliwościach zatrudnienia, uzyskania lub uzupełnienia kwalifikacji, przekwalifikowania zawodowego',
    'prowadzenie działalności samopomocowej w zakresie zwiększenia aktywności społecznej i zawodowej',
    'kształtowanie i zwiększanie aktywności społecznej',
    'udzielanie wsparcia samoorganizującym się grupom osób o podobnych problemach życiowych',
    'współdziałanie z innymi podmiotami w zakresie realizacji zadań wynikających z procesu reintegracji zawodowej i społecznej',
    'organizowanie prac społecznie użytecznych',
    'zapobieganie marginalizacji społecznej osób bezrobotnych i ich rodzin',
    'pobudzenie osób bezrobotnych oraz ich rodzin do aktywności w życiu społeczności lokalnej',
    'aktywizacja osób długotrwale bezrobotnych oraz podniesienie ich kwalifikacji',
    'inne projekty dofinansowywane ze środków zewnętrznych',
    'realizowany wspólnie z Komendą Miejską Policji w Bytomiu',
    'Prawo ochronnym parasolem dziecka – przyjazne patrole',
  ],
  'dla-kogo': [
    'Uczestniczkami i uczestnikami Klubu mogą być mieszkańcy Bytomia',
    'bezdomni realizujący indywidualny program wychodzenia z bezdomności, w rozumieniu przepisów o pomocy społecznej',
    'uzależnieni od alkoholu, po zakończeniu programu psychoterapii w zakładzie lecznictwa odwykowego',
    'uzależnieni od narkotyków lub innych środków odurzających, po zakończeniu programu terapeutycznego w zakładzie opieki zdrowotnej',
    'chorzy psychicznie, w rozumieniu przepisów o ochronie zdrowia psychicznego',
    'długotrwale bezrobotni w rozumieniu przepisów o promocji zatrudnienia i instytucjach rynku pracy',
    'zwalniani z zakładów karnych, mający trudności w integracji ze środowiskiem w rozumieniu przepisów o pomocy społecznej',
    'uchodźcy realizujący indywidualny program integracji, w rozumieniu przepisów o pomocy społecznej',
    'osoby niepełnosprawne, w rozumieniu przepisów o rehabilitacji zawodowej i społecznej oraz zatrudnianiu osób niepełnosprawnych',
    'nie są w stanie własnym staraniem zaspokoić swoich podstawowych potrzeb życiowych',
    'z tytułu niezdolności do pracy',
    'zaburzenia',
  ],
  zajecia: [
    'zajęciach grupowych i indywidualnych',
    'poruszania się na rynku pracy, prowadzących do aktywnego i skutecznego poszukiwania pracy',
    'pisania dokumentów aplikacyjnych (CV i list motywacyjny)',
    'autoprezentacji, komunikacji społecznej, asertywności, negocjacji',
    'konstruktywnego radzenia sobie w trudnych sytuacjach zarówno w życiu osobistym jak i w życiu zawodowym',
  ],
  'jak-dolaczyc': [
    'Udział w zajęciach KIS następuje po zawarciu kontraktu socjalnego',
    'zaświadczeni',
    'dobrowoln',
  ],
  'prace-spolecznie-uzyteczne': [
    'rekrutacja i kierowanie osób do wykonywania prac społecznie użytecznych',
    'naliczanie i wypłata należnych świadczeń z tytułu wykonywania PSU',
    'współpraca z instytucjami i organizacjami z terenu gminy, do których kierowane są osoby wykonujące PSU',
    'współpraca z Powiatowym Urzędem Pracy',
    'status osoby bezrobotnej bez prawa do zasiłku',
    'zarejestrowanie w Powiatowym Urzędzie Pracy w Bytomiu (PUP) oraz korzystanie ze świadczeń Miejskiego Ośrodka Pomocy Rodzinie (MOPR) w Bytomiu zgodnie z przepisami ustawy o pomocy społecznej (świadczenia pieniężne i/lub niepieniężne)',
    'w wymiarze 40 godzin w miesiącu (po 10 godzin w tygodniu)',
    'Harmonogram wykonywania prac uzgadniany jest indywidualnie z poszczególnymi pracodawcami',
    'na terenie gminy Bytom w miejscu wskazanym przez organizatora',
    'w wysokości 9,50 zł za godzinę',
    'nie jest odprowadzana składka na ubezpieczenia społeczne, wypadkowe ani zdrowotne',
    'wypłacane jest przez MOPR (w kasie lub przelewem na konto) w okresach miesięcznych – z dołu',
    'nie jest odprowadzana zaliczka na podatek dochodowy od osób fizycznych',
    'nie przysługuje za okres niewykonywania prac społecznie użytecznych, dotyczy to również udokumentowanej nieobecności usprawiedliwionej',
    'jedynie za godziny faktycznie przepracowane',
    'jest objęta ubezpieczeniem zdrowotnym (z tytułu posiadania statusu osoby bezrobotnej) oraz ubezpieczeniem wypadkowym',
    'rozporządzenie nie przewiduje poddawania osób kierowanych do prac społecznie użytecznych badaniom lekarskim',
    '1 czerwca 2025',
  ],
  'podstawy-prawne': [
    'ustawa z dnia 20 kwietnia 2004 r. o promocji zatrudnienia i instytucjach rynku pracy',
    'tekst jednolity Dz. U. z 2019 r., poz. 60 z póź. zm.',
    'w sprawie organizowania prac społecznie użytecznych',
    'Dz. U. z 2017 r., poz. 2447',
    'ustawa z dnia 12 marca 2004 r. o pomocy społecznej',
    'tekst jednolity Dz. U. z 2019 r., poz. 271, z póź. zm.',
    'ustawa z dnia 13 czerwca 2003 r. o zatrudnieniu socjalnym',
    'ustawa z dnia 20 marca 2025 r. o rynku pracy i służbach zatrudnienia',
    'Dz.U. 2025 poz. 620',
    'już nie obowiązuje od 1 czerwca 2025 r.',
    'uznany za uchylony',
  ],
  'przydatne-linki': [
    'MOPR',
    'UE',
    'Program asystent rodziny na rok 2022',
    'Program Opieka wytchnieniowa',
    'Ośrodek Interwencji Kryzysowej',
    'Bytom',
    'ŚDS Integracja',
    'MRPIPS',
    'rodzina.gov.pl',
    'PFRON',
    'SOW',
    'PUP Bytom',
    'Praca-bytom.info',
    'Portal OPS',
    'Bytom od Nowa',
    'podatki.gov.pl',
  ],
};

/** Ignores differences in dashes, white space and case. */
const plain = (text: string): string => text.replaceAll(/\s+/g, ' ').replaceAll(/[–—-]/g, '-').toLowerCase();

describe('the facts of the old page stand on the site', () => {
  let text = '';
  before(async () => {
    const pages = (await readPages(livingBuild)).filter(({ html }) => html.includes('<html lang="pl"'));
    text = pages.map(({ html }) => plain(textOfHtml(html))).join('\n');
  });

  for (const [subject, sentences] of Object.entries(facts))
    it(`of „${subject}” all ${sentences.length}`, () => {
      assert.deepEqual(
        sentences.filter((sentence) => !text.includes(plain(sentence))),
        [],
      );
    });
});
