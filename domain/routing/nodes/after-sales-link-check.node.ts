import { z } from 'zod';
import { openTasksOf, type TaskFacts } from '../../after-sales/open-tasks.ts';
import { AWAITS_ANSWER } from '../../after-sales/task-moves.ts';
import { effectOf, type Effect } from '../effects/effect.ts';
import { moveTrackTask } from '../effects/move-track-task.effect.ts';
import type { FlowState } from '../flow-state.ts';
import { judgeResponse, REFUSAL_WORDS, RESPONSE_WORDS } from '../service/judge-response.ts';
import { nodeWords } from '../service/node-texts.ts';
import { isAfterSales } from '../service/task-words.ts';
import { defineNode, type Decision } from './node.ts';

const Config = z.strictObject({
  words: nodeWords(RESPONSE_WORDS),
  refusals: nodeWords(REFUSAL_WORDS),
});

const WHY = {
  answers: '是回应',
  refuses: '是推辞，不算回应',
  asks: '是提问，不算回应',
  no_word: '没有回应的词',
} as const;

/** Node 2.5 of the spec (3.4): whether somebody answers what after-sales asked them for. */
export const afterSalesLinkCheck = defineNode<z.infer<typeof Config>, readonly TaskFacts[]>({
  type: 'AFTER_SALES_LINK_CHECK',
  title: '售后任务关联检查',
  description:
    '看发言的人在这个群里有没有等他回应的售后任务，以及这句话是不是回应。words 是回应词，refusals 是出现就不算回应的词。运营交办的事，本人一发言就算有了回应。',
  config: Config,
  ways: () => ({ response: '在回应售后', next: '不是售后回应' }),
  read: async (scope, state) => {
    const person = state.sender?.person_id;
    if (!person) return [];
    return await openTasksOf(scope, { conversation_id: state.message.conversation_id, person_id: person });
  },
  decide: (state, tasks, config) => {
    const waiting = tasks.filter((task) => (AWAITS_ANSWER as readonly string[]).includes(task.status));
    const effects = operationAnswered(state, waiting);
    const asked = waiting.filter(
      (task) => isAfterSales(task.kind) && task.person_id !== null && task.person_id === state.sender?.person_id,
    );
    const judged = judgeResponse(state.message.text, config.words, config.refusals);
    if (asked.length > 0 && judged.response) return linked(asked, judged.words, effects);
    return {
      way: 'next',
      reason: asked.length === 0 ? '没有等他回应的售后任务' : `有等他回应的任务，但这句话${WHY[judged.why]}`,
      details: { tasks: asked.length, words: judged.words },
      changes: { after_sales: { response: false, task_id: null, words: [...judged.words] } },
      effects,
    };
  },
});

function linked(asked: readonly TaskFacts[], words: readonly string[], effects: readonly Effect[]): Decision {
  const ids = asked.map((task) => task.id);
  // The one asked for last is what the answer is to; an answer serves the others too.
  const latest = ids.at(-1)!;
  return {
    way: 'response',
    reason: `有等他回应的“${asked.at(-1)!.title}”，说了“${words.join('、')}”`,
    details: { tasks: asked.length, words },
    changes: { after_sales: { response: true, task_id: latest, words: [...words], task_ids: ids } },
    effects,
  };
}

/** What operations asked for is answered by any word of the one asked, or of any customer where nobody was named. */
function operationAnswered(state: FlowState, waiting: readonly TaskFacts[]): Effect[] {
  const { sender } = state;
  if (sender?.role !== 'user') return [];
  return waiting
    .filter((task) => !isAfterSales(task.kind))
    .map((task) => effectOf(moveTrackTask, { id: task.id, to: 'in_progress', reason: `${sender.name}发了言` }));
}
