import type {
  BreadcrumbList,
  GovernmentOffice,
  NewsArticle,
  OpeningHoursSpecification,
  Service,
  WebPage,
  WithContext,
} from 'schema-dts';
import { type Day, weekdays } from '../hours/days.ts';
import type { DayHours } from '../hours/opening.ts';
import type { Span, Week } from '../hours/schedule.ts';

interface Club {
  readonly contact: {
    readonly fullName: string;
    readonly shortName: string;
    readonly parent: string;
    readonly street: string;
    readonly postalCode: string;
    readonly town: string;
    /** As on the pages, without the +48. */
    readonly phone: string;
    readonly extension: string | null;
    readonly secondPhone: string | null;
    readonly email: string | null;
    readonly parentWebsite: string | null;
  };
  /** Numbers and addresses of the club in public registers. */
  readonly identifiers: readonly { readonly name: string; readonly value: string | null }[];
  readonly week: Week;
  readonly special: readonly DayHours[];
  readonly url: string;
  /** The address of the form, and the languages (BCP 47) in which it can be filled in. */
  readonly form: { readonly url: string; readonly name: string; readonly languages: readonly string[] };
}

const dayNames = {
  1: 'Monday',
  2: 'Tuesday',
  3: 'Wednesday',
  4: 'Thursday',
  5: 'Friday',
  6: 'Saturday',
  7: 'Sunday',
} as const;

const clock = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;

const spanOf = ({ opens, closes }: Span) => ({ opens: clock(opens), closes: clock(closes) });

/** A day that is closed all day opens and closes at midnight (schema.org, `OpeningHoursSpecification`). */
const closedSpan = { opens: '00:00', closes: '00:00' };

const specialDay = ({ day, open }: DayHours): OpeningHoursSpecification[] =>
  (open.length === 0 ? [closedSpan] : open.map(spanOf)).map((span) => ({
    '@type': 'OpeningHoursSpecification',
    validFrom: day,
    validThrough: day,
    ...span,
  }));

const clubIdOf = (url: string): string => `${url}#klub`;

/** The extension is written as in ITU-T E.123; a single number is not a list, as most readers expect. */
function telephones({ phone, extension, secondPhone }: Club['contact']): string | string[] {
  const first = `+48 ${phone}${extension === null ? '' : ` ext. ${extension}`}`;
  return secondPhone === null ? first : [first, `+48 ${secondPhone}`];
}

/** @returns the club as schema.org's `GovernmentOffice`, ready for JSON-LD; typed by schema-dts */
export function structuredClub({
  contact,
  identifiers,
  week,
  special,
  url,
  form,
}: Club): WithContext<GovernmentOffice> {
  const known = identifiers.flatMap(({ name, value }) =>
    value === null ? [] : [{ '@type': 'PropertyValue', name, value } as const],
  );
  return {
    '@context': 'https://schema.org',
    '@type': 'GovernmentOffice',
    '@id': clubIdOf(url),
    name: contact.fullName,
    alternateName: contact.shortName,
    url,
    telephone: telephones(contact),
    ...(contact.email === null ? {} : { email: contact.email }),
    contactPoint: {
      '@type': 'ContactPoint',
      contactType: form.name,
      url: form.url,
      availableLanguage: [...form.languages],
    },
    address: {
      '@type': 'PostalAddress',
      streetAddress: contact.street,
      postalCode: contact.postalCode,
      addressLocality: contact.town,
      addressCountry: 'PL',
    },
    parentOrganization: {
      '@type': 'GovernmentOrganization',
      name: contact.parent,
      ...(contact.parentWebsite === null ? {} : { url: contact.parentWebsite }),
    },
    ...(known.length === 0 ? {} : { identifier: known }),
    openingHoursSpecification: weekdays.flatMap((weekday) =>
      week[weekday].map((span) => ({
        '@type': 'OpeningHoursSpecification',
        dayOfWeek: `https://schema.org/${dayNames[weekday]}`,
        ...spanOf(span),
      })),
    ),
    specialOpeningHoursSpecification: special.flatMap(specialDay),
  };
}

/** A page in structured data; `url` is absolute. */
interface Named {
  readonly name: string;
  readonly url: string;
}

/**
 * @param way the pages from the start page to the page itself
 * @returns the breadcrumb list of a page
 */
export const structuredWay = (way: readonly Named[]): WithContext<BreadcrumbList> => ({
  '@context': 'https://schema.org',
  '@type': 'BreadcrumbList',
  itemListElement: way.map(({ name, url }, index) => ({
    '@type': 'ListItem',
    position: index + 1,
    name,
    item: url,
  })),
});

/** @returns a page by its address and its language */
export const structuredPage = (
  page: Pick<Named, 'url'> & { readonly language: string },
): WithContext<WebPage> => ({
  '@context': 'https://schema.org',
  '@type': 'WebPage',
  '@id': page.url,
  inLanguage: page.language,
});

/** @returns a service that a page describes, provided by the club of the start page `home` */
export const structuredService = (
  service: Named & { readonly description: string; readonly town: string; readonly home: string },
): WithContext<Service> => ({
  '@context': 'https://schema.org',
  '@type': 'Service',
  name: service.name,
  description: service.description,
  url: service.url,
  provider: { '@id': clubIdOf(service.home) },
  areaServed: { '@type': 'City', name: service.town },
});

/** @returns a piece of news, published by the club of the start page `home` on a day `RRRR-MM-DD` */
export const structuredNews = (
  news: Named & {
    readonly description: string;
    readonly day: Day;
    /** BCP 47. */
    readonly language: string;
    readonly home: string;
    readonly club: string;
  },
): WithContext<NewsArticle> => ({
  '@context': 'https://schema.org',
  '@type': 'NewsArticle',
  headline: news.name,
  description: news.description,
  datePublished: news.day,
  inLanguage: news.language,
  url: news.url,
  mainEntityOfPage: news.url,
  author: { '@type': 'GovernmentOffice', '@id': clubIdOf(news.home), name: news.club, url: news.home },
  publisher: { '@id': clubIdOf(news.home) },
});
