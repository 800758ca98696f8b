import type { Log } from '../log.ts';
import type { HealthReport } from './health.ts';

/** Numbers for a Prometheus server: counts of this process since its start, and the health report. */
export interface Metrics {
  /** Counts events, and passes every line on to the log it was made with. */
  readonly log: Log;
  /** @returns all numbers in the Prometheus text format 0.0.4 */
  text(report: HealthReport): string;
}

export const metricsType = 'text/plain; version=0.0.4; charset=utf-8';

/** Events of the log that are counted, with the name and description of the counter. */
const countedEvents = {
  'enquiry-stored': ['kis_enquiries_accepted_total', 'Enquiries kept, in the store or in the spool.'],
  'enquiry-spooled': ['kis_enquiries_spooled_total', 'Enquiries kept in the spool because the store failed.'],
  'enquiry-not-stored': ['kis_enquiries_refused_total', 'Enquiries that could not be kept.'],
  'form-shed': ['kis_forms_shed_total', 'Pages of the form refused because of too much load.'],
} as const;

const requestsName = 'kis_requests_total';

interface Family {
  readonly name: string;
  readonly kind: 'counter' | 'gauge';
  readonly help: string;
  /** Values by labels in Prometheus syntax; the empty string stands for no labels. */
  readonly values: Iterable<readonly [string, number]>;
}

const write = ({ name, kind, help, values }: Family): string =>
  [
    `# HELP ${name} ${help}`,
    `# TYPE ${name} ${kind}`,
    ...[...values].map(([labels, value]) => `${name}${labels} ${value}`),
    '',
  ].join('\n');

/** Unknown values are left out, as Prometheus recommends. */
function queueFamilies(report: HealthReport): readonly Family[] {
  const gauge = (name: string, help: string, value: number | undefined): readonly Family[] =>
    value === undefined ? [] : [{ name, kind: 'gauge', help, values: [['', value]] }];
  return [
    ...gauge(
      'kis_takes_enquiries',
      'Whether an enquiry sent now would be kept.',
      Number(report.takesEnquiries),
    ),
    ...gauge('kis_enquiries_waiting', 'Enquiries not delivered yet.', report.waiting),
    ...gauge(
      'kis_oldest_waiting_seconds',
      'How long the oldest of them has waited.',
      report.oldestWaitingSeconds,
    ),
    ...gauge('kis_enquiries_parked', 'Enquiries that no mailbox takes.', report.parked),
    ...gauge('kis_enquiries_open', 'Enquiries that nobody has closed.', report.open),
    ...gauge(
      'kis_enquiries_late',
      'Those past the end of their time without a talk with the person.',
      report.late,
    ),
    ...gauge('kis_enquiries_untaken', 'Those of the late ones that nobody has taken up.', report.untaken),
    ...gauge('kis_enquiries_in_spool', 'Enquiries beside the store, not in it yet.', report.spooled),
    ...gauge('kis_alarms', 'Alarms that stand.', report.alarms?.length),
  ];
}

/**
 * Counts the events of the log, even those below its level. Every label is a name from our code: no visitor's
 * data, no address.
 *
 * @param log receives every line
 */
export function createMetrics(log: Log): Metrics {
  const requests = new Map<string, number>();
  const events = new Map<string, number>();
  const add = (counts: Map<string, number>, key: string) => counts.set(key, (counts.get(key) ?? 0) + 1);

  function count(event: string, route = 'none', status = 0): void {
    if (event === 'request') add(requests, `{route="${route}",status="${Math.floor(status / 100)}xx"}`);
    else if (event in countedEvents) add(events, event);
  }

  return {
    log(level, event, fields) {
      count(event, fields?.route, fields?.status);
      log(level, event, fields);
    },
    text(report) {
      const families: readonly Family[] = [
        { name: requestsName, kind: 'counter', help: 'Requests answered.', values: [...requests].sort() },
        ...Object.entries(countedEvents).map(
          ([event, [name, help]]): Family => ({
            name,
            kind: 'counter',
            help,
            values: [['', events.get(event) ?? 0]],
          }),
        ),
        ...queueFamilies(report),
      ];
      return families.map(write).join('');
    },
  };
}
