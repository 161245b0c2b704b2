import { z } from 'zod';
import { STATUS_WORDS } from '../domain/sop/words.ts';
import type { SopInstanceStatus, SopInstanceView } from '../kernel/contracts/sop-instances.ts';
import { given, maybeCustomer, maybeNamed, maybeWords } from './arguments.ts';
import { aboutSequence } from './find-sop-instances.tool.ts';
import { answer } from './present/answer.ts';
import { resolveSopInstance } from './resolve/sop-instance.ts';
import { writeTool, type ToolScope, type WriteTool } from './tool.ts';

interface Plan {
  readonly id: string;
  readonly reason: string;
}

/** Whose sequence, and why. */
const input = z.strictObject({
  customer: maybeCustomer,
  contact: maybeNamed('contact', '联系人'),
  reason: maybeWords('free_text', '原因', 280, ['原因是', '原因', '因为']),
  about: aboutSequence,
});

/** What is done to an instance: the tools that pause, resume and stop one differ in nothing else. */
interface Steering {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly phrases: readonly string[];
  /** Statuses it may be done in. */
  readonly from: readonly SopInstanceStatus[];
  readonly becomes: SopInstanceStatus;
  /** As it begins a sentence: «暂停». */
  readonly deed: string;
  /** What it means, for the card. */
  readonly means: string;
  readonly next: (one: SopInstanceView) => string;
  readonly work: (scope: ToolScope, id: string, reason: string) => Promise<SopInstanceView>;
}

/** A tool that does one deed to the one instance that is meant. */
export function steeringTool(steering: Steering): WriteTool {
  const { name, title, description, phrases, from, becomes, deed } = steering;
  return writeTool({
    name,
    title,
    description,
    permission: 'sop.execute',
    input,
    phrases,
    propose: async (scope, said) => {
      const found = await resolveSopInstance(scope, said, from, deed);
      const step = found.current_step_name ? `，现在在“${found.current_step_name}”` : '';
      const reason = given(said.reason) ?? '';
      return {
        title,
        summary: `${deed}${found.contact_name}的“${found.template_name}”流程${step}。${steering.means}`,
        changes: [
          {
            entity: 'sop_instance',
            record_id: found.id,
            record_label: `${found.contact_name}：${found.template_name}`,
            field: '状态',
            before: STATUS_WORDS[found.status],
            after: STATUS_WORDS[becomes],
          },
        ],
        fields: becomes === 'executing' ? [] : [{ name: 'reason', label: '原因', kind: 'text', value: reason }],
        refs: [],
        // The card names status and step: an instance that moved on meanwhile is shown anew.
        snapshot: {},
        // Agreeing means this very instance, whatever else is started meanwhile.
        settled: { customer: null, contact: null, about: found.id },
        plan: { id: found.id, reason } satisfies Plan,
      };
    },
    carryOut: async (scope, plan: Plan) => {
      const done = await steering.work(scope, plan.id, plan.reason);
      return answer({
        text: `已${deed}${done.contact_name}的“${done.template_name}”流程${plan.reason ? `：${plan.reason}` : ''}。`,
        parts: [],
        suggestions: [steering.next(done)],
      });
    },
  });
}
