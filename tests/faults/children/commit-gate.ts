import type { EntityManager, MikroORM } from '@mikro-orm/postgresql';

/** A place at which a process stops and says so: before or after the commit of a transaction that wrote what is named. */
export interface Gate {
  readonly when: 'before' | 'after';
  /** A pattern of a statement of that transaction; of a single statement outside of any, the statement itself. */
  readonly wrote?: string;
  /** Instead: the n-th commit of this process that changed something of the calls. */
  readonly nth?: number;
}

/** What counts as changing something of the calls. */
const CALLS =
  /(?:update|insert into|delete from)\s+(?:call_tasks|call_batch|call_failed_page|call_reservation|leads_task_list|dcc_leads_follow|do_not_call|activity)\b/i;

interface Connection {
  query: (...args: unknown[]) => unknown;
}

/**
 * Watches every commit of this process's units of work on its way to the database, and holds the process at the gate: it prints
 * `at <gates so far> <statement>` and waits for ever, or until `open`.
 */
export async function watchCommits(orm: MikroORM): Promise<{ set(gate: Gate | null): void; open(): void }> {
  let gate: Gate | null = null;
  let [commits, gates] = [0, 0];
  let release: (() => void) | undefined;

  const isHere = (statements: readonly string[]): string | undefined => {
    if (!gate) return undefined;
    const { wrote, nth } = gate;
    if (wrote !== undefined) return statements.find((text) => new RegExp(wrote, 'i').test(text));
    const changed = statements.find((text) => CALLS.test(text));
    if (changed === undefined) return undefined;
    commits += 1;
    return commits === nth ? changed : undefined;
  };
  const hold = async (statement: string): Promise<void> => {
    gate = null;
    console.log(`at ${gates} ${statement.replaceAll(/\s+/g, ' ').slice(0, 90)}`);
    await new Promise<void>((resolve) => {
      release = resolve;
    });
  };

  const watch = (connection: Connection): void => {
    const original = connection.query.bind(connection);
    let open: string[] | undefined;
    connection.query = (...args) => {
      const [first] = args;
      const text = typeof first === 'string' ? first : ((first as { text?: string } | null)?.text ?? '');
      const word = text.trim().toLowerCase();
      const ends = word === 'commit' ? (open ?? []) : open ? [] : [text];
      if (/^(?:begin|start transaction)/.test(word)) open = [];
      else if (word === 'commit' || word === 'rollback') open = undefined;
      else open?.push(text);
      const when = gate?.when;
      const here = isHere(ends);
      if (here === undefined) return original(...args);
      if (when === 'before') return hold(here).then(() => original(...args));
      return (original(...args) as Promise<unknown>).then(async (answer) => {
        await hold(here);
        return answer;
      });
    };
  };
  const pool = await (orm.em as EntityManager).getConnection().getNativeClient();
  // One connection was opened to find out whether there is a database.
  for (const connection of Reflect.get(pool, '_clients') as Connection[]) watch(connection);
  pool.on('connect', (connection) => watch(connection as unknown as Connection));

  return {
    set: (next) => {
      gate = next;
      commits = 0;
      gates += 1;
    },
    open: () => release?.(),
  };
}
