import { z } from 'zod';
import { DONE, defineShape } from './action.ts';

const Config = z.strictObject({
  /** What the colleague is to know or do, with `{variables}`. */
  message: z.string().trim().min(1).max(500),
  /** Who hears of it: who owns the contact, or else the account; their team's manager; or a named colleague. */
  notify: z.union([z.enum(['owner', 'manager']), z.uuid()]).default('owner'),
});

/** Tells a colleague that a person is needed here. */
export const notifyManual = defineShape({
  type: 'notify_manual',
  title: '通知人工',
  description: '提醒同事来处理：负责人、主管或指定的人。',
  config: Config,
  ways: () => DONE,
  texts: ({ message }) => ({ message }),
  perform: ({ message, notify }, moment) => ({
    kind: 'way',
    way: 'done',
    reason: '已提醒同事',
    effects: [{ kind: 'notify', to: notify, message: moment.render(message) }],
  }),
});
