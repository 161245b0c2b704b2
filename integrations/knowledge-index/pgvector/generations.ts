import type { EntityManager } from '../../../db/orm.ts';
import { query, queryOne } from '../../../db/query.ts';
import type { Clock } from '../../../kernel/clock.ts';
import type { DenseModel } from '../../../knowledge/index/dense-model.ts';

export interface Generation {
  readonly id: number;
  readonly status: 'live' | 'building' | 'retired';
  readonly revision: number;
  readonly floorRevision: number;
  readonly model: string | null;
  readonly dimension: number | null;
}

const COLUMNS = 'id, status, revision, floor_revision as "floorRevision", model, dimension';
/** How long a retired index stays: by then every process has read the new one. */
const RETIRED_FOR_MS = 600_000;

/** The index that readers use; undefined before the first passage came. */
export async function liveGeneration(em: EntityManager): Promise<Generation | undefined> {
  return await queryOne<Generation>(em, `select ${COLUMNS} from knowledge_index_generation where status = 'live'`);
}

/** Whether a generation is still there and how far it has come. */
export async function findGeneration(em: EntityManager, id: number): Promise<Generation | undefined> {
  return await queryOne<Generation>(em, `select ${COLUMNS} from knowledge_index_generation where id = $1`, [id]);
}

/**
 * Locks all generations for a change and raises their revision. The lock lasts to the commit, so revisions become visible
 * in their order: whoever sees revision 7 sees all that happened up to 7. Makes the first generation where there is none.
 */
export async function changeGenerations(em: EntityManager, clock: Clock): Promise<Generation[]> {
  await query(
    em,
    `insert into knowledge_index_generation (status, created_at) values ('live', $1)
     on conflict (status) where status <> 'retired' do nothing`,
    [clock.now()],
  );
  await query(em, 'select id from knowledge_index_generation order by id for update');
  return await query<Generation>(
    em,
    `update knowledge_index_generation set revision = revision + 1 returning ${COLUMNS}`,
  );
}

/** Begins an empty index beside the live one; a half-filled one of a former try is dropped. */
export async function beginGeneration(em: EntityManager, clock: Clock, dense: DenseModel | null): Promise<number> {
  await changeGenerations(em, clock);
  await query(em, "delete from knowledge_index_generation where status = 'building'");
  const row = await queryOne<{ id: number }>(
    em,
    "insert into knowledge_index_generation (status, model, dimension, created_at) values ('building', $1, $2, $3) returning id",
    [dense?.model ?? null, dense?.dimension ?? null, clock.now()],
  );
  return row!.id;
}

/** Makes the filled index the live one. False when it is not there any more: another rebuild began. */
export async function switchGeneration(em: EntityManager, clock: Clock, id: number): Promise<boolean> {
  const generations = await changeGenerations(em, clock);
  if (!generations.some((one) => one.id === id && one.status === 'building')) return false;
  await query(em, "update knowledge_index_generation set status = 'retired', retired_at = $1 where status = 'live'", [
    clock.now(),
  ]);
  await query(em, "update knowledge_index_generation set status = 'live' where id = $1", [id]);
  return true;
}

/** Notes the model of the first vectors of a generation; false where they come from another model already. */
export async function claimModel(em: EntityManager, generation: Generation, dense: DenseModel): Promise<boolean> {
  if (generation.model !== null) return generation.model === dense.model && generation.dimension === dense.dimension;
  await query(em, 'update knowledge_index_generation set model = $2, dimension = $3 where id = $1', [
    generation.id,
    dense.model,
    dense.dimension,
  ]);
  return true;
}

/** Drops what was retired long enough ago. */
export async function dropRetired(em: EntityManager, clock: Clock): Promise<void> {
  await query(em, "delete from knowledge_index_generation where status = 'retired' and retired_at < $1", [
    new Date(clock.now().getTime() - RETIRED_FOR_MS),
  ]);
}
