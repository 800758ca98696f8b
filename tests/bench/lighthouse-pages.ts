/** A kind of page, with one of its addresses. */
export interface KindOfPage {
  readonly kind: string;
  readonly path: string;
  /** Audits that report an intended property of this page. */
  readonly meant?: readonly string[];
}

/** Deliberately kept out of search engines, which Lighthouse reports as a fault. */
const unlisted = ['is-crawlable'];

/** One page of every kind, the news with made-up ones. */
export const kindsOfPage: readonly KindOfPage[] = [
  { kind: 'start', path: '/' },
  { kind: 'text', path: '/klub/' },
  { kind: 'timetable', path: '/zajecia/' },
  { kind: 'acts', path: '/podstawy-prawne/' },
  { kind: 'contact', path: '/kontakt/' },
  { kind: 'list of news', path: '/aktualnosci/' },
  { kind: 'older news', path: '/aktualnosci/strona/2/' },
  { kind: 'news', path: '/aktualnosci/2016-01-01-wiadomosc-0/' },
  { kind: 'links', path: '/przydatne-linki/' },
  { kind: 'easy to read', path: '/tekst-latwy/' },
  { kind: 'statement', path: '/deklaracja-dostepnosci/' },
  { kind: 'privacy', path: '/prywatnosc/' },
  { kind: 'map of the site', path: '/mapa-strony/' },
  { kind: 'form', path: '/zgloszenie/' },
  { kind: 'search', path: '/szukaj/?q=praca', meant: unlisted },
  { kind: 'error page', path: '/nie-ma/', meant: [...unlisted, 'http-status-code', 'errors-in-console'] },
];
