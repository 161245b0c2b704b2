import { CallBatch } from './calls/call-batch.entity.ts';
import { CallConsent } from './calls/call-consent.entity.ts';
import { CallFailedPage } from './calls/call-failed-page.entity.ts';
import { CallMonitor } from './calls/call-monitor.entity.ts';
import { CallRecord } from './calls/call-record.entity.ts';
import { CallReservation } from './calls/call-reservation.entity.ts';
import { CallTask } from './calls/call-task.entity.ts';
import { DoNotCall } from './calls/do-not-call.entity.ts';
import { LeadsFollow } from './calls/leads-follow.entity.ts';
import { ChatMessage } from './chat/chat-message.entity.ts';
import { Approval } from './chat/approval.entity.ts';
import { Conversation } from './chat/conversation.entity.ts';
import { RunEvent } from './chat/run-event.entity.ts';
import { Run } from './chat/run.entity.ts';
import { Absence } from './crm/absence.entity.ts';
import { Activity } from './crm/activity.entity.ts';
import { AssignmentRule } from './crm/assignment-rule.entity.ts';
import { AssignmentShare } from './crm/assignment-share.entity.ts';
import { AssignmentDecision } from './crm/assignment-decision.entity.ts';
import { AssignmentHours } from './crm/assignment-hours.entity.ts';
import { Pool } from './crm/pool.entity.ts';
import { PoolEntry } from './crm/pool-entry.entity.ts';
import { PoolEvent } from './crm/pool-event.entity.ts';
import { Handover } from './crm/handover.entity.ts';
import { Contact } from './crm/contact.entity.ts';
import { CustomField } from './crm/custom-field.entity.ts';
import { CustomerTag } from './crm/customer-tag.entity.ts';
import { Customer } from './crm/customer.entity.ts';
import { ImportBatch } from './crm/import-batch.entity.ts';
import { ImportIssue } from './crm/import-issue.entity.ts';
import { LeadScoreChange } from './crm/lead-score-change.entity.ts';
import { LeadScore } from './crm/lead-score.entity.ts';
import { Lead } from './crm/lead.entity.ts';
import { Opportunity } from './crm/opportunity.entity.ts';
import { Product } from './crm/product.entity.ts';
import { ScoreModel } from './crm/score-model.entity.ts';
import { ScoreRule } from './crm/score-rule.entity.ts';
import { ScoreSetting } from './crm/score-setting.entity.ts';
import { SavedView } from './crm/saved-view.entity.ts';
import { SegmentCount } from './crm/segment-count.entity.ts';
import { Segment } from './crm/segment.entity.ts';
import { StageChange } from './crm/stage-change.entity.ts';
import { Contract } from './crm/contract.entity.ts';
import { ContractMilestone } from './crm/contract-milestone.entity.ts';
import { DealSetting } from './crm/deal-setting.entity.ts';
import { DealValueChange } from './crm/deal-value-change.entity.ts';
import { DealWarning } from './crm/deal-warning.entity.ts';
import { DeliveryIssue } from './crm/delivery-issue.entity.ts';
import { DeliveryPlan } from './crm/delivery-plan.entity.ts';
import { DeliveryTask } from './crm/delivery-task.entity.ts';
import { DeliveryTemplate } from './crm/delivery-template.entity.ts';
import { ForecastBackTest } from './crm/forecast-back-test.entity.ts';
import { ForecastFit } from './crm/forecast-fit.entity.ts';
import { LostReason } from './crm/lost-reason.entity.ts';
import { OpportunityCompetitor } from './crm/opportunity-competitor.entity.ts';
import { OpportunityFact } from './crm/opportunity-fact.entity.ts';
import { OpportunityLine } from './crm/opportunity-line.entity.ts';
import { Reminder } from './crm/reminder.entity.ts';
import { SalesOrder } from './crm/sales-order.entity.ts';
import { SalesOrderLine } from './crm/sales-order-line.entity.ts';
import { StageDefinition } from './crm/stage-definition.entity.ts';
import { StageMoveRule } from './crm/stage-move-rule.entity.ts';
import { CustomerProfileHistory } from './crm/customer-profile-history.entity.ts';
import { CustomerProfile } from './crm/customer-profile.entity.ts';
import { CustomerRelation } from './crm/customer-relation.entity.ts';
import { CustomerSums } from './crm/customer-sums.entity.ts';
import { CustomerTouched } from './crm/customer-touched.entity.ts';
import { DecisionRole } from './crm/decision-role.entity.ts';
import { ProfileSetting } from './crm/profile-setting.entity.ts';
import { ReportingLine } from './crm/reporting-line.entity.ts';
import { RfmBounds } from './crm/rfm-bounds.entity.ts';
import { TagRule } from './crm/tag-rule.entity.ts';
import { Tag } from './crm/tag.entity.ts';
import { TimelineEntry } from './crm/timeline-entry.entity.ts';
import { BulkEditRowEntity } from './crm/bulk-edit-row.entity.ts';
import { BulkEdit } from './crm/bulk-edit.entity.ts';
import { CompletenessField } from './crm/completeness-field.entity.ts';
import { DuplicateCandidate } from './crm/duplicate-candidate.entity.ts';
import { MatchKey } from './crm/match-key.entity.ts';
import { QualityPending } from './crm/quality-pending.entity.ts';
import { QualityRule } from './crm/quality-rule.entity.ts';
import { RecordMergeRow } from './crm/record-merge-row.entity.ts';
import { RecordMerge } from './crm/record-merge.entity.ts';
import { RecordQuality } from './crm/record-quality.entity.ts';
import { AppUser } from './identity/app-user.entity.ts';
import { AuditEntry } from './identity/audit-entry.entity.ts';
import { LoginThrottle } from './identity/login-throttle.entity.ts';
import { RefreshToken } from './identity/refresh-token.entity.ts';
import { ServiceToken } from './identity/service-token.entity.ts';
import { Team } from './identity/team.entity.ts';
import { WsTicket } from './identity/ws-ticket.entity.ts';
import { ScheduleSlot } from './jobs/schedule-slot.entity.ts';
import { KnowledgeAnswer } from './knowledge/knowledge-answer.entity.ts';
import { KnowledgeBatch } from './knowledge/knowledge-batch.entity.ts';
import { KnowledgeBatchItem } from './knowledge/knowledge-batch-item.entity.ts';
import { KnowledgeCitation } from './knowledge/knowledge-citation.entity.ts';
import { KnowledgeDocument } from './knowledge/knowledge-document.entity.ts';
import { KnowledgeEvaluationQuestion } from './knowledge/knowledge-evaluation-question.entity.ts';
import { KnowledgeEvaluationResult } from './knowledge/knowledge-evaluation-result.entity.ts';
import { KnowledgeEvaluationRun } from './knowledge/knowledge-evaluation-run.entity.ts';
import { KnowledgeEvaluationSet } from './knowledge/knowledge-evaluation-set.entity.ts';
import { KnowledgeFingerprint } from './knowledge/knowledge-fingerprint.entity.ts';
import { KnowledgeGap } from './knowledge/knowledge-gap.entity.ts';
import { KnowledgeGapQuestion } from './knowledge/knowledge-gap-question.entity.ts';
import { KnowledgeIssue } from './knowledge/knowledge-issue.entity.ts';
import { KnowledgePassage } from './knowledge/knowledge-passage.entity.ts';
import { KnowledgeSection } from './knowledge/knowledge-section.entity.ts';
import { KnowledgeVersion } from './knowledge/knowledge-version.entity.ts';
import { KnowledgeEmbedding } from './knowledge/knowledge-embedding.entity.ts';
import { KnowledgeIndexGeneration } from './knowledge/knowledge-index-generation.entity.ts';
import { KnowledgeIndexPassage } from './knowledge/knowledge-index-passage.entity.ts';
import { KnowledgeSynonym } from './knowledge/knowledge-synonym.entity.ts';
import { ModelBudget } from './metering/model-budget.entity.ts';
import { ModelUsage } from './metering/model-usage.entity.ts';
import { ChannelAccount } from './messaging/channel-account.entity.ts';
import { ChannelPerson } from './messaging/channel-person.entity.ts';
import { ChannelConversation } from './messaging/channel-conversation.entity.ts';
import { ConversationAccount } from './messaging/conversation-account.entity.ts';
import { ChannelMessage } from './messaging/channel-message.entity.ts';
import { InboundCallback } from './messaging/inbound-callback.entity.ts';
import { InboundKey } from './messaging/inbound-key.entity.ts';
import { InboundTwin } from './messaging/inbound-twin.entity.ts';
import { RobotCommand } from './messaging/robot-command.entity.ts';
import { ExecutionTracking } from './messaging/execution-tracking.entity.ts';
import { CommandReport } from './messaging/command-report.entity.ts';
import { DoNotDisturb } from './messaging/do-not-disturb.entity.ts';
import { GroupMember } from './messaging/group-member.entity.ts';
import { RobotPost } from './messaging/robot-post.entity.ts';
import { RobotShift } from './messaging/robot-shift.entity.ts';
import { WebChatSite } from './messaging/web-chat-site.entity.ts';
import { WebChatVisitor } from './messaging/web-chat-visitor.entity.ts';
import { WebChatLine } from './messaging/web-chat-line.entity.ts';
import { RoleRule } from './messaging/role-rule.entity.ts';
import { StaffState } from './messaging/staff-state.entity.ts';
import { ChannelSession } from './messaging/channel-session.entity.ts';
import { TrackTaskReport } from './after-sales/track-task-report.entity.ts';
import { TrackTaskRule } from './after-sales/track-task-rule.entity.ts';
import { TrackTaskStep } from './after-sales/track-task-step.entity.ts';
import { TrackTask } from './after-sales/track-task.entity.ts';
import { SendPolicy } from './messaging/send-policy.entity.ts';
import { CollabAnalysis } from './routing/collab-analysis.entity.ts';
import { FlowDefinition } from './routing/flow-definition.entity.ts';
import { FlowExecutionLog } from './routing/flow-execution-log.entity.ts';
import { FlowInstance } from './routing/flow-instance.entity.ts';
import { FlowVersion } from './routing/flow-version.entity.ts';
import { FlowWake } from './routing/flow-wake.entity.ts';
import { Policy } from './policies/policy.entity.ts';
import { PolicyVersion } from './policies/policy-version.entity.ts';
import { MessageJudgement } from './alerts/message-judgement.entity.ts';
import { Alert } from './alerts/alert.entity.ts';
import { AlertStep } from './alerts/alert-step.entity.ts';
import { SopBatchRow } from './sop/sop-batch-row.entity.ts';
import { SopBatch } from './sop/sop-batch.entity.ts';
import { SopInstance } from './sop/sop-instance.entity.ts';
import { SopMaterial } from './sop/sop-material.entity.ts';
import { SopSweep } from './sop/sop-sweep.entity.ts';
import { SopTask } from './sop/sop-task.entity.ts';
import { SopTemplateVersion } from './sop/sop-template-version.entity.ts';
import { SopTemplate } from './sop/sop-template.entity.ts';

/** Every table of the service. A test fails when an entity file is missing here. */
export const ENTITIES = [
  Team,
  AppUser,
  RefreshToken,
  ServiceToken,
  LoginThrottle,
  WsTicket,
  AuditEntry,
  Customer,
  Tag,
  CustomerTag,
  Contact,
  Lead,
  ScoreRule,
  ScoreSetting,
  ScoreModel,
  LeadScore,
  LeadScoreChange,
  Product,
  Opportunity,
  StageChange,
  Activity,
  TimelineEntry,
  CustomField,
  AssignmentRule,
  AssignmentShare,
  AssignmentDecision,
  AssignmentHours,
  Absence,
  Pool,
  PoolEntry,
  PoolEvent,
  Handover,
  StageDefinition,
  StageMoveRule,
  LostReason,
  OpportunityFact,
  OpportunityLine,
  OpportunityCompetitor,
  DealValueChange,
  DealWarning,
  DealSetting,
  SalesOrder,
  SalesOrderLine,
  Contract,
  ContractMilestone,
  DeliveryTemplate,
  DeliveryPlan,
  DeliveryTask,
  DeliveryIssue,
  ForecastFit,
  ForecastBackTest,
  Reminder,
  CustomerProfileHistory,
  CustomerProfile,
  CustomerRelation,
  CustomerSums,
  CustomerTouched,
  DecisionRole,
  ProfileSetting,
  ReportingLine,
  RfmBounds,
  TagRule,
  Segment,
  SegmentCount,
  SavedView,
  ImportBatch,
  ImportIssue,
  BulkEdit,
  BulkEditRowEntity,
  CompletenessField,
  DuplicateCandidate,
  MatchKey,
  QualityPending,
  QualityRule,
  RecordMerge,
  RecordMergeRow,
  RecordQuality,
  Conversation,
  Run,
  RunEvent,
  ChatMessage,
  Approval,
  KnowledgeDocument,
  KnowledgeVersion,
  KnowledgeSection,
  KnowledgePassage,
  KnowledgeFingerprint,
  KnowledgeBatch,
  KnowledgeBatchItem,
  KnowledgeAnswer,
  KnowledgeCitation,
  KnowledgeGap,
  KnowledgeGapQuestion,
  KnowledgeEvaluationSet,
  KnowledgeEvaluationQuestion,
  KnowledgeEvaluationRun,
  KnowledgeEvaluationResult,
  KnowledgeIssue,
  ScheduleSlot,
  ModelUsage,
  ModelBudget,
  KnowledgeIndexGeneration,
  KnowledgeIndexPassage,
  KnowledgeEmbedding,
  KnowledgeSynonym,
  ChannelAccount,
  ChannelPerson,
  ChannelConversation,
  ConversationAccount,
  ChannelMessage,
  InboundCallback,
  InboundKey,
  InboundTwin,
  RobotCommand,
  ExecutionTracking,
  CommandReport,
  DoNotDisturb,
  SendPolicy,
  GroupMember,
  RoleRule,
  StaffState,
  ChannelSession,
  FlowDefinition,
  FlowVersion,
  FlowInstance,
  FlowExecutionLog,
  FlowWake,
  CollabAnalysis,
  RobotPost,
  RobotShift,
  WebChatSite,
  WebChatVisitor,
  WebChatLine,
  SopTemplate,
  SopTemplateVersion,
  SopBatchRow,
  SopBatch,
  SopSweep,
  SopInstance,
  SopTask,
  SopMaterial,
  Policy,
  PolicyVersion,
  MessageJudgement,
  Alert,
  AlertStep,
  TrackTask,
  TrackTaskStep,
  TrackTaskRule,
  TrackTaskReport,
  CallTask,
  CallRecord,
  LeadsFollow,
  CallBatch,
  CallReservation,
  DoNotCall,
  CallConsent,
  CallFailedPage,
  CallMonitor,
] as const;
