import type { GovernmentOffice, OpeningHoursSpecification, WithContext } from 'schema-dts';
import type { DayHours } from '../hours/opening.ts';
import type { Span, Week } from '../hours/schedule.ts';
import { weekdays } from './texts.ts';

interface Club {
  readonly contact: {
    readonly name: string;
    readonly alternateName: string;
    readonly parent: string;
    readonly street: string;
    readonly postalCode: string;
    readonly town: string;
    /** As people read it, without the +48. */
    readonly telephone: string;
    readonly email: string | undefined;
  };
  readonly week: Week;
  readonly special: readonly DayHours[];
  readonly url: string;
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

/** A day closed all day opens and closes at midnight (schema.org, `OpeningHoursSpecification`). */
const closedSpan = { opens: '00:00', closes: '00:00' };

const specialDay = ({ day, open }: DayHours): OpeningHoursSpecification[] =>
  (open.length === 0 ? [closedSpan] : open.map(spanOf)).map((span) => ({
    '@type': 'OpeningHoursSpecification',
    validFrom: day,
    validThrough: day,
    ...span,
  }));

/** @returns the club as schema.org's `GovernmentOffice`, ready for JSON-LD; schema-dts holds it to schema.org's types. */
export function structuredClub({ contact, week, special, url }: Club): WithContext<GovernmentOffice> {
  return {
    '@context': 'https://schema.org',
    '@type': 'GovernmentOffice',
    '@id': `${url}#klub`,
    name: contact.name,
    alternateName: contact.alternateName,
    url,
    telephone: `+48 ${contact.telephone}`,
    ...(contact.email === undefined ? {} : { email: contact.email }),
    address: {
      '@type': 'PostalAddress',
      streetAddress: contact.street,
      postalCode: contact.postalCode,
      addressLocality: contact.town,
      addressCountry: 'PL',
    },
    parentOrganization: { '@type': 'GovernmentOrganization', name: contact.parent },
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
