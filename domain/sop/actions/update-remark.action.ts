import { z } from 'zod';
import { DONE, defineShape } from './action.ts';

const Config = z.strictObject({ remark: z.string().trim().min(1).max(60) });

/** Changes the remark the account keeps of the contact. */
export const updateRemark = defineShape({
  type: 'update_remark',
  title: '更新备注',
  description: '修改账号里这位联系人的备注名，可以用变量。',
  config: Config,
  ways: () => DONE,
  texts: ({ remark }) => ({ remark }),
  perform: ({ remark }, moment) => {
    const words = moment.render(remark).slice(0, 60);
    return { kind: 'way', way: 'done', reason: `备注改为“${words}”`, effects: [{ kind: 'remark', remark: words }] };
  },
});
