import { isIP } from 'node:net';
import { resolve } from 'node:path';
import * as z from 'zod';
import { logLevels } from '../log.ts';
import { readSmtpUrl } from '../mail/smtp-url.ts';
import { topics } from '../topics.ts';
import {
  hostName,
  readDatabase,
  readKeys,
  readMailAddress,
  readMailAddresses,
  readNetworks,
  readRate,
  readRoutes,
  readSecret,
  readSender,
  readServiceUrl,
  readSiteUrl,
  readSourceDate,
  wholeNumber,
} from './values.ts';

/** A setting that `read` can parse; otherwise a fault that tells what to write. */
const setting = <Value>(read: (text: string) => Value | undefined, remedy: string) =>
  z.string().transform((text, context) => {
    const value = read(text);
    if (value !== undefined) return value;
    context.addIssue({ code: 'custom', message: remedy });
    return z.NEVER;
  });

const oneOf = <const Value extends string>(values: readonly Value[]) =>
  setting((text) => values.find((value) => value === text), `write one of: ${values.join(', ')}`);

const smtpUrlRemedy =
  'write smtps://user:password@host or smtp://user:password@host:587, with every special character of ' +
  'the password as %XX and without a query';
const oneMailbox = 'write one e-mail address, for example kis@example.org';

/** One line for each environment variable: how it is parsed, what to write instead, and its default. */
export const schema = z.object({
  HOST: setting(
    (text) => (isIP(text) !== 0 || hostName.test(text) ? text : undefined),
    'write an IP address or a host name to listen on, for example 127.0.0.1',
  ).prefault('127.0.0.1'),
  PORT: setting(
    (text) => wholeNumber(text, 0, 65_535),
    'write a port as a whole number from 0 to 65535, for example 4321',
  ).prefault('4321'),
  SITE_URL: setting(
    readSiteUrl,
    'write the address of the site without any path, for example https://kis.example.org',
  ).prefault('http://localhost:4321'),
  DATA_DIR: setting((text) => resolve(text), 'write a folder').prefault('data'),
  CONTENT_DIR: setting((text) => resolve(text), 'write a folder').prefault('content'),
  DATABASE_URL: setting(
    readDatabase,
    'write sqlite: and a file, for example sqlite:kis.db (in DATA_DIR), or postgres://user:password@host/database',
  ).prefault('sqlite:kis.db'),
  SMTP_URL: setting(readSmtpUrl, smtpUrlRemedy).optional(),
  ALARM_SMTP_URL: setting(readSmtpUrl, smtpUrlRemedy).optional(),
  MAIL_FROM: setting(readSender, 'write one e-mail address, or Name <address>').optional(),
  MAIL_NAME: setting(
    (text) => (isIP(text) === 0 && hostName.test(text) ? text : undefined),
    'write the full host name that mail servers are greeted with, for example kis.example.org',
  ).optional(),
  ENQUIRY_TO: setting(readMailAddress, oneMailbox).optional(),
  ENQUIRY_ROUTES: setting(
    readRoutes,
    `write topic=address,topic=address, each topic once, with the topics ${topics.join(', ')}`,
  ).optional(),
  ENQUIRY_FALLBACK_TO: setting(readMailAddress, oneMailbox).optional(),
  TRUSTED_PROXIES: setting(
    readNetworks,
    'write addresses or networks, separated by commas, for example 10.0.0.0/8,fd00::/8',
  ).prefault(''),
  ENQUIRY_RATE: setting(readRate, 'write off, or a count and a span, for example 20/10m').prefault('20/10m'),
  RETENTION_DAYS: setting(
    (text) => wholeNumber(text, 1, 3_650),
    'write a whole number of days from 1 to 3650',
  ).prefault('30'),
  UNANSWERED_DAYS: setting(
    (text) => wholeNumber(text, 1, 3_650),
    'write a whole number of days from 1 to 3650, not below RETENTION_DAYS',
  ).optional(),
  FORM_SECRET: setting(readSecret, 'write at least 32 random characters, or leave it out').optional(),
  SEALING_RECIPIENTS: setting(
    readKeys(/^age1[02-9ac-hj-np-z]{58}$/),
    'write public keys as `npm run enquiries -- keys` shows them (age1…), separated by commas, the courier’s first',
  ).optional(),
  SEALING_KEY: setting(
    readKeys(/^AGE-SECRET-KEY-1[02-9AC-HJ-NP-Z]{58}$/),
    'write the private key that `npm run enquiries -- keys new` gave (AGE-SECRET-KEY-1…)',
  ).optional(),
  LOG_LEVEL: oneOf(logLevels).prefault('info'),
  METRICS: oneOf(['on', 'off']).prefault('off'),
  COURIER: oneOf(['on', 'off']).prefault('on'),
  EDITING: oneOf(['on', 'off']).prefault('on'),
  EDITORS: setting(
    readMailAddresses,
    'write the whole e-mail addresses of those who may edit, separated by commas',
  ).optional(),
  EDITING_URL: setting(
    readSiteUrl,
    'write the address of the editing pages without any path, for example https://redakcja.kis.example.org',
  ).optional(),
  EDITING_PORT: setting(
    (text) => wholeNumber(text, 0, 65_535),
    'write a port as a whole number from 0 to 65535, for example 4322',
  ).prefault('4322'),
  EDITING_DATA_DIR: setting((text) => resolve(text), 'write a folder').prefault('data/editing'),
  EDITING_SMTP_URL: setting(readSmtpUrl, smtpUrlRemedy).optional(),
  NODE_ENV: z.string().optional(),
  PREVIEW_OF_DRAFTS: oneOf(['on', 'off']).prefault('off'),
  SOURCE_DATE_EPOCH: setting(
    readSourceDate,
    'write the moment to build for in whole seconds since 1970, or leave it out',
  ).optional(),
  ELI_BASE_URL: setting(
    readServiceUrl,
    'write the address of the ELI interface, for example https://api.sejm.gov.pl/eli',
  ).prefault('https://api.sejm.gov.pl/eli'),
});
