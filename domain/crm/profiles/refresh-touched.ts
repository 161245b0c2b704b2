import { query } from '../../../db/query.ts';
import { BatchPace } from '../../../kernel/batch-pace.ts';
import type { ProfileSettingsView } from '../../../kernel/contracts/profile.ts';
import { inTransaction } from '../../in-transaction.ts';
import type { TellScope } from '../crm-scope.ts';
import { storeSums } from '../sums/store-sums.ts';
import { applyTagRules } from '../tag-rules/apply-tag-rules.ts';
import { countProfiles } from './count-profiles.ts';
import type { HealthSignal } from './health-signal.port.ts';
import { readProfileSettings } from './profile-settings.ts';
import { countBounds } from './purchases.ts';
import { storeProfiles } from './store-profiles.ts';

/** Notes taken off the list in one transaction: as many as leave the people at their work in peace. */
const BATCHES = { least: 50, most: 1_000, aimMs: 40 };

/**
 * Counts the sums, the profile and the rule-made tags of every customer something happened to. A batch is one transaction: its
 * notes are gone exactly when its profiles are kept, so a crash loses nothing, and two processes never take the same note.
 *
 * @param options.all put everybody on the list first and draw the boundaries between fifths anew
 * @returns how many customers were counted, how many of them moved, and how many tags were put on or taken off
 */
export async function refreshTouched(
  scope: TellScope,
  signals: readonly HealthSignal[],
  options: { readonly all: boolean; readonly signal: AbortSignal },
): Promise<{ readonly counted: number; readonly moved: number; readonly tagged: number }> {
  const settings = await prepare(scope, signals, options.all);
  const sum = { counted: 0, moved: 0, tagged: 0 };
  const pace = new BatchPace(BATCHES);
  while (!options.signal.aborted) {
    const batch = await pace.run(
      async (size) => await refreshBatch({ ...scope, em: scope.em.fork() }, settings, signals, size),
    );
    if (!batch) break;
    sum.counted += batch.counted;
    sum.moved += batch.moved;
    sum.tagged += batch.tagged;
  }
  return sum;
}

async function prepare(outer: TellScope, signals: readonly HealthSignal[], all: boolean): Promise<ProfileSettingsView> {
  return await inTransaction({ ...outer, em: outer.em.fork() }, async (scope) => {
    const settings = await readProfileSettings(scope, signals);
    if (all || !settings.bounds) await countBounds(scope, settings.rfm.window_days);
    // Who waits already is not put on the list twice.
    if (all) {
      const text = `insert into customer_touched (customer_id, changed) select c.id, false from customer c
        where not exists (select 1 from customer_touched t where t.customer_id = c.id) order by c.id`;
      await query(scope.em, text);
    }
    return await readProfileSettings(scope, signals);
  });
}

async function refreshBatch(
  outer: TellScope,
  settings: ProfileSettingsView,
  signals: readonly HealthSignal[],
  size: number,
): Promise<{ counted: number; moved: number; tagged: number } | null> {
  return await inTransaction(outer, async (scope) => {
    const notes = await query<{ customer_id: string }>(
      scope.em,
      `delete from customer_touched where id in (select id from customer_touched order by id limit $1 for update skip locked)
       returning customer_id`,
      [size],
    );
    if (notes.length === 0) return null;
    const touched = [...new Set(notes.map((note) => note.customer_id))];
    // A customer that is gone needs no profile. They are not locked: a form being saved never waits for a count. Should one be
    // deleted this very moment, the batch is given back whole and the next minute counts it without it.
    const there = await query<{ id: string }>(
      scope.em,
      'select id from customer where id = any($1::uuid[]) order by id',
      [touched],
    );
    const ids = there.map(({ id }) => id);
    await storeSums(scope, ids);
    const moved = await storeProfiles(scope, await countProfiles(scope, settings, signals, ids));
    const tagged = await applyTagRules(scope, { customerIds: ids });
    await scope.em.flush();
    return { counted: ids.length, moved, tagged };
  });
}
