import type { APIRoute } from 'astro';
import { writeHoursCalendar } from '../calendar/hours-calendar.ts';
import { hoursFrom } from '../hours/opening.ts';
import { eventTitle } from '../page-data/texts.ts';
import { defaultLanguage } from '../paths.ts';
import { loadSite, timeOfBuild } from '../site.ts';

/** A year from the day of the build: the calendar says nothing about later days. */
const daysCovered = 366;

export const GET: APIRoute = async ({ site: address }) => {
  const stamp = timeOfBuild();
  const { facts, words, today, language } = await loadSite(defaultLanguage, stamp);
  const { name, street, postalCode, town } = facts.contact;
  const body = writeHoursCalendar({
    days: hoursFrom(facts.schedule, today, daysCovered),
    stamp,
    domain: new URL('/', address).hostname,
    texts: {
      name: `${words.hours.calendarName}: ${name}`,
      language: words.tag,
      open: words.hours.calendarOpen,
      description: facts.hours.confirmed ? undefined : words.page.hoursUnconfirmed,
      location: `${street}, ${postalCode} ${town}`,
      different: (hours) => eventTitle(hours, words, language),
    },
  });
  return new Response(body, { headers: { 'Content-Type': 'text/calendar; charset=utf-8' } });
};
