import { gatherStatistics } from '../db/gather-statistics.ts';
import { forkEm } from '../db/orm.ts';
import { takeOverRuns } from '../domain/chat/take-over-runs.job.ts';
import { endContracts } from '../domain/crm/contracts/end-contracts.job.ts';
import { endContracts as endDueContracts } from '../domain/crm/contracts/end-contracts.ts';
import { raiseDealWarnings } from '../domain/crm/deal-warnings/raise-deal-warnings.ts';
import { watchDeals } from '../domain/crm/deal-warnings/watch-deals.job.ts';
import { remindPeople } from '../domain/crm/follow-ups/remind-people.job.ts';
import { remindPeople as remindPeopleNow } from '../domain/crm/follow-ups/remind-people.ts';
import { measureForecast } from '../domain/crm/forecast/measure-forecast.job.ts';
import { measureForecast as measureForecastNow } from '../domain/crm/forecast/measure-forecast.ts';
import { assignGraded } from '../domain/crm/assignment/assign-graded.job.ts';
import { assignGradedLead } from '../domain/crm/assignment/assign-graded-lead.ts';
import { refreshSearchText } from '../domain/crm/custom-fields/refresh-search-text.ts';
import { refreshSearchTextJob } from '../domain/crm/custom-fields/refresh-search-text.job.ts';
import { assignWaiting } from '../domain/crm/assignment/assign-waiting.job.ts';
import { assignWaitingLeads } from '../domain/crm/assignment/assign-waiting-leads.ts';
import { runBulkEditJob } from '../domain/crm/bulk-edits/run-bulk-edit.job.ts';
import { failBulkEdit, bulkEditorOf, runBulkEdit } from '../domain/crm/bulk-edits/run-bulk-edit.ts';
import { importRows } from '../domain/crm/imports/import-rows.job.ts';
import { failImport, importerOf, reopenImport, runImport } from '../domain/crm/imports/run-import.ts';
import { refreshProfiles } from '../domain/crm/profiles/refresh-profiles.job.ts';
import { refreshTouched } from '../domain/crm/profiles/refresh-touched.ts';
import { recyclePool } from '../domain/crm/pools/recycle-pool.job.ts';
import { recycleRecords } from '../domain/crm/pools/recycle-records.ts';
import { fitModelJob } from '../domain/crm/scoring/models/fit-model.job.ts';
import { trainModel } from '../domain/crm/scoring/models/train-model.ts';
import { scoreImported } from '../domain/crm/scoring/score-imported.ts';
import { scoreLeadsJob } from '../domain/crm/scoring/score-leads.job.ts';
import { scoreLeads } from '../domain/crm/scoring/score-leads.ts';
import { scoreOpenLeadsJob } from '../domain/crm/scoring/score-open-leads.job.ts';
import { scoreOpenLeads } from '../domain/crm/scoring/score-open-leads.ts';
import { refreshQualityJob } from '../domain/crm/quality/refresh-quality.job.ts';
import { refreshQuality } from '../domain/crm/quality/refresh-quality.ts';
import { countSegments } from '../domain/crm/segments/count-segments.job.ts';
import { noteCounts } from '../domain/crm/segments/note-counts.ts';
import { watchAlertsNow } from '../domain/alerts/watch/watch-alerts.ts';
import { watchAlerts } from '../domain/alerts/watch/watch-alerts.job.ts';
import { notifyAlert } from '../domain/routing/alerts/notify-alert.ts';
import { notifyAlertJob } from '../domain/routing/alerts/notify-alert.job.ts';
import { tellCallbackAside } from '../domain/routing/alerts/tell-callback-aside.ts';
import { tellCallbackAsideJob } from '../domain/routing/alerts/tell-callback-aside.job.ts';
import { carryOut } from '../domain/routing/effects/carry-out.ts';
import { markOverdueJob } from '../domain/after-sales/mark-overdue.job.ts';
import { markOverdue } from '../domain/after-sales/mark-overdue.ts';
import { checkCommands } from '../domain/messaging/commands/check-commands.job.ts';
import { readCallbacks } from '../domain/messaging/receive/read-callbacks.job.ts';
import { checkDue } from '../domain/messaging/commands/check-due.ts';
import { sendCommands } from '../domain/messaging/commands/send-commands.job.ts';
import { sendDue } from '../domain/messaging/commands/send-due.ts';
import { routeMessage } from '../domain/routing/running/route-message.job.ts';
import { runFlows } from '../domain/routing/running/run-flows.job.ts';
import { wakeFlows } from '../domain/routing/running/wake-flows.job.ts';
import { wakeForTask } from '../domain/routing/running/wake-for-task.job.ts';
import { askPersonJob } from '../domain/routing/unsent/ask-person.job.ts';
import { watchFlows } from '../domain/routing/running/watch-flows.job.ts';
import { endForContact } from '../domain/sop/replies/end-for-contact.job.ts';
import { hearSopMessage } from '../domain/sop/replies/hear-sop-message.job.ts';
import { judgeReply } from '../domain/sop/replies/judge-reply.job.ts';
import { settleSopCommand } from '../domain/sop/replies/settle-sop-command.job.ts';
import { followAccount } from '../domain/sop/running/follow-account.job.ts';
import { followTemplate } from '../domain/sop/running/follow-template.job.ts';
import { runSop } from '../domain/sop/running/run-sop.job.ts';
import { watchSop } from '../domain/sop/running/watch-sop.job.ts';
import { startOnFriend } from '../domain/sop/triggers/start-on-friend.job.ts';
import { startOnCall } from './sop/start-on-call.job.ts';
import { startOnGrade } from '../domain/sop/triggers/start-on-grade.job.ts';
import { startOnMessage } from '../domain/sop/triggers/start-on-message.job.ts';
import { startOnStage } from '../domain/sop/triggers/start-on-stage.job.ts';
import { sweepSop } from '../domain/sop/triggers/sweep-sop.job.ts';
import { runSopBatch } from '../domain/sop/instances/run-sop-batch.job.ts';
import { actorOf, loadUser } from '../domain/identity/load-actor.ts';
import { cleanUp } from '../jobs/clean-up.job.ts';
import { removeExpired } from '../jobs/remove-expired.ts';
import type { JobDefinition } from '../jobs/job.ts';
import type { Assistant } from './assistant/compose-assistant.ts';
import { CALL_JOBS, registerCallHandlers } from './calls/call-jobs.ts';
import { KNOWLEDGE_JOBS, registerKnowledgeHandlers } from './knowledge/knowledge-jobs.ts';
import type { Library } from './knowledge/compose-library.ts';
import { registerRoutingHandlers } from './routing/routing-jobs.ts';
import { registerSopHandlers } from './sop/sop-jobs.ts';
import { SERVICE_HEALTH_SIGNALS } from './health-signals.ts';
import type { ServiceParts } from './parts.ts';
import { channelScope, serviceScope } from './service-scope.ts';

/** Every job of the service. A test fails when a `*.job.ts` file is missing here. */
export const JOBS = [
  cleanUp,
  importRows,
  takeOverRuns,
  ...KNOWLEDGE_JOBS,
  assignGraded,
  refreshSearchTextJob,
  assignWaiting,
  endContracts,
  fitModelJob,
  countSegments,
  measureForecast,
  recyclePool,
  remindPeople,
  scoreLeadsJob,
  scoreOpenLeadsJob,
  refreshQualityJob,
  runBulkEditJob,
  refreshProfiles,
  watchDeals,
  readCallbacks,
  checkCommands,
  sendCommands,
  routeMessage,
  runFlows,
  wakeFlows,
  wakeForTask,
  askPersonJob,
  watchFlows,
  watchAlerts,
  notifyAlertJob,
  tellCallbackAsideJob,
  markOverdueJob,
  ...CALL_JOBS,
  runSop,
  hearSopMessage,
  settleSopCommand,
  judgeReply,
  endForContact,
  followAccount,
  followTemplate,
  watchSop,
  startOnMessage,
  startOnFriend,
  startOnStage,
  startOnCall,
  startOnGrade,
  sweepSop,
  runSopBatch,
] as const satisfies readonly JobDefinition<unknown>[];

/** Says who carries each job out. */
export function registerHandlers(parts: ServiceParts, assistant: Assistant, library: Library): void {
  registerKnowledgeHandlers(parts, library);
  parts.engine.handle(cleanUp, async () => {
    await removeExpired(forkEm(parts.orm), parts.clock.now());
    await gatherStatistics(forkEm(parts.orm));
  });

  parts.engine.handle(takeOverRuns, async () => {
    await assistant.runs.takeOver({ em: forkEm(parts.orm), clock: parts.clock });
  });

  registerDealHandlers(parts);
  registerMessagingHandlers(parts);
  registerRoutingHandlers(parts);
  registerAlertHandlers(parts);
  registerCallHandlers(parts);
  registerSopHandlers(parts);
  parts.engine.handle(markOverdueJob, async (_payload, { signal }) => {
    await markOverdue(serviceScope(parts), signal);
  });
  parts.engine.handle(assignGraded, async (graded) => await assignGradedLead(serviceScope(parts), graded));
  parts.engine.handle(refreshSearchTextJob, async ({ entity }, { signal }) => {
    await refreshSearchText({ em: forkEm(parts.orm), events: parts.bus }, { entity, signal });
  });

  parts.engine.handle(assignWaiting, async (_payload, { signal }) => {
    await assignWaitingLeads(serviceScope(parts), signal);
  });

  parts.engine.handle(countSegments, async () => await noteCounts(serviceScope(parts)));

  parts.engine.handle(recyclePool, async (_payload, { signal }) => {
    await recycleRecords(serviceScope(parts), signal);
  });

  parts.engine.handle(scoreLeadsJob, async ({ lead_ids: ids, event }) => {
    await scoreLeads(serviceScope(parts), { ids, event });
  });

  parts.engine.handle(scoreOpenLeadsJob, async (payload, { signal }) => {
    await scoreOpenLeads(serviceScope(parts), payload, signal);
  });

  parts.engine.handle(fitModelJob, async (payload) => {
    await trainModel(serviceScope(parts), payload);
  });

  parts.engine.handle(refreshQualityJob, async (_payload, { signal }) => {
    await refreshQuality({ em: forkEm(parts.orm), clock: parts.clock, events: parts.bus }, { signal });
  });

  parts.engine.handle(runBulkEditJob, async ({ bulk_edit_id }, { signal }) => {
    const em = forkEm(parts.orm);
    const userId = await bulkEditorOf({ em }, bulk_edit_id);
    if (!userId) return;
    const user = await loadUser(em, userId);
    if (!user) {
      await failBulkEdit({ em, clock: parts.clock }, bulk_edit_id, '发起批量修改的用户已停用。');
      return;
    }
    const actor = actorOf(user, { locale: 'zh' });
    await runBulkEdit({ em, clock: parts.clock, actor, events: parts.bus }, { bulk_edit_id, signal });
  });

  parts.engine.handle(refreshProfiles, async ({ all }, { signal }) => {
    await refreshTouched(serviceScope(parts), SERVICE_HEALTH_SIGNALS, { all, signal });
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
    await scoreImported({ em: forkEm(parts.orm), jobs: parts.engine }, { import_id });
  });
}

/** What runs over everybody's deals. */
function registerDealHandlers(parts: ServiceParts): void {
  parts.engine.handle(endContracts, async () => void (await endDueContracts(serviceScope(parts))));
  parts.engine.handle(measureForecast, async () => void (await measureForecastNow(serviceScope(parts))));
  parts.engine.handle(remindPeople, async () => void (await remindPeopleNow(serviceScope(parts))));
  parts.engine.handle(watchDeals, async () => void (await raiseDealWarnings(serviceScope(parts))));
}

/** What comes in and leaves through the channels, and what became of it. */
function registerMessagingHandlers(parts: ServiceParts): void {
  const scope = () => channelScope(parts);
  parts.engine.handle(readCallbacks, async (_payload, { signal }) => await parts.reader.readAll(signal));
  parts.engine.handle(sendCommands, async ({ account_id }, { signal }) => await sendDue({ scope, signal }, account_id));
  parts.engine.handle(checkCommands, async (_payload, { signal }) => await checkDue({ scope, signal }));
}

/** Alerts as time goes by, and who hears of them. */
function registerAlertHandlers(parts: ServiceParts): void {
  parts.engine.handle(watchAlerts, async (_payload, { signal }) => {
    await watchAlertsNow(serviceScope(parts), signal);
  });
  parts.engine.handle(tellCallbackAsideJob, async (told) => await tellCallbackAside(channelScope(parts), told));
  parts.engine.handle(notifyAlertJob, async (reached) => {
    await notifyAlert(channelScope(parts), reached, carryOut);
  });
}
