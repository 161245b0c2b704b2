import { z } from 'zod';
import { listFollowUps } from '../../../domain/crm/follow-ups/list-follow-ups.ts';
import { listReminders } from '../../../domain/crm/follow-ups/list-reminders.ts';
import { listUnplanned } from '../../../domain/crm/follow-ups/list-unplanned.ts';
import { readReminders } from '../../../domain/crm/follow-ups/read-reminders.ts';
import { summariseFollowUps } from '../../../domain/crm/follow-ups/summarise-follow-ups.ts';
import { pageOf } from '../../../kernel/contracts/paging.ts';
import {
  FollowUpList,
  FollowUpSummaryList,
  FollowUpView,
  ReadCount,
  ReadReminders,
  ReminderList,
  ReminderView,
  UnplannedList,
  UnplannedView,
} from '../../../kernel/contracts/reminders.ts';
import { defineRoute } from '../../route.ts';
import { CRM_TAG } from './params.ts';

const url = '/api/v1/crm';

/** What waits for people, what nobody has planned, and what they were reminded of. */
export const followUpReminderRoutes = [
  defineRoute({
    method: 'GET',
    url: `${url}/follow-ups`,
    access: 'crm.read',
    summary: '待跟进列表（逾期、今天、七天内）',
    tag: CRM_TAG,
    query: FollowUpList,
    response: pageOf(FollowUpView),
    handle: async ({ scope }, { query }) => await listFollowUps(scope, query),
  }),
  defineRoute({
    method: 'GET',
    url: `${url}/follow-ups/unplanned`,
    access: 'crm.read',
    summary: '没有跟进计划的客户或商机',
    tag: CRM_TAG,
    query: UnplannedList,
    response: pageOf(UnplannedView),
    handle: async ({ scope }, { query }) => await listUnplanned(scope, query),
  }),
  defineRoute({
    method: 'GET',
    url: `${url}/follow-ups/summary`,
    access: 'crm.read',
    summary: '每个人的待跟进数量',
    tag: CRM_TAG,
    query: z.strictObject({ owner_id: z.uuid().optional() }),
    response: FollowUpSummaryList,
    handle: async ({ scope }, { query }) => await summariseFollowUps(scope, query),
  }),
  defineRoute({
    method: 'GET',
    url: `${url}/reminders`,
    access: 'crm.read',
    summary: '我的提醒',
    tag: CRM_TAG,
    query: ReminderList,
    response: pageOf(ReminderView),
    handle: async ({ scope }, { query }) => await listReminders(scope, query),
  }),
  defineRoute({
    method: 'POST',
    url: `${url}/reminders/read`,
    access: 'crm.read',
    summary: '把提醒标为已读',
    tag: CRM_TAG,
    body: ReadReminders,
    response: ReadCount,
    handle: async ({ scope }, { body }) => await readReminders(scope, body),
  }),
] as const;
