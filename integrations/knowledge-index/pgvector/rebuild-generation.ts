import type { EntityManager } from '../../../db/orm.ts';
import { query } from '../../../db/query.ts';
import type { Clock } from '../../../kernel/clock.ts';
import type { DenseModel } from '../../../knowledge/index/dense-model.ts';
import { knowledgeIndexError } from '../../../knowledge/index/errors.ts';
import type { RebuildSource } from '../../../knowledge/index/index.port.ts';
import { insertDense } from './dense-table.ts';
import { beginGeneration, changeGenerations, switchGeneration, type Generation } from './generations.ts';
import { insertRows, removeRows } from './write-rows.ts';

interface Rebuild {
  readonly em: () => EntityManager;
  readonly clock: Clock;
  readonly dense: DenseModel | null;
}

const CHECK = 1000;

/**
 * Fills a new generation beside the live one and switches. Changes meanwhile go to both: the copy leaves alone what a
 * change has already put there, and what was deleted before its copy came is found by asking the source at the end.
 */
export async function rebuildGeneration(rebuild: Rebuild, source: RebuildSource): Promise<void> {
  const { em, clock, dense } = rebuild;
  const id = await em().transactional((tx) => beginGeneration(tx, clock, dense));
  for await (const batch of source.batches())
    await inGeneration(rebuild, id, async (tx, generation) => {
      const rows = await insertRows(tx, generation, batch, { absentOnly: true });
      if (dense) await insertDense(tx, dense.dimension, batch, rows);
    });
  for await (const ids of copiedIds(em, id)) {
    const wanted = await source.existing(ids);
    const gone = ids.filter((one) => !wanted.has(one));
    if (gone.length > 0)
      await inGeneration(rebuild, id, (tx, generation) => removeRows(tx, clock, generation, 'passage_id', gone));
  }
  if (!(await em().transactional((tx) => switchGeneration(tx, clock, id)))) throw overtaken();
}

async function inGeneration(
  { em, clock }: Rebuild,
  id: number,
  work: (tx: EntityManager, generation: Generation) => Promise<unknown>,
): Promise<void> {
  await em().transactional(async (tx) => {
    const generation = (await changeGenerations(tx, clock)).find((one) => one.id === id && one.status === 'building');
    if (!generation) throw overtaken();
    await work(tx, generation);
  });
}

function overtaken() {
  return knowledgeIndexError('knowledge.index_unavailable', { details: { reason: 'another rebuild began' } });
}

async function* copiedIds(em: () => EntityManager, generation: number): AsyncGenerator<string[]> {
  let no = 0;
  for (;;) {
    const rows = await query<{ no: number; passage_id: string }>(
      em(),
      `select no, passage_id from knowledge_index_passage
       where generation_id = $1 and no > $2 and removed_at is null order by no limit ${CHECK}`,
      [generation, no],
    );
    if (rows.length > 0) yield rows.map((row) => row.passage_id);
    if (rows.length < CHECK) return;
    no = rows.at(-1)!.no;
  }
}
