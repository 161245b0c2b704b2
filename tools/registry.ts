import { addTags } from './add-tags.tool.ts';
import { assignLeadTool } from './assign-lead.tool.ts';
import { changeLeadStatus } from './change-lead-status.tool.ts';
import { completeFollowUpTool } from './complete-follow-up.tool.ts';
import { createContactTool } from './create-contact.tool.ts';
import { createLeadTool } from './create-lead.tool.ts';
import { customerTimeline } from './customer-timeline.tool.ts';
import { explainAbilities } from './explain-abilities.tool.ts';
import { findContacts } from './find-contacts.tool.ts';
import { findCustomers } from './find-customers.tool.ts';
import { findLeads } from './find-leads.tool.ts';
import { findOpportunities } from './find-opportunities.tool.ts';
import { getCustomerTool } from './get-customer.tool.ts';
import { getLeadTool } from './get-lead.tool.ts';
import { getOpportunityTool } from './get-opportunity.tool.ts';
import { listActivitiesTool } from './list-activities.tool.ts';
import { listFollowUps } from './list-follow-ups.tool.ts';
import { listStaleOpportunitiesTool } from './list-stale-opportunities.tool.ts';
import { logActivity } from './log-activity.tool.ts';
import { moveOpportunityStage } from './move-opportunity-stage.tool.ts';
import { queryReport } from './query-report.tool.ts';
import { removeTags } from './remove-tags.tool.ts';
import { salesFunnelTool } from './sales-funnel.tool.ts';
import { scheduleFollowUp } from './schedule-follow-up.tool.ts';
import { transferCustomerTool } from './transfer-customer.tool.ts';
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
] as const;

/** Every tool an agent can be given. The last one tells of the others. */
export const TOOLS = [...WORKING, explainAbilities(WORKING)] as const;
