import { setTimeout as pause } from 'node:timers/promises';
import type { Intake, PageContext } from '../enquiry/form/outcome.ts';
import { createRateLimit } from '../http/rate-limit.ts';
import { defaultLanguage } from '../paths.ts';
import type { Settings } from '../settings/settings.ts';
import type { BuildManifest } from '../web/build-manifest.ts';
import { createPostEnquiry, type PostEnquiry } from '../web/post-enquiry.ts';
import type { Surroundings } from './surroundings.ts';

/** @returns the language of a page with this prefix: empty, or `/uk` */
const languageOfPrefix = (prefix: string): string => prefix.slice(1) || defaultLanguage;

/** @returns the name of each topic in this language, or in Polish where it has none */
export const topicNamesIn = (
  names: BuildManifest['topicNames'],
  language: string,
): PageContext['topicNames'] =>
  Object.fromEntries(
    Object.entries(names).map(([topic, name]) => [topic, name[language] ?? name[defaultLanguage] ?? topic]),
  ) as PageContext['topicNames'];

/**
 * Opens the handling of POSTs of the form, the same in the real server and in `npm run dev`. The counters of the rate
 * limit stay when the names of the topics change.
 *
 * @returns a function that gives it for a build with these topic names
 */
export function openPostEnquiry(
  intake: Intake,
  { enquiryRate, trustedProxies }: Settings,
  { clock, random }: Surroundings,
): (topicNames: () => BuildManifest['topicNames']) => PostEnquiry {
  const rateLimit = createRateLimit({ rate: enquiryRate, clock, random, wait: pause });
  return (topicNames) =>
    createPostEnquiry({
      intake,
      rateLimit,
      trustedProxies,
      pageOf: (prefix) => ({
        topicNames: topicNamesIn(topicNames(), defaultLanguage),
        pageLanguage: languageOfPrefix(prefix),
      }),
    });
}
