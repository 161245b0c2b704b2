import { ChatMessage } from './chat/chat-message.entity.ts';
import { Approval } from './chat/approval.entity.ts';
import { Conversation } from './chat/conversation.entity.ts';
import { RunEvent } from './chat/run-event.entity.ts';
import { Run } from './chat/run.entity.ts';
import { Activity } from './crm/activity.entity.ts';
import { Contact } from './crm/contact.entity.ts';
import { CustomerTag } from './crm/customer-tag.entity.ts';
import { Customer } from './crm/customer.entity.ts';
import { ImportBatch } from './crm/import-batch.entity.ts';
import { ImportIssue } from './crm/import-issue.entity.ts';
import { Lead } from './crm/lead.entity.ts';
import { Opportunity } from './crm/opportunity.entity.ts';
import { Product } from './crm/product.entity.ts';
import { StageChange } from './crm/stage-change.entity.ts';
import { Tag } from './crm/tag.entity.ts';
import { TimelineEntry } from './crm/timeline-entry.entity.ts';
import { AppUser } from './identity/app-user.entity.ts';
import { AuditEntry } from './identity/audit-entry.entity.ts';
import { LoginThrottle } from './identity/login-throttle.entity.ts';
import { RefreshToken } from './identity/refresh-token.entity.ts';
import { ServiceToken } from './identity/service-token.entity.ts';
import { Team } from './identity/team.entity.ts';
import { WsTicket } from './identity/ws-ticket.entity.ts';
import { ScheduleSlot } from './jobs/schedule-slot.entity.ts';
import { ModelBudget } from './metering/model-budget.entity.ts';
import { ModelUsage } from './metering/model-usage.entity.ts';

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
  Product,
  Opportunity,
  StageChange,
  Activity,
  TimelineEntry,
  ImportBatch,
  ImportIssue,
  Conversation,
  Run,
  RunEvent,
  ChatMessage,
  Approval,
  ScheduleSlot,
  ModelUsage,
  ModelBudget,
] as const;
