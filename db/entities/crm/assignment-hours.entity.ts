import { defineEntity, p } from '@mikro-orm/core';

/** When leads are given out; one row for the organisation. Days are 1 Monday to 7 Sunday, times `HH:MM` in Asia/Shanghai. */
export const AssignmentHours = defineEntity({
  name: 'AssignmentHours',
  tableName: 'assignment_hours',
  properties: {
    id: p.smallint().primary().autoincrement(false),
    days: p.array<number>((day) => Number(day)).columnType('int[]'),
    opens: p.string().length(5),
    closes: p.string().length(5),
    skipHolidays: p.boolean(),
    updatedAt: p.datetime(),
    version: p.integer().version(),
  },
});
