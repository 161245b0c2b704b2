import { defineEntity, p } from '@mikro-orm/core';

/** The organisation's rules for what may leave; one row. Times of day are `HH:MM` in the organisation's zone. */
export const SendPolicy = defineEntity({
  name: 'SendPolicy',
  tableName: 'send_policy',
  properties: {
    id: p.smallint().primary().autoincrement(false),
    quietFrom: p.string().length(5),
    quietTo: p.string().length(5),
    proactivePerDay: p.integer(),
    proactivePerHour: p.integer(),
    sameTextPerHour: p.integer(),
    repliesPerMinute: p.integer(),
    longestText: p.integer(),
    silentMinutes: p.integer(),
    forbiddenWords: p.array<string>().columnType('text[]'),
    /** What is put in the place of what, before anything else is looked at. */
    rewordings: p.json<Array<{ from: string; to: string }>>(),
    /** Who asks like this wants to know whether a person answers: a person does. */
    humanQuestions: p.array<string>().columnType('text[]'),
    updatedAt: p.datetime(),
    version: p.integer().version(),
  },
});
