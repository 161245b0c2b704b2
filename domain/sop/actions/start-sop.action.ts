import { z } from 'zod';
import { DONE, defineShape } from './action.ts';

const Config = z.strictObject({ template_id: z.uuid() });

/** Starts another sequence for the same contact. */
export const startSop = defineShape({
  type: 'start_sop',
  title: '开始另一个 SOP',
  description: '为这位联系人开始另一个流程；这个流程照常往下走。',
  config: Config,
  ways: () => DONE,
  startsTemplate: ({ template_id: id }) => id,
  perform: ({ template_id: id }) => ({
    kind: 'way',
    way: 'done',
    reason: '开始另一个 SOP',
    effects: [{ kind: 'start', template_id: id }],
  }),
});
