/** The level of a line; `LOG_LEVEL` is the lowest one that is written. */
export const logLevels = ['debug', 'info', 'warn', 'error'] as const;
export type LogLevel = (typeof logLevels)[number];

/**
 * The only fields of a line. None can contain what a visitor typed or where they came from: there is no free text, no
 * address, and of the request only the name of its route.
 */
interface FieldValues {
  readonly reference: string;
  readonly route: string;
  readonly method: string;
  readonly status: number;
  readonly milliseconds: number;
  readonly attempt: number;
  readonly count: number;
  readonly state: string;
  /** An error code, for example `ECONNREFUSED` or `550`; never an error's message. */
  readonly cause: string;
}
type FieldName = keyof FieldValues;
export type LogFields = Partial<FieldValues>;

/** Every event of the log, and the fields of its line. Operators search for these names: they must not change. */
const fieldsOfEvents = {
  'addition-stored': ['reference', 'state'],
  'attempt-not-recorded': ['reference', 'cause'],
  'build-refused': ['cause', 'state'],
  'build-taken-over': ['milliseconds'],
  'courier-lock-failed': ['cause'],
  'courier-store-failed': ['cause'],
  'courier-took-over': [],
  'courier-waits': [],
  'editing-mail-failed': ['cause'],
  'editing-signed-in': [],
  'enquiries-delivered-before': ['count'],
  'enquiries-erased': ['count'],
  'enquiries-erased-unanswered': ['count'],
  'enquiries-unclosed': ['count'],
  'enquiries-untaken': ['count'],
  'enquiry-crashed': ['reference', 'attempt', 'cause'],
  'enquiry-delivered': ['reference', 'attempt'],
  'enquiry-not-stored': ['cause'],
  'enquiry-parked': ['reference', 'cause', 'count'],
  'enquiry-postponed': ['reference', 'attempt', 'cause'],
  'enquiry-refused': ['reference', 'cause', 'state'],
  'enquiry-spooled': ['reference'],
  'enquiry-stored': ['reference', 'state'],
  'enquiry-unreadable': ['reference'],
  'enquiry-without-recipient': ['reference'],
  'form-shed': ['route'],
  'library-failed': ['cause'],
  'library-said': ['state'],
  'mail-late': ['count'],
  'mail-route-down': ['cause'],
  'mail-route-stopped': ['cause'],
  'notice-failed': ['cause'],
  'notice-not-sent': ['state', 'cause'],
  'reminder-not-sent': ['reference', 'state', 'cause'],
  'reminder-sent': ['reference', 'state'],
  'page-not-rendered': ['route'],
  'pages-loaded': ['count'],
  'program-outdated': [],
  'progress-failed': ['cause'],
  'promise-left': ['cause'],
  request: ['method', 'route', 'status', 'milliseconds'],
  'request-failed': ['cause'],
  'server-failed': ['cause'],
  'server-stopping': [],
  'spool-emptied': ['count'],
  'spooled-enquiry-damaged': ['cause'],
  'spooled-enquiry-renamed': ['reference', 'state'],
  'spooled-enquiry-stored': ['reference'],
  'step-noted': ['reference', 'state'],
  'store-back': [],
  'store-damaged': ['count'],
  'store-failing': ['cause'],
} as const satisfies Readonly<Record<string, readonly FieldName[]>>;

export type LogEvent = keyof typeof fieldsOfEvents;

/** The fields of one event; fields of other events are not allowed. */
export type LogFieldsOf<Event extends LogEvent> = {
  readonly [Name in FieldName]?: Name extends (typeof fieldsOfEvents)[Event][number]
    ? FieldValues[Name]
    : never;
};

/** Writes one structured line. */
export type Log = <Event extends LogEvent>(
  level: LogLevel,
  event: Event,
  fields?: LogFieldsOf<Event>,
) => void;

/**
 * @param least the lowest level that is written
 * @param write writes one line, which includes its newline
 * @param clock gives the time of the line, written in UTC
 * @returns a log that writes JSON lines. The compiler does not notice additional properties of an object, so only the
 * fields of the event are written
 */
export function createLog(least: LogLevel, write: (line: string) => void, clock: () => Date): Log {
  const threshold = logLevels.indexOf(least);
  return (level, event, fields = {}) => {
    if (logLevels.indexOf(level) < threshold) return;
    const names: readonly string[] = fieldsOfEvents[event];
    const own = Object.fromEntries(Object.entries(fields).filter(([name]) => names.includes(name)));
    write(`${JSON.stringify({ time: clock().toISOString(), level, event, ...own })}\n`);
  };
}
