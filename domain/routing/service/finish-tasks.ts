import type { TaskFacts } from '../../after-sales/open-tasks.ts';
import { openTasksOf } from '../../after-sales/open-tasks.ts';
import { effectOf, type Effect } from '../effects/effect.ts';
import { moveTrackTask } from '../effects/move-track-task.effect.ts';
import type { FlowState } from '../flow-state.ts';
import type { ReadScope } from '../nodes/node.ts';
import { tellCompletion, tellTaskKind, type KindWords } from './task-words.ts';

export interface FinishWords {
  readonly completion: readonly string[];
  readonly kinds: KindWords;
}

/** What a colleague's message finishes. */
export interface Finished {
  readonly word: string | null;
  readonly tasks: readonly TaskFacts[];
  /** Why none, although a word says that something is done. */
  readonly unclear: boolean;
  readonly effects: readonly Effect[];
}

/** Open tasks a colleague may mean. */
export async function readFinishable(scope: ReadScope, state: FlowState): Promise<TaskFacts[]> {
  return await openTasksOf(scope, { conversation_id: state.message.conversation_id });
}

/**
 * Which tasks a colleague says are done: those of whom they mention, else those they asked for themselves, else the only one
 * there is; a kind that is named narrows them. Where it stays open whose task it is, none is.
 */
export function finishTasks(state: FlowState, open: readonly TaskFacts[], words: FinishWords): Finished {
  const word = tellCompletion(state.message.text, words.completion);
  if (!word) return { word: null, tasks: [], unclear: false, effects: [] };
  const tasks = meant(state, open, words.kinds);
  return {
    word,
    tasks,
    unclear: tasks.length === 0 && open.length > 0,
    effects: tasks.map((task) => effectOf(moveTrackTask, { id: task.id, to: 'completed', reason: `同事说“${word}”` })),
  };
}

function meant(state: FlowState, open: readonly TaskFacts[], kinds: KindWords): readonly TaskFacts[] {
  const kind = tellTaskKind(state.message.text, kinds)?.kind;
  const fitting = kind ? open.filter((task) => task.kind === kind) : open;
  const mentioned = state.message.mentioned_person_ids;
  const ofMentioned = fitting.filter((task) => task.person_id !== null && mentioned.includes(task.person_id));
  if (mentioned.length > 0) return ofMentioned;
  const own = fitting.filter((task) => task.asked_by_id !== null && task.asked_by_id === state.sender?.person_id);
  return onePerson(own) ?? onePerson(fitting) ?? [];
}

/** The tasks, when they are all of one person. */
function onePerson(tasks: readonly TaskFacts[]): readonly TaskFacts[] | null {
  return tasks.length > 0 && new Set(tasks.map((task) => task.person_id)).size === 1 ? tasks : null;
}
