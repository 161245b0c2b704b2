import { defineEntity, p } from '@mikro-orm/core';
import { TRACK_TASK_KINDS } from '../../../kernel/contracts/track-tasks.ts';

/** How long a kind of task may take, one row per kind. */
export const TrackTaskRule = defineEntity({
  name: 'TrackTaskRule',
  tableName: 'track_task_rule',
  properties: {
    kind: p.enum(TRACK_TASK_KINDS).primary(),
    title: p.string().length(60),
    minutes: p.integer(),
    updatedAt: p.datetime(),
    version: p.integer().version(),
  },
});
