import { Pool, type PoolClient } from 'pg';
import type { Answer, Row } from '../rows.ts';

/** Runs one statement. @throws an error with a code: SQLSTATE, the system's, or `POSTGRES_LOST` */
export type PostgresQuery = (statement: string, values?: readonly unknown[]) => Promise<Answer>;

/** One connection, for what needs the same one several times. */
export interface Session {
  readonly query: PostgresQuery;
  /** Gives the connection up; the server rolls back what was not committed. */
  end(): void;
}

/** Connections to one PostgreSQL database; each one that breaks is replaced at the next need. */
export interface Postgres {
  /** Runs a statement as a transaction of its own: when this resolves, it is on the disk. */
  readonly query: PostgresQuery;
  session(): Promise<Session>;
  /** Ends within two seconds, whatever the server does. */
  close(): Promise<void>;
}

/** Together short enough that a server which hangs is known for one within about five seconds. */
export const postgresLimits = {
  connections: 8,
  /** For a free connection, and for a new one. */
  connectMilliseconds: 1_500,
  statementMilliseconds: 2_000,
  lockMilliseconds: 1_000,
  /** After this the server is taken to hang, since it should have ended the statement itself. */
  answerMilliseconds: 2_500,
  /** A reader that keeps a snapshot may do other things in between for so long. */
  idleInTransactionMilliseconds: 15_000,
  closeMilliseconds: 2_000,
} as const;

/** pg hands out views on a buffer that it shares. */
const plain = (row: Readonly<Record<string, unknown>>): Row =>
  Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name,
      value instanceof Uint8Array ? new Uint8Array(value) : value,
    ]),
  ) as Row;

/**
 * pg's own errors (time is up, the connection is gone) have no code; with one they are not taken for our refusals,
 * which no waiting puts right. A missing password is such a refusal, and stays as it is.
 */
function withCode(error: unknown): unknown {
  if (!(error instanceof Error) || 'code' in error || error.message.startsWith('SASL')) return error;
  return Object.assign(error, { code: 'POSTGRES_LOST' });
}

const queryOf =
  (client: Pick<PoolClient, 'query'>): PostgresQuery =>
  async (statement, values = []) => {
    try {
      const { rows, rowCount } = await client.query<Record<string, unknown>>(statement, [...values]);
      return { rows: (rows ?? []).map(plain), count: rowCount ?? 0 };
    } catch (error) {
      throw withCode(error);
    }
  };

/**
 * Connects at the first need, and to a server that was away as soon as it is back.
 *
 * @param url as pg reads it, with `sslmode` and the like
 */
export function connectPostgres(url: string): Postgres {
  const pool = new Pool({
    connectionString: url,
    fallback_application_name: 'kis',
    max: postgresLimits.connections,
    connectionTimeoutMillis: postgresLimits.connectMilliseconds,
    statement_timeout: postgresLimits.statementMilliseconds,
    lock_timeout: postgresLimits.lockMilliseconds,
    query_timeout: postgresLimits.answerMilliseconds,
    idle_in_transaction_session_timeout: postgresLimits.idleInTransactionMilliseconds,
    keepAlive: true,
    // Whatever the server or the address says: an enquiry is answered for only once it is on the disk.
    onConnect: async (client) => {
      await client.query('SET synchronous_commit = on');
    },
  });
  // An unheard 'error' would end the process; whoever uses the connection next learns of it by a rejection.
  const heard = () => {};
  pool.on('error', heard);
  pool.on('connect', (client) => client.on('error', heard));

  return {
    query: queryOf(pool),
    async session() {
      const client = await pool.connect().catch((error: unknown) => {
        throw withCode(error);
      });
      return { query: queryOf(client), end: () => client.release(true) };
    },
    async close() {
      let timer: NodeJS.Timeout | undefined;
      const enough = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, postgresLimits.closeMilliseconds);
      });
      await Promise.race([pool.end(), enough]);
      clearTimeout(timer);
    },
  };
}
