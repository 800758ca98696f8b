import { mailFolder, missingForRealUse, type Settings } from '../settings/settings.ts';
import { describeDatabase } from '../settings/values.ts';
import type { BuildManifest } from '../web/build-manifest.ts';
import { nodeVersionWarning } from './node-version.ts';

/** What to do about each setting that production still needs. */
const remedies: Readonly<Record<string, string>> = {
  SITE_URL: 'the address people will use, beginning with https://',
  SMTP_URL: 'the mail server, for example smtps://user:password@mail.example.org',
  ENQUIRY_TO: 'the mailbox that enquiries go to',
};

/** @returns the line that tells where mail goes */
export function mailLine(settings: Settings): string {
  if (!settings.courier) return 'Mail: sent by a process of its own (COURIER=off here)';
  if (settings.smtpServer === undefined) return `Mail: written as .eml files to ${mailFolder(settings)}`;
  return `Mail: sent through ${settings.smtpServer.host}`;
}

/** @returns the line that says who is told of untaken enquiries if no fallback is set; none otherwise */
export const fallbackLines = ({ enquiryTo, enquiryFallbackTo }: Settings): readonly string[] =>
  enquiryTo === undefined || enquiryFallbackTo !== undefined
    ? []
    : ['ENQUIRY_FALLBACK_TO is not set: what nobody takes up in time is told to ENQUIRY_TO'];

/** @returns the names of the settings that differ from those of the build, so that it must be built again */
export function settingsBuiltOtherwise(
  settings: Settings,
  { siteUrl, retention }: Pick<BuildManifest, 'siteUrl' | 'retention'>,
): readonly string[] {
  const { origin } = settings.siteUrl;
  const { retentionDays, unansweredDays } = retention ?? settings;
  return [
    ...(siteUrl === origin ? [] : ['SITE_URL']),
    ...(retentionDays === settings.retentionDays ? [] : ['RETENTION_DAYS']),
    ...(unansweredDays === settings.unansweredDays ? [] : ['UNANSWERED_DAYS']),
  ];
}

function retentionWarning(
  { retentionDays, unansweredDays }: Settings,
  told: Pick<Settings, 'retentionDays' | 'unansweredDays'> | undefined,
): readonly string[] {
  if (told === undefined) return [];
  if (told.retentionDays === retentionDays && told.unansweredDays === unansweredDays) return [];
  return [
    `Warning: the pages of dist/ say that enquiries are kept for ${told.retentionDays} and ${told.unansweredDays} days, ` +
      `RETENTION_DAYS and UNANSWERED_DAYS say ${retentionDays} and ${unansweredDays}; build it again`,
  ];
}

/**
 * @param options.port the port on which the server listens
 * @param options.builtFor the `SITE_URL` that `dist/` was built with
 * @param options.retention the retention that the pages of `dist/` tell; left out: not known
 * @param options.nodeVersion for example `26.10.0`
 * @param options.exposure the warning of `exposureWarning`
 * @returns the first lines that the server prints
 */
export function startLines(
  settings: Settings,
  options: {
    port: number;
    builtFor: string;
    retention?: Pick<Settings, 'retentionDays' | 'unansweredDays'> | undefined;
    nodeVersion: string;
    exposure?: string | undefined;
  },
): readonly string[] {
  const host = settings.host === '127.0.0.1' ? 'localhost' : settings.host;
  const urlHost = host.includes(':') ? `[${host}]` : host;
  const missing = missingForRealUse(settings);
  const nodeWarning = nodeVersionWarning(options.nodeVersion);
  const origin = settings.siteUrl.origin;
  return [
    `Listening on http://${urlHost}:${options.port} (the site's address: ${origin})`,
    `Enquiries: kept in ${describeDatabase(settings.database)}`,
    mailLine(settings),
    missing.length === 0 ? 'Nothing is missing for real use.' : 'Still missing for real use:',
    ...missing.map((name) => `  ${settings.production ? 'Warning: ' : ''}${name}: ${remedies[name] ?? ''}`),
    ...fallbackLines(settings),
    ...(options.builtFor === origin
      ? []
      : [`Warning: dist/ was built for ${options.builtFor}; build it again`]),
    ...retentionWarning(settings, options.retention),
    ...(nodeWarning === undefined ? [] : [`Warning: ${nodeWarning}`]),
    ...(options.exposure === undefined ? [] : [`Warning: ${options.exposure}`]),
  ];
}
