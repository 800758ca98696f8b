/** Names such as `ENOSPC`, and PostgreSQL's SQLSTATE such as `57P01`. */
const symbolic = /^(?:[A-Z][A-Z0-9_]{1,40}|[0-9A-Z]{5})$/;

const own = (error: object, key: string): unknown => (error as Record<string, unknown>)[key];

/**
 * @param error anything thrown
 * @returns a short code for a log or the store, for example `ENOSPC`, `SQLITE_13` or `TypeError`; never a
 *   message, since messages may quote what a visitor typed
 */
export function errorCodeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return typeof error;
  const sqlite = own(error, 'errcode');
  if (typeof sqlite === 'number') return `SQLITE_${sqlite}`;
  // nodemailer replaces the system's code by its own and keeps the original here.
  for (const code of [own(error, 'originalCode'), own(error, 'code')]) {
    if (typeof code === 'string' && symbolic.test(code)) return code;
  }
  return error instanceof Error ? error.constructor.name : 'object';
}
