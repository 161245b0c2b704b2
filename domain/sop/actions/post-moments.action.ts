import { z } from 'zod';
import { DONE, defineShape } from './action.ts';
import { addressOf } from './address-of.ts';

const Config = z
  .strictObject({
    content: z.string().trim().max(2000).default(''),
    material_ids: z.array(z.uuid()).max(9).default([]),
    /** Only this contact sees it; otherwise all contacts of the account do. */
    only_contact: z.boolean().default(true),
  })
  .refine((config) => config.content !== '' || config.material_ids.length > 0, {
    message: '朋友圈要有文字或图片',
    path: ['content'],
  });

/** Posts to the Moments of the account. */
export const postMoments = defineShape({
  type: 'post_moments',
  title: '发朋友圈',
  description: '用账号发一条朋友圈，默认只给这位联系人看。',
  config: Config,
  ways: () => DONE,
  texts: ({ content }): Record<string, string> => (content === '' ? {} : { content }),
  materials: ({ material_ids: ids }) =>
    ids.map((id, at) => ({ field: `material_ids.${at}`, id, kinds: ['image'] as const })),
  perform: (config, moment) => {
    const text = config.content === '' ? '' : moment.render(config.content);
    const images = config.material_ids.map((id) => addressOf(moment.material(id)));
    const visible = config.only_contact ? [moment.contactExternalId] : [];
    const content = { kind: 'moment', text, images, link: null, visible_to: visible, hidden_from: [] } as const;
    return {
      kind: 'send',
      effect: {
        kind: 'send',
        text: text || '[朋友圈图片]',
        content: { ...content, images, visible_to: visible, hidden_from: [] },
      },
      reason: '发朋友圈',
    };
  },
});
