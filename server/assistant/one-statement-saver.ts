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
    const thread = `thread_id = ${params.add(thread_id)} and checkpoint_ns = ${params.add(checkpoint_ns)}`;
    const parts = [
      ...(channels ? [this.#storeChannels(channels)] : []),
      ...this.#forgetOlder(thread, params.add(checkpoint.id), params.add(JSON.stringify(checkpoint.channel_versions))),
    ];
    await this.#pool.query(`with ${parts.join(', ')} ${this.#storeCheckpoint(own)}`, params.values);
    return { configurable: { thread_id, checkpoint_ns, checkpoint_id: checkpoint.id } };
  }

  #storeChannels(rows: string): string {
    return `channels as (
      insert into ${this.#schema}.checkpoint_blobs (thread_id, checkpoint_ns, channel, version, type, blob)
      values ${rows} on conflict do nothing)`;
  }

  /**
   * A thread goes on from its newest checkpoint only, and each one holds the whole conversation: the older ones would
   * make a thread's storage grow with the square of its length.
   */
  #forgetOlder(thread: string, newest: string, versions: string): string[] {
    return [
      `old_checkpoints as (delete from ${this.#schema}.checkpoints where ${thread} and checkpoint_id < ${newest})`,
      `old_writes as (delete from ${this.#schema}.checkpoint_writes where ${thread} and checkpoint_id < ${newest})`,
      `old_channels as (delete from ${this.#schema}.checkpoint_blobs b where ${thread}
         and not exists (select from jsonb_each_text(${versions}::jsonb) v where v.key = b.channel and v.value = b.version))`,
    ];
  }

  #storeCheckpoint(row: string): string {
    return `insert into ${this.#schema}.checkpoints
        (thread_id, checkpoint_ns, checkpoint_id, parent_checkpoint_id, checkpoint, metadata)
      values ${row} on conflict (thread_id, checkpoint_ns, checkpoint_id)
      do update set checkpoint = excluded.checkpoint, metadata = excluded.metadata`;
  }
}
