import { z } from 'zod';
import { DONE, defineShape } from './action.ts';
import { addressOf } from './address-of.ts';

const Config = z
  .strictObject({
    material_id: z.uuid().optional(),
    file_url: z
      .url({ protocol: /^https?$/ })
      .max(2000)
      .optional(),
    /** The name the contact sees; that of the material by default. */
    file_name: z.string().trim().min(1).max(200).optional(),
  })
  .refine((config) => (config.file_url === undefined) !== (config.material_id === undefined), {
    message: '文件物料（material_id）和文件地址（file_url）要选一个，且只能选一个',
    path: ['material_id'],
  })
  .refine((config) => config.file_url === undefined || config.file_name !== undefined, {
    message: '用文件地址时要写文件名（file_name）',
    path: ['file_name'],
  });

/** Sends a file. */
export const sendFile = defineShape({
  type: 'send_file',
  title: '发送文件',
  description: '给联系人发一个文件，从物料里选，或给出地址和文件名。',
  config: Config,
  ways: () => DONE,
  materials: ({ material_id: id }) =>
    id === undefined ? [] : [{ field: 'material_id', id, kinds: ['file', 'image'] as const }],
  perform: (config, moment) => {
    const material = config.material_id === undefined ? null : moment.material(config.material_id);
    const url = material ? addressOf(material) : config.file_url!;
    const name = config.file_name ?? material!.name;
    return {
      kind: 'send',
      effect: { kind: 'send', text: `[文件] ${name}`, content: { kind: 'file', url, name } },
      reason: '发送文件',
    };
  },
});
