import { z } from 'zod';
import { SopName } from '../../../kernel/contracts/sop.ts';
import { DONE, defineShape } from './action.ts';

const Value = z.union([z.string().max(500), z.number(), z.boolean()]);
const Config = z.union([
  z.strictObject({ target: z.literal('variable'), name: SopName, value: Value }),
  /** A field of the contact in the CRM that people may change: its key, own fields as `custom.<key>`. */
  z.strictObject({ target: z.literal('contact'), name: z.string().min(1).max(80), value: Value }),
]);

/** Sets a variable of the sequence, or a field of the contact in the CRM. */
export const updateField = defineShape({
  type: 'update_field',
  title: '更新字段',
  description: '给流程变量或客户资料里的字段赋值，文字里可以用变量。',
  config: Config,
  ways: () => DONE,
  texts: ({ value }): Record<string, string> => (typeof value === 'string' ? { value } : {}),
  perform: ({ target, name, value }, moment) => {
    const given = typeof value === 'string' ? moment.render(value) : value;
    const said = `${target === 'variable' ? '变量' : '客户资料'}“${name}”改为“${given}”`;
    return target === 'variable'
      ? { kind: 'way', way: 'done', reason: said, variables: { [name]: given } }
      : { kind: 'way', way: 'done', reason: said, effects: [{ kind: 'field', name, value: given }] };
  },
});
