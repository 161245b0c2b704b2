import { getProfile } from '../../../domain/crm/profiles/get-profile.ts';
import { listAtRisk } from '../../../domain/crm/profiles/list-at-risk.ts';
import { listProfileHistory } from '../../../domain/crm/profiles/list-profile-history.ts';
import { readProfileSettings } from '../../../domain/crm/profiles/profile-settings.ts';
import { updateProfileSettings } from '../../../domain/crm/profiles/update-profile-settings.ts';
import { tellStory } from '../../../domain/crm/stories/tell-story.ts';
import { ListQuery, pageOf } from '../../../kernel/contracts/paging.ts';
import {
  AtRiskCustomer,
  AtRiskList,
  CustomerStory,
  ProfileHistoryEntry,
  ProfileSettingsView,
  ProfileView,
  UpdateProfileSettings,
} from '../../../kernel/contracts/profile.ts';
import { SERVICE_HEALTH_SIGNALS } from '../../health-signals.ts';
import { defineRoute } from '../../route.ts';
import { CRM_TAG, IdParams } from './params.ts';

const base = '/api/v1/crm';

/** What customers are worth, how well they do and their story. */
export const profileRoutes = [
  defineRoute({
    method: 'GET',
    url: `${base}/customers/at-risk`,
    access: 'crm.read',
    summary: '有风险的客户',
    tag: CRM_TAG,
    query: AtRiskList,
    response: pageOf(AtRiskCustomer),
    handle: async ({ scope }, { query }) => await listAtRisk(scope, query),
  }),
  defineRoute({
    method: 'GET',
    url: `${base}/customers/:id/profile`,
    access: 'crm.read',
    summary: '客户价值与健康度',
    tag: CRM_TAG,
    params: IdParams,
    response: ProfileView,
    handle: async ({ scope }, { params }) => await getProfile(scope, SERVICE_HEALTH_SIGNALS, params),
  }),
  defineRoute({
    method: 'GET',
    url: `${base}/customers/:id/profile/history`,
    access: 'crm.read',
    summary: '客户价值与健康度的变化',
    tag: CRM_TAG,
    params: IdParams,
    query: ListQuery.omit({ sort: true, q: true }),
    response: pageOf(ProfileHistoryEntry),
    handle: async ({ scope }, { params, query }) => await listProfileHistory(scope, { ...query, id: params.id }),
  }),
  defineRoute({
    method: 'GET',
    url: `${base}/customers/:id/story`,
    access: 'crm.read',
    summary: '30 秒客户故事',
    tag: CRM_TAG,
    params: IdParams,
    response: CustomerStory,
    handle: async ({ scope }, { params }) => await tellStory(scope, SERVICE_HEALTH_SIGNALS, params),
  }),
  defineRoute({
    method: 'GET',
    url: `${base}/profile-settings`,
    access: 'crm.read',
    summary: '价值等级与健康度的规则',
    tag: CRM_TAG,
    response: ProfileSettingsView,
    handle: async ({ scope }) => await readProfileSettings(scope, SERVICE_HEALTH_SIGNALS),
  }),
  defineRoute({
    method: 'PATCH',
    url: `${base}/profile-settings`,
    access: 'crm.configure',
    summary: '修改价值等级与健康度的规则',
    tag: CRM_TAG,
    body: UpdateProfileSettings,
    response: ProfileSettingsView,
    handle: async ({ scope }, { body }) => await updateProfileSettings(scope, SERVICE_HEALTH_SIGNALS, body),
  }),
] as const;
