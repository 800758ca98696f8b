/** How grave a line is; `LOG_LEVEL` names the least grave that is written. */
export const logLevels = ['debug', 'info', 'warn', 'error'] as const;
export type LogLevel = (typeof logLevels)[number];

/**
 * The only fields a line may have. None can hold what a visitor typed or where they came from: there is no
 * free text, no address, no request target beyond the route's name.
 */
export interface LogFields {
  readonly reference?: string;
  readonly route?: string;
  readonly method?: string;
  readonly status?: number;
  readonly milliseconds?: number;
  readonly attempt?: number;
  readonly count?: number;
  readonly state?: string;
  /** A class of cause, for example `ECONNREFUSED` or `550`; never an error's message. */
  readonly cause?: string;
  readonly version?: string;
}

/** Writes one structured line. `event` is a fixed kebab-case name such as `enquiry-stored`. */
export type Log = (level: LogLevel, event: string, fields?: LogFields) => void;

/**
 * @param least the least grave level that is written
 * @param write takes one finished line with its newline
 * @param clock gives the time of the line, written in UTC
 * @returns a log that writes JSON lines
 */
export function createLog(least: LogLevel, write: (line: string) => void, clock: () => Date): Log {
  const threshold = logLevels.indexOf(least);
  return (level, event, fields = {}) => {
    if (logLevels.indexOf(level) < threshold) return;
    write(`${JSON.stringify({ time: clock().toISOString(), level, event, ...fields })}\n`);
  };
}
