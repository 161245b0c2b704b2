import { defineEntity, p } from '@mikro-orm/core';
import type { CallTroubleLine } from '../../../kernel/contracts/call-diagnosis.ts';
import type { CallPlanInput } from '../../../kernel/contracts/call-plans.ts';
import type { CallDigest } from '../../../kernel/contracts/call-statistics.ts';
import type { SkippedRow } from '../../../kernel/contracts/call-tasks.ts';
import { CALL_CONTROLS, CALL_TASK_SOURCES, CALL_TASK_TYPES } from '../../../kernel/contracts/calls.ts';
import { AppUser } from '../identity/app-user.entity.ts';
import { Team } from '../identity/team.entity.ts';

/** A list of people who are called by the robot (spec 001 `call_tasks`). Words inside, the spec's numbers at its wire. */
export const CallTask = defineEntity({
  name: 'CallTask',
  tableName: 'call_tasks',
  properties: {
    id: p.uuid().primary(),
    taskName: p.string().length(100),
    about: p.string().length(500),
    taskType: p.enum(CALL_TASK_TYPES).default('drafted'),
    /** What people want, and what the dialer was told last. */
    control: p.enum(CALL_CONTROLS).default('running'),
    controlTold: p.enum(CALL_CONTROLS).default('running'),
    source: p.enum(CALL_TASK_SOURCES),
    plan: p.json<CallPlanInput>(),
    requireConsent: p.boolean().default(false),
    /** Unique in the dialer's account: a group whose creation got lost is looked up by it. */
    groupName: p.string().length(100).unique(),
    jobGroupId: p.string().length(100).nullable(),
    /** When the group's creation was last sent without an answer yet. */
    groupAskedAt: p.datetime().nullable(),
    skipped: p.json<SkippedRow[]>().defaultRaw("'[]'"),
    skippedCount: p.integer().default(0),
    owner: () => p.manyToOne(AppUser).mapToPk().nullable(),
    team: () => p.manyToOne(Team).mapToPk().nullable(),
    /** The mark «in work» with its fencing token: who monitors it, and who hands it over. */
    processingToken: p.integer().default(0),
    processingUntil: p.datetime().nullable(),
    handingToken: p.integer().default(0),
    handingUntil: p.datetime().nullable(),
    /** The newest first, a few. */
    lastErrors: p.json<CallTroubleLine[]>().defaultRaw("'[]'"),
    digest: p.json<CallDigest>().nullable(),
    startedAt: p.datetime().nullable(),
    handedOverAt: p.datetime().nullable(),
    calledAt: p.datetime().nullable(),
    followedUpAt: p.datetime().nullable(),
    createdAt: p.datetime(),
    updatedAt: p.datetime(),
    version: p.integer().version(),
  },
  indexes: [
    { properties: ['createdAt', 'id'], name: 'call_tasks_created' },
    { properties: ['owner', 'createdAt'], name: 'call_tasks_owner' },
    { properties: ['team', 'createdAt'], name: 'call_tasks_team' },
    {
      name: 'call_tasks_pending',
      expression:
        "create index call_tasks_pending on call_tasks (id) where task_type in ('calling', 'called') or started_at is not null and handed_over_at is null",
    },
  ],
});
