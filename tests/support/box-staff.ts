import { z } from 'zod';
import type { Agent } from '../../agents/agent.ts';
import { appendAudit } from '../../domain/append-audit.ts';
import { slot } from '../../kernel/slots.ts';
import type { Staff } from '../../server/assistant/compose-assistant.ts';
import { toolError } from '../../tools/errors.ts';
import { readTool, writeTool } from '../../tools/tool.ts';

/** Boxes on a shelf: the smallest world with something to read, to change and to go wrong. */
export interface BoxWorld {
  readonly boxes: Map<string, { label: string; version: number }>;
  /** How often a change was really carried out. */
  carriedOut: number;
  /** The reading tool waits for this before it answers. */
  gate: Promise<void>;
}

export function boxWorld(): BoxWorld {
  return { boxes: new Map([['红盒子', { label: '旧标签', version: 1 }]]), carriedOut: 0, gate: Promise.resolve() };
}

/** One agent with a reading and a changing tool over the boxes. */
export function boxStaff(world: BoxWorld): Staff {
  const box = slot('name', '盒子', z.string());
  const lookIntoBox = readTool({
    name: 'look_into_box',
    title: '看盒子',
    description: '看看盒子上写着什么。',
    permission: 'crm.read',
    input: z.strictObject({ box }),
    phrases: ['看看{box}', '{box}上写着什么', '帮我看一下{box}', '查一下{box}'],
    answer: async (_scope, input) => {
      await world.gate;
      const found = world.boxes.get(input.box);
      if (!found) throw toolError('tools.not_found', { details: { label: '盒子', name: input.box, near: '' } });
      const text = `${input.box}上写着“${found.label}”。`;
      return { content: text, text, parts: [{ type: 'filter', sentence: input.box }] };
    },
  });
  const relabelBox = writeTool({
    name: 'relabel_box',
    title: '换标签',
    description: '给盒子换标签。',
    permission: 'crm.write',
    input: z.strictObject({ box, label: slot('free_text', '标签', z.string()) }),
    phrases: ['把{box}的标签换成{label}', '{box}改贴{label}'],
    propose: (_scope, input) => {
      const found = world.boxes.get(input.box);
      if (!found)
        return Promise.reject(toolError('tools.not_found', { details: { label: '盒子', name: input.box, near: '' } }));
      return Promise.resolve({
        title: '换标签',
        summary: `把${input.box}的标签换成“${input.label}”`,
        changes: [
          {
            entity: 'box',
            record_id: null,
            record_label: input.box,
            field: '标签',
            before: found.label,
            after: input.label,
          },
        ],
        fields: [{ name: 'label', label: '标签', kind: 'text' as const, value: input.label }],
        refs: [],
        snapshot: { [`box:${input.box}`]: found.version },
        plan: { box: input.box, label: input.label },
      });
    },
    carryOut: (scope, plan) => {
      const found = world.boxes.get(plan.box)!;
      world.boxes.set(plan.box, { label: plan.label, version: found.version + 1 });
      world.carriedOut += 1;
      appendAudit(scope, {
        action: 'box.relabelled',
        entity: 'box',
        entityId: plan.box,
        before: found.label,
        after: plan.label,
      });
      const text = `已把${plan.box}的标签换成“${plan.label}”。`;
      return Promise.resolve({ content: text, text, parts: [] });
    },
  });
  const keeper: Agent = {
    name: 'keeper',
    title: '管理员',
    charge: '盒子',
    tools: ['look_into_box', 'relabel_box'],
    specialties: ['look_into_box', 'relabel_box'],
    permission: 'chat.use',
    prompt: '你管理盒子。',
  };
  return { tools: [lookIntoBox, relabelBox], agents: [keeper] };
}
