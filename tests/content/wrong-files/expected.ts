/**
 * The messages of `check:content` for each folder beside this file: all of them, in order. A folder is copied over a
 * copy of the made-up club's content; a file ending in `.append` is appended to the existing one, and line `+3` is the
 * third appended line.
 */
export const expected: Readonly<Record<string, readonly string[]>> = {
  'abbreviation-in-a-heading': [
    'pl/strony/proba.md:7  Skrót „MRPiPS” nie jest na tej stronie wyjaśniony. Za pierwszym razem napisz pełną nazwę i skrót w nawiasie: „pełna nazwa (MRPiPS)”. Jeśli to nie skrót, pisz małymi literami.',
  ],
  'abbreviation-not-explained': [
    'pl/strony/proba.md:7  Skrót „PUP” nie jest na tej stronie wyjaśniony. Za pierwszym razem napisz pełną nazwę i skrót w nawiasie: „pełna nazwa (PUP)”. Jeśli to nie skrót, pisz małymi literami.',
  ],
  'act-key-twice': [
    'fakty/akty.yaml:+19  Klucz „proba” ma już wpis z wiersza +2. Każdy wpis musi mieć inny klucz.',
  ],
  'act-unknown-state': [
    'fakty/akty.yaml:+10  Pole „stan” nie może mieć wartości „obowiązuje”. Wpisz jedną z tych: obowiazuje, uchylony, uznany-za-uchylony, zmieniony. Może chodziło o: obowiazuje.',
  ],
  'act-unknown-successor': [
    'fakty/akty.yaml:+12  Nie ma aktu o kluczu „rynek-pacy”. Dopisz go w tym pliku albo wpisz null. Może chodziło o: rynek-pracy.',
  ],
  'act-wrong-eli': [
    'fakty/akty.yaml:+7  Napisz identyfikator ELI jako DU/rok/pozycja, na przykład DU/2003/1143.',
  ],
  'break-colon-in-text': [
    'fakty/przerwy.yaml:6  Dwukropek w tekście myli zapis. Weź cały tekst w cudzysłów, na przykład: tytul: "Praca: gdzie szukać".',
  ],
  'break-day-in-other-order': [
    'fakty/przerwy.yaml:2  Napisz datę jako RRRR-MM-DD, na przykład 2026-11-22.',
  ],
  'break-ends-before-it-starts': [
    'fakty/przerwy.yaml:3  Ostatni dzień jest wcześniejszy niż pierwszy.',
  ],
  'break-hours-while-closed': [
    'fakty/przerwy.yaml:5  Godziny podaj tylko dla rodzaju: skrocone albo dluzsze, i tam podaj je zawsze.',
  ],
  'break-impossible-day': [
    'fakty/przerwy.yaml:2  Nie ma takiego dnia w kalendarzu: 2026-02-30. Sprawdź dzień i miesiąc.',
  ],
  'break-key-twice': [
    'fakty/przerwy.yaml:4  To pole jest wpisane drugi raz. Zostaw jedno.',
  ],
  'break-no-such-time': [
    'fakty/przerwy.yaml:5  Nie ma takiej godziny: 12:60. Napisz na przykład 7:30-17:00.',
  ],
  'break-overlap': [
    'fakty/przerwy.yaml:7  Te dni (od 2026-12-24 do 2026-12-31) pokrywają się z wpisem z wiersza 2 (od 2026-12-21 do 2026-12-24). Zmień daty albo zrób z obu jeden wpis.',
  ],
  'break-reason-in-unknown-language': [
    'fakty/przerwy.yaml:7  Nie znamy języka „ukr”. Język zapisujemy dwiema małymi literami, na przykład pl.',
  ],
  'break-reason-not-indented': [
    'fakty/przerwy.yaml:5  Pole „powod” ma mieć pod sobą wcięty wiersz z językiem, na przykład „pl: Treść.” Co tu wpisać: Powód, który zobaczą czytelnicy.',
  ],
  'break-reason-without-polish': [
    'fakty/przerwy.yaml:5  Brakuje tekstu po polsku. Dopisz wcięty wiersz „pl: …”.',
  ],
  'break-shortened-without-hours': [
    'fakty/przerwy.yaml:2  Godziny podaj tylko dla rodzaju: skrocone albo dluzsze, i tam podaj je zawsze.',
  ],
  'break-unknown-kind': [
    'fakty/przerwy.yaml:4  Pole „rodzaj” nie może mieć wartości „zamkniente”. Wpisz jedną z tych: zamkniete, skrocone, dluzsze, po-umowieniu. Może chodziło o: zamkniete.',
  ],
  'contact-address-without-https': [
    'fakty/kontakt.yaml:13  To nie jest adres strony. Wzór: https://www.bytom.pl',
  ],
  'contact-empty-field': [
    'fakty/kontakt.yaml:5  Pole „ulica” jest puste. Co tu wpisać: Ulica i numer.',
  ],
  'contact-misspelt-key': [
    'fakty/kontakt.yaml:9  Nie znamy pola „telfon”. Może chodziło o: telefon.',
  ],
  'contact-number-without-spaces': [
    'fakty/kontakt.yaml:9  Napisz numer jako 32 281 01 85 albo 600 100 200. Drugi numer ma pole drugi_telefon, wewnętrzny telefon_wewnetrzny.',
  ],
  'container-closed-twice': [
    'pl/strony/proba.md:13  Ten wiersz ::: niczego nie zamyka. Usuń go albo dopisz wyżej początek, na przykład :::wazne',
  ],
  'container-not-closed': [
    'pl/strony/proba.md:7  Wstawka :::wazne nie jest zamknięta. Pod jej ostatnim wierszem dopisz pusty wiersz, a pod nim :::',
  ],
  'container-not-closed-before-another': [
    'pl/strony/proba.md:11  Wyżej jest wstawka otwarta w wierszu 7 i jeszcze nie zamknięta. Zamknij ją przed tym wierszem: dopisz :::',
  ],
  'container-unknown': [
    'pl/strony/proba.md:7  Nie znamy wstawki :::ważnee. Może chodziło o: :::wazne',
  ],
  'directive-in-the-wrong-place': [
    'pl/strony/proba.md:7  Wstawka „godziny” stoi sama w wierszu. Napisz: ::godziny',
  ],
  'directive-other-key': [
    'pl/strony/proba.md:7  Wstawka stawka nie zna pola „kluczz”. Napisz: ::stawka{klucz=…}',
  ],
  'directive-unknown': [
    'pl/strony/proba.md:9  Nie znamy wstawki ::godzniy. Może chodziło o: ::godziny',
  ],
  'directive-unknown-act': [
    'pl/strony/proba.md:7  W pliku fakty/akty.yaml nie ma klucza „pomoc-spolecza”. Może chodziło o: pomoc-spoleczna.',
  ],
  'directive-unknown-in-a-sentence': [
    'pl/strony/proba.md:7  Nie znamy wstawki :telefn. Może chodziło o: :telefon',
  ],
  'directive-unknown-drawing': [
    'pl/strony/proba.md:7  Na liście rysunków nie ma klucza „telefn”. Może chodziło o: telefon.',
  ],
  'directive-unknown-rate': [
    'pl/strony/proba.md:7  W pliku fakty/stawki.yaml nie ma klucza „psu”. Są tam: psu-godzina.',
  ],
  'directive-unknown-word': [
    'pl/strony/proba.md:7  W pliku fakty/slownik.yaml nie ma klucza „kontrakt-socjany”. Może chodziło o: kontrakt-socjalny.',
  ],
  'directive-with-a-space': [
    'pl/strony/proba.md:7  Wstawki „::: wazne” nie da się odczytać. Ma stać sama w wierszu, bez odstępu po dwukropkach: :::wazne',
  ],
  'directive-with-needless-key': [
    'pl/strony/proba.md:7  Wstawka ::godziny nie przyjmuje nic w klamrach. Usuń klamry { } i to, co w nich jest.',
  ],
  'directive-within-a-line': [
    'pl/strony/proba.md:7  Wstawki „::godziny” nie da się odczytać. Ma stać sama w wierszu, bez odstępu po dwukropkach: ::godziny',
  ],
  'directive-without-key': [
    'pl/strony/proba.md:7  Wstawka akt nie mówi, o co chodzi. Napisz: :akt{klucz=…} z kluczem z pliku fakty/akty.yaml.',
  ],
  'facts-alias': [
    'fakty/prywatnosc.yaml:1  Znaki *, & i ! na początku wartości mają tu inne znaczenie. Weź wartość w cudzysłów.',
  ],
  'facts-empty-file': [
    'fakty/prywatnosc.yaml:1  Nie ma tu żadnego pola. Wpisz pola: administrator, inspektor, podstawa, odbiorcy.',
  ],
  'facts-list-instead-of-fields': [
    'fakty/prywatnosc.yaml:1  Tu mają być pola: administrator, inspektor, podstawa, odbiorcy. Każde w nowym wierszu, z tym samym wcięciem.',
  ],
  'facts-not-utf-8': [
    'fakty/prywatnosc.yaml:1  Plik nie jest zapisany w UTF-8, więc polskie litery się zepsują. Zapisz go jeszcze raz z kodowaniem UTF-8.',
  ],
  'facts-other-ending': [
    'fakty/przerwa.yml:1  Nie znamy pliku „przerwa.yml”. W tym folderze są: kontakt.yaml, godziny.yaml, przerwy.yaml, komunikat.yaml, stawki.yaml, akty.yaml, linki.yaml, slownik.yaml, zgloszenia.yaml, deklaracja.yaml, prywatnosc.yaml, pomoc.yaml, szukanie.yaml, pytania.yaml. Może chodziło o: przerwy.yaml.',
  ],
  'facts-quotation-mark-open': [
    'fakty/prywatnosc.yaml:5  Tu albo wyżej brakuje znaku, na przykład cudzysłowu na końcu tekstu albo dwukropka po nazwie pola. Dopisz go.',
  ],
  'file-that-is-no-page': [
    'pl/strony/ulotka.docx:1  W tym folderze mogą być tylko strony, pliki z końcówką .md. Przenieś go stąd. Pliki do pobrania i obrazy leżą w folderze pliki.',
  ],
  'file-with-text-ending': [
    'pl/strony/Nowe zajęcia.txt:1  W tym folderze mogą być tylko strony, pliki z końcówką .md. Zmień nazwę na „nowe-zajecia.md”.',
  ],
  'folder-misspelt': [
    'pl/aktualnosc/2026-12-01-proba.md:1  Nie znamy folderu „aktualnosc”. W tym folderze są foldery: strony, aktualnosci. Może chodziło o: aktualnosci.',
  ],
  'folder-unknown-language': [
    'de/strony/start.md:1  Nie znamy folderu „de”. Znamy te: fakty, pliki, pl, uk, en.',
  ],
  'heading-empty': [
    'pl/strony/proba.md:7  Nagłówek jest pusty. Dopisz jego treść albo usuń znaki #.',
  ],
  'heading-leaves-out-a-level': [
    'pl/strony/proba.md:11  Nagłówek przeskakuje stopień: jest ####, a może być najwyżej ###.',
  ],
  'heading-made-by-dashes': [
    'pl/strony/proba.md:7  Kreski pod tekstem robią z niego nagłówek. Zostaw między nimi pusty wiersz albo usuń kreski.',
  ],
  'heading-of-first-level': [
    'pl/strony/proba.md:7  Jeden znak # ma tylko tytuł, a ten wpisujesz w polu „tytul”. Tu napisz ## i odstęp.',
  ],
  'heading-starts-too-deep': [
    'pl/strony/proba.md:7  Nagłówek przeskakuje stopień: jest ###, a może być najwyżej ##.',
  ],
  'hours-check-before-checked': [
    'fakty/godziny.yaml:12  Termin następnego sprawdzenia (2026-01-31) jest wcześniejszy niż dzień sprawdzenia (2026-11-22). Popraw jedną z dat.',
  ],
  'hours-closing-before-opening': [
    'fakty/godziny.yaml:7  Godzina zamknięcia 7:30 nie jest późniejsza niż godzina otwarcia 14:00. Popraw jedną z nich.',
  ],
  'hours-missing-day': [
    'fakty/godziny.yaml:2  Brakuje pola „niedziela”. Dopisz je. Co tu wpisać: 7:30-17:00 albo słowo: zamknięte. Z przerwą: [7:30-12:00, 13:00-17:00].',
  ],
  'hours-misspelt-day': [
    'fakty/godziny.yaml:6  Nie znamy pola „czwratek”. Może chodziło o: czwartek.',
  ],
  'hours-no-such-time': [
    'fakty/godziny.yaml:5  Nie ma takiej godziny: 25:99. Napisz na przykład 7:30-17:00.',
  ],
  'hours-overlap-in-a-day': [
    'fakty/godziny.yaml:4  Te godziny zachodzą na siebie. Drugie otwarcie musi być po pierwszym zamknięciu.',
  ],
  'hours-tab': [
    'fakty/godziny.yaml:4  Wcięcie jest zrobione tabulatorem. Zamień je na odstępy (spacje).',
  ],
  'hours-unknown-word': [
    'fakty/godziny.yaml:8  Napisz godziny jako 7:30-17:00 albo słowo: zamknięte.',
  ],
  'html-in-text': [
    'pl/strony/proba.md:7  Znaczniki HTML tu nie działają i znikną ze strony: <b> Usuń je. **Pogrubienie** zrobisz gwiazdkami.',
    'pl/strony/proba.md:9  Znaczniki HTML tu nie działają i znikną ze strony: <div> Usuń je. **Pogrubienie** zrobisz gwiazdkami.',
  ],
  'image-described-by-its-name': [
    'pl/strony/proba.md:7  Obraz nie ma opisu. Napisz w nawiasie, co na nim widać: ![Wejście do klubu](/favicon.svg).',
  ],
  'image-from-elsewhere': [
    'pl/strony/proba.md:7  Obraz musi leżeć w folderze pliki, a jego adres zaczyna się od /pliki/, na przykład: ![Herb miasta](/pliki/zdjecie.jpg).',
  ],
  'image-without-description': [
    'pl/strony/proba.md:7  Obraz nie ma opisu. Napisz w nawiasie, co na nim widać: ![Wejście do klubu](/favicon.svg).',
  ],
  'image-without-file': [
    'pl/strony/proba.md:7  W folderze pliki nie ma obrazu /wejscie.jpg.',
  ],
  'link-bare-address': [
    'pl/strony/proba.md:7  Nie pokazuj samego adresu. Napisz, dokąd prowadzi: [nazwa strony](https://www.bytom.pl).',
  ],
  'link-relative': [
    'pl/strony/proba.md:7  Adres „kontakt.md” nie zadziała. Adres strony portalu zaczyna się i kończy ukośnikiem, na przykład /kontakt/, a adres innej strony od https://',
  ],
  'link-text-click': [
    'pl/strony/proba.md:7  Tekst linku „Kliknij” nie mówi, dokąd prowadzi. Wpisz tam nazwę tego, co jest pod linkiem, na przykład [Godziny otwarcia](/kontakt/).',
  ],
  'link-text-here': [
    'pl/strony/proba.md:7  Tekst linku „tutaj” nie mówi, dokąd prowadzi. Wpisz tam nazwę tego, co jest pod linkiem, na przykład [Godziny otwarcia](/kontakt/).',
  ],
  'link-text-more': [
    'pl/strony/proba.md:9  Tekst linku „Czytaj więcej…” nie mówi, dokąd prowadzi. Wpisz tam nazwę tego, co jest pod linkiem, na przykład [Godziny otwarcia](/kontakt/).',
  ],
  'link-to-draft': [
    'pl/strony/proba.md:7  Strona /szkic/ to szkic i nie ma jej w gotowym portalu. Usuń link albo wiersz „szkic: true” w pliku pl/strony/szkic.md.',
  ],
  'link-to-no-heading': [
    'pl/strony/proba.md:7  Na stronie /kontakt/ nie ma nagłówka #godziny-otwarci. Może chodziło o: godziny-otwarcia.',
  ],
  'link-to-no-heading-here': [
    'pl/strony/proba.md:7  Na stronie /proba/ nie ma nagłówka #zajecia.',
  ],
  'link-to-no-page': [
    'pl/strony/proba.md:7  Nie ma takiej strony: /kontatk/. Może chodziło o: /kontakt/.',
  ],
  'link-to-script': [
    'pl/strony/proba.md:7  Adres „javascript:alert(1)” nie zadziała. Adres strony portalu zaczyna się i kończy ukośnikiem, na przykład /kontakt/, a adres innej strony od https://',
  ],
  'link-with-a-space': [
    'pl/strony/proba.md:7  Link się nie zrobi: usuń odstęp między ] i (.',
  ],
  'link-without-slash': [
    'pl/strony/proba.md:7  Adres strony kończy się ukośnikiem. Napisz: /kontakt/',
  ],
  'link-without-text': [
    'pl/strony/proba.md:7  Link do https://www.bytom.pl nie ma tekstu. Napisz w nawiasie kwadratowym, dokąd prowadzi.',
  ],
  'news-impossible-day-in-name': [
    'pl/aktualnosci/2026-02-30-nowe-zajecia.md:1  W nazwie pliku jest dzień, którego nie ma w kalendarzu: 2026-02-30. Zmień nazwę pliku.',
  ],
  'news-other-day-in-name': [
    'pl/aktualnosci/2026-11-21-nowe-zajecia.md:4  W nazwie pliku jest data 2026-11-21, a w polu „data” 2026-11-22. Wpisz w obu miejscach tę samą.',
  ],
  'news-without-day-in-name': [
    'pl/aktualnosci/nowe-zajecia.md:1  Nazwa pliku aktualności zaczyna się od daty: RRRR-MM-DD-nazwa.md, na przykład 2026-12-01-nowe-zajecia.md.',
  ],
  'page-front-matter-open': [
    'pl/strony/proba.md:1  Brakuje wiersza z samymi trzema kreskami --- po ostatnim polu opisu. Dopisz go.',
  ],
  'page-long-description': [
    'pl/strony/proba.md:3  Pole „opis” ma 233 znaków, a może mieć najwyżej 200. Skróć je.',
  ],
  'page-menu-out-of-range': [
    'pl/strony/proba.md:3  Pole „menu” może mieć najwyżej 7, a jest 8. Co tu wpisać: Miejsce w menu, od 1 do 7. Puste: strony nie ma w menu.',
  ],
  'page-name-with-capitals': [
    'pl/strony/Godziny świąt.md:1  W nazwie pliku mogą być tylko małe litery bez ogonków, cyfry i łączniki. Zmień „Godziny świąt.md” na „godziny-swiat.md”.',
  ],
  'page-needed-as-draft': [
    'pl/strony/kontakt.md:5  Ta strona nie może być szkicem, bo prowadzą do niej stałe linki portalu. Usuń ten wiersz.',
  ],
  'page-title-of-another': [
    'pl/strony/proba.md:2  Taki tytuł ma już strona pl/strony/kontakt.md. Każda strona musi mieć inny tytuł.',
  ],
  'page-unknown-act': [
    'pl/strony/proba.md:5  W pliku fakty/akty.yaml nie ma klucza „rynek-prac”. Może chodziło o: rynek-pracy.',
  ],
  'page-unknown-key': [
    'pl/strony/proba.md:3  Nie znamy pola „autor”. Znamy te: tytul, opis, menu, nazwa_w_menu, sprawdzono, akty, wyprobowano, opisuje, nowosci, drzwi, zmieniono, oryginal, potwierdzil, dawne_adresy, szkic.',
  ],
  'page-without-front-matter': [
    'pl/strony/proba.md:1  Plik ma się zaczynać od trzech kresek ---, a pod nimi pola, na przykład: tytul: Nowe zajęcia.',
  ],
  'page-without-title': [
    'pl/strony/proba.md:1  Brakuje pola „tytul”. Dopisz je. Co tu wpisać: Tytuł strony: jedyny nagłówek pierwszego stopnia.',
  ],
  'rate-ends-before-it-starts': [
    'fakty/stawki.yaml:7  Kwota kończy się (2026-05-31) przed swoim początkiem (2026-06-01). Popraw jedną z dat.',
  ],
  'rate-with-a-dot': [
    'fakty/stawki.yaml:4  Napisz kwotę w cudzysłowie, z przecinkiem i groszami: "9,50".',
  ],
  'rate-without-grosze': [
    'fakty/stawki.yaml:4  Napisz kwotę w cudzysłowie, z przecinkiem i groszami: "9,50".',
  ],
  'statement-without-reasons': [
    'fakty/deklaracja.yaml:6  Strona nie jest w pełni zgodna: wymień, co jest niedostępne.',
  ],
  'statement-days': [
    'fakty/deklaracja.yaml:3  Zmiana strony (2026-11-30) jest wcześniejsza niż jej publikacja (2026-12-01). Popraw jedną z dat.',
    'fakty/deklaracja.yaml:5  Strona ma być w pełni zgodna, a coś jest niedostępne. Popraw stan albo opróżnij listę: [].',
    'fakty/deklaracja.yaml:8  Przegląd (2027-01-30) jest wcześniejszy niż sporządzenie deklaracji (2027-02-01). Popraw jedną z dat.',
    'fakty/deklaracja.yaml:9  Deklarację przegląda się co roku do 31 marca: wpisz tu 2028-03-31.',
    'fakty/deklaracja.yaml:11  Stan strony wynika z jej badania: wpisz dzień ostatniego badania.',
  ],
  'role-key-with-capitals': [
    'fakty/zgloszenia.yaml:29  Wpisz krótki klucz: małe litery bez polskich znaków, na przykład kierownik.',
  ],
  'role-twice': [
    'fakty/zgloszenia.yaml:32  Klucz „pracownik” ma już wpis z wiersza 29. Każdy wpis musi mieć inny klucz.',
  ],
  'roles-none': ['fakty/zgloszenia.yaml:28  Wpisz przynajmniej jedną rolę, na przykład pracownik.'],
  'topic-twice': [
    'fakty/zgloszenia.yaml:19  Klucz „advice” ma już wpis z wiersza 14. Każdy wpis musi mieć inny klucz.',
  ],
  'topics-too-few': [
    'fakty/zgloszenia.yaml:3  Formularz potrzebuje wszystkich tematów, a brakuje: other. Dopisz wpis „- klucz: other” z polami nazwa i opis.',
  ],
  'word-explained-twice': [
    'pl/strony/proba.md:9  To słowo wyjaśnia już wiersz 7. Tu napisz je zwyczajnie, bez wstawki :slowo.',
  ],
};
