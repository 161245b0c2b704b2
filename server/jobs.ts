import { forkEm } from '../db/orm.ts';
import { takeOverRuns } from '../domain/chat/take-over-runs.job.ts';
import { importRows } from '../domain/crm/imports/import-rows.job.ts';
import { failImport, importerOf, reopenImport, runImport } from '../domain/crm/imports/run-import.ts';
import { actorOf, loadUser } from '../domain/identity/load-actor.ts';
import { cleanUp } from '../jobs/clean-up.job.ts';
import { removeExpired } from '../jobs/remove-expired.ts';
import type { JobDefinition } from '../jobs/job.ts';
import type { Assistant } from './assistant/compose-assistant.ts';
import type { ServiceParts } from './parts.ts';

/** Every job of the service. A test fails when a `*.job.ts` file is missing here. */
export const JOBS = [cleanUp, importRows, takeOverRuns] as const satisfies readonly JobDefinition<unknown>[];

/** Says who carries each job out. */
export function registerHandlers(parts: ServiceParts, assistant: Assistant): void {
  parts.engine.handle(cleanUp, async () => await removeExpired(forkEm(parts.orm), parts.clock.now()));

  parts.engine.handle(takeOverRuns, async () => {
    await assistant.runs.takeOver({ em: forkEm(parts.orm), clock: parts.clock });
  });

  parts.engine.handle(importRows, async ({ import_id }, { signal }) => {
    const em = forkEm(parts.orm);
    const userId = await importerOf({ em }, import_id);
    if (!userId) return;
    const user = await loadUser(em, userId);
    if (!user) {
      await failImport({ em, clock: parts.clock }, import_id, '发起导入的用户已停用。');
      return;
    }
    // A person replays a dead job of an import that was given up: it goes on where it stopped.
    await reopenImport({ em, clock: parts.clock }, import_id);
    const actor = actorOf(user, { locale: 'zh' });
    await runImport({ em, clock: parts.clock, actor, events: parts.bus }, { import_id, signal });
  });
}
