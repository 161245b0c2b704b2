import { z } from 'zod';
import { DONE, defineShape } from './action.ts';
import { addressOf } from './address-of.ts';
import type { SopEffect, StepMoment } from './step.ts';

const Config = z
  .strictObject({
    /** The text with `{variables}`. */
    content: z.string().trim().min(1).max(2000).optional(),
    /** A text or link from the materials, in the place of `content`. */
    material_id: z.uuid().optional(),
  })
  .refine((config) => (config.content === undefined) !== (config.material_id === undefined), {
    message: '文字（content）和物料（material_id）要选一个，且只能选一个',
    path: ['content'],
  });

type Send = Extract<SopEffect, { kind: 'send' }>;

function textOf(content: string, moment: StepMoment): Send {
  const text = moment.render(content);
  return { kind: 'send', text, content: { kind: 'text', text, mentions: [] } };
}

function materialOf(id: string, moment: StepMoment): Send {
  const material = moment.material(id);
  if (material.kind !== 'link') return textOf(material.text ?? '', moment);
  const description = moment.render(material.text ?? '').slice(0, 500);
  const url = addressOf(material);
  const content = { kind: 'link', url, title: material.name, description, thumbnail: null } as const;
  return { kind: 'send', text: [material.name, description].filter(Boolean).join('\n'), content };
}

/** Sends a text, or a text or link from the materials. */
export const sendMessage = defineShape({
  type: 'send_message',
  title: '发送消息',
  description: '给联系人发一条文字；也可以选一条文字或链接物料。',
  config: Config,
  ways: () => DONE,
  texts: ({ content }): Record<string, string> => (content === undefined ? {} : { content }),
  materials: ({ material_id: id }) =>
    id === undefined ? [] : [{ field: 'material_id', id, kinds: ['text', 'link'] as const }],
  perform: (config, moment) => {
    const effect =
      config.content === undefined ? materialOf(config.material_id!, moment) : textOf(config.content, moment);
    return { kind: 'send', effect, reason: '发送消息' };
  },
});
