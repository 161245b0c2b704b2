import { defineEntity, p } from '@mikro-orm/core';

/** Failed logins per key (`user:<name>` or `ip:<address>`), kept in the database so that every process counts them. */
export const LoginThrottle = defineEntity({
  name: 'LoginThrottle',
  tableName: 'login_throttle',
  properties: {
    key: p.string().length(160).primary(),
    failures: p.integer().default(0),
    firstFailureAt: p.datetime(),
    blockedUntil: p.datetime().nullable(),
  },
});
