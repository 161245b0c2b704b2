import { z } from 'zod';
import { DONE, defineShape } from './action.ts';

const MINUTE_MS = 60_000;

const Config = z.strictObject({
  title: z.string().trim().min(1).max(100),
  content: z.string().trim().max(500).default(''),
  due_in_minutes: z.int().min(1).max(129_600).default(1440),
  /** Who does it: who owns the contact, or else the account; or a named colleague. */
  assignee: z.union([z.literal('owner'), z.uuid()]).default('owner'),
});

/** Plans a follow-up in the CRM for a colleague. */
export const createTask = defineShape({
  type: 'create_task',
  title: '建跟进任务',
  description: '在 CRM 里给同事排一条跟进，到时提醒。',
  config: Config,
  ways: () => DONE,
  texts: ({ title, content }) => ({ title, content }),
  perform: ({ title, content, due_in_minutes: minutes, assignee }, moment) => ({
    kind: 'way',
    way: 'done',
    reason: '已排跟进任务',
    effects: [
      {
        kind: 'task',
        title: moment.render(title),
        content: content === '' ? '' : moment.render(content),
        due_at: new Date(moment.now.getTime() + minutes * MINUTE_MS),
        assignee,
      },
    ],
  }),
});
