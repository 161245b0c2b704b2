import type { RunnableConfig } from '@langchain/core/runnables';
import type { Checkpoint, CheckpointMetadata } from '@langchain/langgraph';
import { PostgresSaver } from '@langchain/langgraph-checkpoint-postgres';
import type { Pool } from 'pg';
import { Params } from '../../db/query.ts';

/**
 * The Postgres checkpoints of LangGraph, stored with one statement each. The library sends one statement per channel
 * inside a transaction: ten trips to the database for a plain turn, one here. Tables and contents are the library's.
 */
export class OneStatementSaver extends PostgresSaver {
  readonly #pool: Pool;
  readonly #schema: string;

  /** `schema` must be a plain name: it becomes part of the statements. */
  constructor(pool: Pool, schema: string) {
    super(pool, undefined, { schema });
    this.#pool = pool;
    this.#schema = schema;
  }

  override async put(
    config: RunnableConfig,
    checkpoint: Checkpoint,
    metadata: CheckpointMetadata,
    newVersions: Parameters<PostgresSaver['put']>[3],
  ): Promise<RunnableConfig> {
    const place = config.configurable as { thread_id: string; checkpoint_ns?: string; checkpoint_id?: string };
    const { thread_id, checkpoint_ns = '' } = place;
    const [blobs, about] = await Promise.all([
      this._dumpBlobs(thread_id, checkpoint_ns, checkpoint.channel_values, newVersions),
      this._dumpMetadata(metadata) as Promise<unknown>,
    ]);
    const params = new Params();
    const row = (values: readonly unknown[]): string => `(${values.map((value) => params.add(value)).join(', ')})`;
    const channels = blobs.map(row).join(', ');
    const body = this._dumpCheckpoint(checkpoint);
    const own = row([thread_id, checkpoint_ns, checkpoint.id, place.checkpoint_id, body, about]);
    await this.#pool.query(`${channels && this.#storeChannels(channels)} ${this.#storeCheckpoint(own)}`, params.values);
    return { configurable: { thread_id, checkpoint_ns, checkpoint_id: checkpoint.id } };
  }

  #storeChannels(rows: string): string {
    return `with channels as (
      insert into ${this.#schema}.checkpoint_blobs (thread_id, checkpoint_ns, channel, version, type, blob)
      values ${rows} on conflict do nothing)`;
  }

  #storeCheckpoint(row: string): string {
    return `insert into ${this.#schema}.checkpoints
        (thread_id, checkpoint_ns, checkpoint_id, parent_checkpoint_id, checkpoint, metadata)
      values ${row} on conflict (thread_id, checkpoint_ns, checkpoint_id)
      do update set checkpoint = excluded.checkpoint, metadata = excluded.metadata`;
  }
}
