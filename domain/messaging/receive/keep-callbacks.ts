import type { OneConnection } from '../../../db/one-connection.ts';

/** A callback as it came, before anybody read it. */
export interface KeptCallback {
  readonly id: string;
  readonly account_id: string;
  readonly purpose: string;
  readonly content_type: string | null;
  readonly received_at: Date;
  readonly body: Uint8Array;
}

/** The bodies travel as one value, and each row takes its piece: the statement is the same for any number of callbacks. */
const KEEP = {
  name: 'keep_callbacks',
  text: `insert into inbound_callback (id, account_id, purpose, content_type, body, received_at, outcome)
    select c.id, a.id, c.purpose, c.content_type, substring($2::bytea from c.begins for c.size), c.received_at, 'kept'
    from json_to_recordset($1::json) as c (n int, id uuid, account_id uuid, purpose text, content_type text,
        received_at timestamptz, begins int, size int)
      join channel_account a on a.id = c.account_id
    order by c.n returning id`,
};

/**
 * Keeps callbacks as they came, in their order, in one statement that is committed when this returns. Nothing of them is
 * read: that is done afterwards (`read-next.ts`), so what a body contains cannot make this fail.
 * @returns the ids of those that were kept; the others name an account there is not
 */
export async function keepCallbacks(
  connection: Pick<OneConnection, 'run'>,
  callbacks: readonly KeptCallback[],
): Promise<ReadonlySet<string>> {
  let begins = 1;
  const told = callbacks.map(({ body, content_type: type, ...callback }, n) => {
    const piece = { n, ...callback, content_type: type?.slice(0, 100) ?? null, begins, size: body.length };
    begins += body.length;
    return { ...piece, purpose: callback.purpose.slice(0, 40) };
  });
  const bodies = callbacks.length === 1 ? Buffer.from(callbacks[0]!.body) : Buffer.concat(callbacks.map(bodyOf));
  const rows = await connection.run<{ id: string }>(KEEP, [JSON.stringify(told), bodies]);
  return new Set(rows.map(({ id }) => id));
}

function bodyOf({ body }: KeptCallback): Uint8Array {
  return body;
}
