import { forkEm } from '../db/orm.ts';
import { query } from '../db/query.ts';
import { failImport, importerOf, runImport } from '../domain/crm/imports/run-import.ts';
import { importRows } from '../domain/crm/imports/import-rows.job.ts';
import { actorOf, loadUser } from '../domain/identity/load-actor.ts';
import { cleanUp } from '../jobs/clean-up.job.ts';
import type { JobDefinition } from '../jobs/job.ts';
import type { ServiceParts } from './parts.ts';

/** Every job of the service. A test fails when a `*.job.ts` file is missing here. */
export const JOBS = [cleanUp, importRows] as const satisfies readonly JobDefinition<unknown>[];

/** Says who carries each job out. */
export function registerHandlers(parts: ServiceParts): void {
  parts.engine.handle(cleanUp, async () => {
    const em = forkEm(parts.orm);
    const now = parts.clock.now();
    await query(em, 'delete from ws_ticket where expires_at < $1', [now]);
    await query(em, "delete from refresh_token where expires_at < $1::timestamptz - interval '30 days'", [now]);
    await query(em, "delete from login_throttle where first_failure_at < $1::timestamptz - interval '1 day'", [now]);
    await query(em, "delete from schedule_slot where slot < $1::timestamptz - interval '60 days'", [now]);
    await query(em, "delete from run_event where at < $1::timestamptz - interval '30 days'", [now]);
  });
  parts.engine.handle(importRows, async ({ import_id: id }, { signal }) => {
    const em = forkEm(parts.orm);
    const importer = await importerOf({ em }, id);
    const user = importer ? await loadUser(em, importer) : undefined;
    if (!user) return await failImport({ em, clock: parts.clock }, id, '发起导入的账号已停用，导入没有继续。');
    const actor = actorOf(user, { locale: 'zh' });
    await runImport({ em, clock: parts.clock, actor, events: parts.bus }, { import_id: id, signal });
  });
}
