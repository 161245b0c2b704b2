import { Pool } from 'pg';
import type { Logger } from '../kernel/logger.ts';

/** One statement that is sent again and again. Its name is how the server knows it prepared. */
export interface Statement {
  readonly name: string;
  readonly text: string;
}

/** A connection of its own for short statements that must not queue behind the work of the pool. */
export interface OneConnection {
  /** Runs a statement by itself, committed when this returns. @throws what `pg` throws; the next call connects anew */
  run<Row extends object>(statement: Statement, params: readonly unknown[]): Promise<Row[]>;
  close(): Promise<void>;
}

/** A statement without an answer for so long has lost its connection. */
const ANSWER_LIMIT_MS = 10_000;
const CONNECT_LIMIT_MS = 5000;

/** Nothing is sent before the first statement; a connection that breaks is replaced at the next one. */
export function openOneConnection(options: {
  readonly url: string;
  /** All connections of the embedded database share one session, in which names of prepared statements would collide. */
  readonly embedded: boolean;
  readonly logger: Pick<Logger, 'warn'>;
}): OneConnection {
  const pool = new Pool({
    connectionString: options.url,
    max: 1,
    idleTimeoutMillis: 0,
    keepAlive: true,
    connectionTimeoutMillis: CONNECT_LIMIT_MS,
    query_timeout: ANSWER_LIMIT_MS,
    application_name: 'xiaoshu-callbacks',
  });
  pool.on('error', (error) => options.logger.warn({ error }, 'The connection for callbacks broke; it is opened again'));
  return {
    run: async <Row extends object>({ name, text }: Statement, params: readonly unknown[]) => {
      const values = [...params];
      const answer = await pool.query<Row>(options.embedded ? { text, values } : { name, text, values });
      return answer.rows;
    },
    close: () => pool.end(),
  };
}
