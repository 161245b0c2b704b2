import { z } from 'zod';
import { DONE, defineShape } from './action.ts';
import { addressOf } from './address-of.ts';

const Config = z
  .strictObject({
    material_id: z.uuid().optional(),
    image_url: z
      .url({ protocol: /^https?$/ })
      .max(2000)
      .optional(),
  })
  .refine((config) => (config.image_url === undefined) !== (config.material_id === undefined), {
    message: '图片物料（material_id）和图片地址（image_url）要选一个，且只能选一个',
    path: ['material_id'],
  });

/** Sends a picture. */
export const sendImage = defineShape({
  type: 'send_image',
  title: '发送图片',
  description: '给联系人发一张图片，从物料里选，或给出地址。',
  config: Config,
  ways: () => DONE,
  materials: ({ material_id: id }) =>
    id === undefined ? [] : [{ field: 'material_id', id, kinds: ['image'] as const }],
  perform: (config, moment) => {
    const material = config.material_id === undefined ? null : moment.material(config.material_id);
    const url = material ? addressOf(material) : config.image_url!;
    const name = material?.name ?? '图片';
    return {
      kind: 'send',
      effect: { kind: 'send', text: `[图片] ${name}`, content: { kind: 'image', url, name } },
      reason: '发送图片',
    };
  },
});
