import { Pool, type PoolClient } from 'pg';
import type { Row } from '../progress-rows.ts';
import type { Answer } from '../statements.ts';

/** Runs one statement. @throws an error with a code: SQLSTATE, the system's, or `POSTGRES_LOST` */
export type PostgresQuery = (statement: string, values?: readonly unknown[]) => Promise<Answer>;

/** One connection, for statements that need the same one. */
export interface Session {
  readonly query: PostgresQuery;
  /** Closes the connection; the server rolls back what was not committed. */
  end(): void;
}

/** Connections to one PostgreSQL database; a broken one is replaced when it is next needed. */
export interface Postgres {
  /** Runs a statement as a separate transaction: when this resolves, the data are on disk. */
  readonly query: PostgresQuery;
  /** Runs statements as one transaction, in their order. */
  transact(
    statements: readonly (readonly [statement: string, values: readonly unknown[]])[],
  ): Promise<readonly Answer[]>;
  session(): Promise<Session>;
  /** Resolves within two seconds, whatever the server does. */
  close(): Promise<void>;
}

/** Short enough that a hanging server is noticed within about five seconds. */
const postgresLimits = {
  connections: 8,
  /** For a free connection, and for a new one. */
  connectMilliseconds: 1_500,
  statementMilliseconds: 2_000,
  lockMilliseconds: 1_000,
  /** After this time the server counts as hanging, since it should have ended the statement itself. */
  answerMilliseconds: 2_500,
  /** How long a reader of a snapshot may do other work between two statements. */
  idleInTransactionMilliseconds: 15_000,
  closeMilliseconds: 2_000,
} as const;

/** Copies the bytes: pg returns views on a shared buffer. */
const plain = (row: Readonly<Record<string, unknown>>): Row =>
  Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name,
      value instanceof Uint8Array ? new Uint8Array(value) : value,
    ]),
  ) as Row;

/**
 * pg's own errors (timeout, lost connection) have no code. They get one, since an error without a code means that
 * trying again does not help; a missing password is such an error, and stays as it is.
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
 * Connects when first needed, and reconnects when the server is back.
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
    // Overrides any setting of the server or the address: a person is told that an enquiry is stored only when it is
    // on disk.
    onConnect: async (client) => {
      await client.query('SET synchronous_commit = on');
    },
  });
  // An 'error' event without a listener would end the process; the next user of the connection gets a rejection.
  const ignore = () => {};
  pool.on('error', ignore);
  pool.on('connect', (client) => client.on('error', ignore));

  const connect = () =>
    pool.connect().catch((error: unknown) => {
      throw withCode(error);
    });

  return {
    query: queryOf(pool),
    async transact(statements) {
      const [only, ...others] = statements;
      if (only !== undefined && others.length === 0) return [await queryOf(pool)(...only)];
      const client = await connect();
      const query = queryOf(client);
      // A broken connection is not reused: the server then rolls back what was not committed.
      let broken = true;
      try {
        const answers: Answer[] = [];
        await query('BEGIN');
        for (const [statement, values] of statements) answers.push(await query(statement, values));
        await query('COMMIT');
        broken = false;
        return answers;
      } finally {
        client.release(broken);
      }
    },
    async session() {
      const client = await connect();
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
