import { defineEntity, p } from '@mikro-orm/core';

/** When robots change shifts; one row. Times of day are `HH:MM` in the organisation's zone. */
export const RobotShift = defineEntity({
  name: 'RobotShift',
  tableName: 'robot_shift',
  properties: {
    id: p.smallint().primary().autoincrement(false),
    dayFrom: p.string().length(5),
    dayTo: p.string().length(5),
    updatedAt: p.datetime(),
    version: p.integer().version(),
  },
});
