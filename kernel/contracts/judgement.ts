import { z } from 'zod';

/** What a message wants, as far as routing needs to know. */
export const INTENTS = [
  'question',
  'help',
  'complaint',
  'urgent',
  'real_name',
  'scan_login',
  'bind_phone',
  'purchase',
  'thanks',
  'greeting',
  'chat',
  'spam',
  'withdraw_complaint',
  'other',
] as const;
export const Intent = z.enum(INTENTS);
export type Intent = z.infer<typeof Intent>;

/** How soon somebody is answered. */
export const PRIORITIES = ['high', 'medium', 'low'] as const;
export const Priority = z.enum(PRIORITIES);
export type Priority = z.infer<typeof Priority>;

/** Ordered from quiet to loud, so that promotion is one step to the right. */
export const ALERT_LEVELS = ['info', 'warning', 'error', 'critical'] as const;
export const AlertLevel = z.enum(ALERT_LEVELS);
export type AlertLevel = z.infer<typeof AlertLevel>;

/** What after-sales asks of somebody (spec 002 §3.2): real-name check 实名, scan-login 扫码登录, bind phone 绑定手机. */
export const SERVICE_TASKS = ['real_name', 'scan_login', 'bind_phone', 'other'] as const;
export const ServiceTask = z.enum(SERVICE_TASKS);
export type ServiceTask = z.infer<typeof ServiceTask>;
