import { type Courier, createCourier } from '../enquiry/delivery/courier.ts';
import { holdCourierLock } from '../enquiry/delivery/courier-lock.ts';
import { createStandbyCourier } from '../enquiry/delivery/standby-courier.ts';
import type { OperatorMailParts } from '../enquiry/monitoring/operator-mail.ts';
import type { ClubFacts } from '../enquiry/progress/club-facts.ts';
import { createStaffLinks } from '../enquiry/progress/staff-link.ts';
import type { Recipients } from '../enquiry/recipients.ts';
import { createOpener } from '../enquiry/sealing.ts';
import type { FailoverStore } from '../enquiry/store/failover-store.ts';
import { createFileMailer, createSmtpMailer, type Mailer } from '../mail/mailer.ts';
import { mailFolder, type Settings } from '../settings/settings.ts';
import { words } from '../words/index.ts';
import type { Surroundings } from './surroundings.ts';

/** A running courier. `stop` finishes the mails being sent. */
interface RunningCourier {
  stop(): Promise<void>;
}

/** All couriers on one SQLite store claim under this name, since the lock lets only one of them work. */
const soleOwner = 'courier';

const createMailer = (settings: Settings): Mailer =>
  settings.smtpServer === undefined
    ? createFileMailer({ directory: mailFolder(settings) })
    : createSmtpMailer({ server: settings.smtpServer, name: settings.mailName });

/**
 * While mail only goes into files, enquiries without a mailbox are addressed to a domain that never receives
 * mail (RFC 2606 2), so that the first start shows what staff would get.
 */
const nobody = 'nobody@kis.invalid';

function recipientsOf(settings: Settings): Recipients {
  const { smtpServer, enquiryTo, enquiryRoutes, enquiryFallbackTo } = settings;
  const to = enquiryTo ?? (smtpServer === undefined ? nobody : undefined);
  return {
    byTopic: enquiryRoutes,
    ...(to === undefined ? {} : { to }),
    ...(enquiryFallbackTo === undefined ? {} : { fallback: enquiryFallbackTo }),
  };
}

function operatorMailOf(settings: Settings, spooled: () => number): { operatorMail: OperatorMailParts } {
  const { alarmSmtpServer } = settings;
  const alarm =
    alarmSmtpServer === undefined
      ? {}
      : { alarmMailer: createSmtpMailer({ server: alarmSmtpServer, name: settings.mailName }) };
  return { operatorMail: { spooled, ...alarm } };
}

/** The arguments of a courier besides the settings. */
interface CourierKeys {
  /** Private keys that open sealed enquiries. */
  readonly identities: readonly string[];
  /** The form's secret, from which the links for staff are derived. */
  readonly secret: Uint8Array;
  /** Gives the current facts of the club from the content. */
  readonly facts: () => ClubFacts;
}

function composeCourier(
  store: FailoverStore,
  mailer: Mailer,
  { identities, secret, facts }: CourierKeys,
  settings: Settings,
  surroundings: Surroundings,
): Courier {
  return createCourier({
    ...surroundings,
    ...operatorMailOf(settings, () => store.condition().spooled),
    ...(settings.database.kind === 'sqlite' ? { soleOwner } : {}),
    store,
    mailer,
    opener: createOpener(identities),
    recipients: recipientsOf(settings),
    mailFrom: settings.mailFrom,
    words: words.pl.mail,
    links: createStaffLinks(secret),
    siteOrigin: settings.siteUrl.origin,
    facts,
    retentionDays: settings.retentionDays,
    unansweredDays: settings.unansweredDays,
  });
}

/** Starts the courier; on an SQLite store it works as soon as no other process holds the lock. */
export function startCourier(
  store: FailoverStore,
  keys: CourierKeys,
  settings: Settings,
  surroundings: Surroundings,
): RunningCourier {
  const mailer = createMailer(settings);
  const { database } = settings;
  const working = composeCourier(store, mailer, keys, settings, surroundings);
  const courier =
    database.kind === 'sqlite'
      ? createStandbyCourier({
          courier: working,
          hold: () => holdCourierLock(database.file),
          log: surroundings.log,
        })
      : working;
  const unsubscribe = store.subscribe(() => courier.wake());
  courier.start();
  return {
    async stop() {
      unsubscribe();
      await courier.stop();
      mailer.close();
    },
  };
}
