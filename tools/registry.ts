import { draftSopTemplate } from './draft-sop-template.tool.ts';
import { explainSopInstance } from './explain-sop-instance.tool.ts';
import { explainSopNotSent } from './explain-sop-not-sent.tool.ts';
import { findSopInstances } from './find-sop-instances.tool.ts';
import { pauseSop } from './pause-sop.tool.ts';
import { resumeSop } from './resume-sop.tool.ts';
import { startSop } from './start-sop.tool.ts';
import { stopSop } from './stop-sop.tool.ts';
import { explainSopTemplate } from './explain-sop-template.tool.ts';
import { findSopTemplates } from './find-sop-templates.tool.ts';
import { sopStatistics } from './sop-statistics.tool.ts';
import { findMessagesTool } from './find-messages.tool.ts';
import { findSessionsTool } from './find-sessions.tool.ts';
import { explainMessageTool } from './explain-message.tool.ts';
import { listAlertsTool } from './list-alerts.tool.ts';
import { explainAlertTool } from './explain-alert.tool.ts';
import { resolveAlertTool } from './resolve-alert.tool.ts';
import { acknowledgeAlertTool } from './acknowledge-alert.tool.ts';
import { listRobotsTool } from './list-robots.tool.ts';
import { pauseRobot } from './pause-robot.tool.ts';
import { resumeRobot } from './resume-robot.tool.ts';
import { correctRoleTool } from './correct-role.tool.ts';
import { sendToGroup } from './send-to-group.tool.ts';
import { listCommandsTool } from './list-commands.tool.ts';
import { retryCommand } from './retry-command.tool.ts';
import { cancelCommand } from './cancel-command.tool.ts';
import { addDocument } from './add-document.tool.ts';
import { addTags } from './add-tags.tool.ts';
import { assignWaitingLeads } from './assign-waiting-leads.tool.ts';
import { autoAssignLeadTool } from './auto-assign-lead.tool.ts';
import { askKnowledge } from './ask-knowledge.tool.ts';
import { assignLeadTool } from './assign-lead.tool.ts';
import { callTaskProgress } from './call-task-progress.tool.ts';
import { changeLeadStatus } from './change-lead-status.tool.ts';
import { claimFromPool } from './claim-from-pool.tool.ts';
import { checkUpDealTool } from './check-up-deal.tool.ts';
import { compareCallTasks } from './compare-call-tasks.tool.ts';
import { completeFollowUpTool } from './complete-follow-up.tool.ts';
import { completeTrackTask } from './complete-track-task.tool.ts';
import { createCallTask } from './create-call-task.tool.ts';
import { createContactTool } from './create-contact.tool.ts';
import { createLeadTool } from './create-lead.tool.ts';
import { createOrderTool } from './create-order.tool.ts';
import { customerStoryTool } from './customer-story.tool.ts';
import { customerTimeline } from './customer-timeline.tool.ts';
import { dataQuality } from './data-quality.tool.ts';
import { explainAbilities } from './explain-abilities.tool.ts';
import { explainAssignment } from './explain-assignment.tool.ts';
import { explainScore } from './explain-score.tool.ts';
import { customerValueTool } from './customer-value.tool.ts';
import { deliveryStatus } from './delivery-status.tool.ts';
import { diagnoseCallTask } from './diagnose-call-task.tool.ts';
import { explainHealthTool } from './explain-health.tool.ts';
import { findContacts } from './find-contacts.tool.ts';
import { findCustomers } from './find-customers.tool.ts';
import { findDuplicates } from './find-duplicates.tool.ts';
import { findLeads } from './find-leads.tool.ts';
import { findOpportunities } from './find-opportunities.tool.ts';
import { forecastSalesTool } from './forecast-sales.tool.ts';
import { getCustomerTool } from './get-customer.tool.ts';
import { getLeadTool } from './get-lead.tool.ts';
import { getOpportunityTool } from './get-opportunity.tool.ts';
import { listActivitiesTool } from './list-activities.tool.ts';
import { listAtRiskCustomersTool } from './list-at-risk-customers.tool.ts';
import { listCallFollowUps } from './list-call-follow-ups.tool.ts';
import { listContractsTool } from './list-contracts.tool.ts';
import { listDealWarningsTool } from './list-deal-warnings.tool.ts';
import { listFollowUps } from './list-follow-ups.tool.ts';
import { listInterestedCalls } from './list-interested-calls.tool.ts';
import { listPool } from './list-pool.tool.ts';
import { listSegment } from './list-segment.tool.ts';
import { listOrdersTool } from './list-orders.tool.ts';
import { listRemindersTool } from './list-reminders.tool.ts';
import { listStaleOpportunitiesTool } from './list-stale-opportunities.tool.ts';
import { listUnplannedTool } from './list-unplanned.tool.ts';
import { listTrackTasks } from './list-track-tasks.tool.ts';
import { logActivity } from './log-activity.tool.ts';
import { mergeRecordsTool } from './merge-records.tool.ts';
import { moveOpportunityStage } from './move-opportunity-stage.tool.ts';
import { openDeliveryIssue } from './open-delivery-issue.tool.ts';
import { planFollowUps } from './plan-follow-ups.tool.ts';
import { queryReport } from './query-report.tool.ts';
import { releaseToPoolTool } from './release-to-pool.tool.ts';
import { recordDealFact } from './record-deal-fact.tool.ts';
import { removeTags } from './remove-tags.tool.ts';
import { repairCallTask } from './repair-call-task.tool.ts';
import { reportGap } from './report-gap.tool.ts';
import { salesFunnelTool } from './sales-funnel.tool.ts';
import { scheduleFollowUp } from './schedule-follow-up.tool.ts';
import { searchKnowledge } from './search-knowledge.tool.ts';
import { tagSegment } from './tag-segment.tool.ts';
import { topLeads } from './top-leads.tool.ts';
import { transferCustomerTool } from './transfer-customer.tool.ts';
import { undoMergeTool } from './undo-merge.tool.ts';
import { showRelations } from './show-relations.tool.ts';
import { steerCallTask } from './steer-call-task.tool.ts';
import { updateDeliveryTask } from './update-delivery-task.tool.ts';
import { updateOpportunityTool } from './update-opportunity.tool.ts';

const WORKING = [
  findCustomers,
  getCustomerTool,
  listActivitiesTool,
  findLeads,
  getLeadTool,
  findOpportunities,
  getOpportunityTool,
  listStaleOpportunitiesTool,
  listFollowUps,
  findContacts,
  customerTimeline,
  salesFunnelTool,
  queryReport,
  addTags,
  removeTags,
  scheduleFollowUp,
  logActivity,
  completeFollowUpTool,
  moveOpportunityStage,
  updateOpportunityTool,
  createLeadTool,
  createContactTool,
  changeLeadStatus,
  assignLeadTool,
  transferCustomerTool,
  askKnowledge,
  searchKnowledge,
  addDocument,
  reportGap,
  topLeads,
  explainScore,
  explainAssignment,
  listPool,
  findDuplicates,
  listSegment,
  dataQuality,
  autoAssignLeadTool,
  assignWaitingLeads,
  claimFromPool,
  releaseToPoolTool,
  mergeRecordsTool,
  undoMergeTool,
  tagSegment,
  checkUpDealTool,
  forecastSalesTool,
  listDealWarningsTool,
  listAtRiskCustomersTool,
  explainHealthTool,
  customerStoryTool,
  customerValueTool,
  showRelations,
  listContractsTool,
  listOrdersTool,
  deliveryStatus,
  listUnplannedTool,
  listRemindersTool,
  planFollowUps,
  recordDealFact,
  createOrderTool,
  updateDeliveryTask,
  openDeliveryIssue,
  listTrackTasks,
  completeTrackTask,
  findSopTemplates,
  explainSopTemplate,
  sopStatistics,
  draftSopTemplate,
  findSopInstances,
  explainSopInstance,
  explainSopNotSent,
  startSop,
  pauseSop,
  resumeSop,
  stopSop,
  findMessagesTool,
  findSessionsTool,
  explainMessageTool,
  listAlertsTool,
  explainAlertTool,
  resolveAlertTool,
  acknowledgeAlertTool,
  listRobotsTool,
  pauseRobot,
  resumeRobot,
  correctRoleTool,
  sendToGroup,
  listCommandsTool,
  retryCommand,
  cancelCommand,
  createCallTask,
  callTaskProgress,
  compareCallTasks,
  listInterestedCalls,
  listCallFollowUps,
  diagnoseCallTask,
  repairCallTask,
  steerCallTask,
] as const;

/** Every tool an agent can be given. The last one tells of the others. */
export const TOOLS = [...WORKING, explainAbilities(WORKING)] as const;
