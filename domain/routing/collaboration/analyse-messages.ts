import type { GroupRole } from '../../../kernel/contracts/messaging-people.ts';

/** One message of a matter, oldest first. */
export interface SaidMessage {
  readonly id: string;
  readonly at: Date;
  /** Null: we, by a robot or by hand. */
  readonly person_id: string | null;
  /** Null: nobody is known by a role there. */
  readonly role: GroupRole | null;
  /** Whether the person the matter is about wrote it. */
  readonly asker: boolean;
}

export interface Answer {
  readonly message_id: string;
  readonly asked_at: string;
  readonly answered_by: string | null;
  readonly role: string | null;
  readonly seconds: number | null;
}

export interface Collaboration {
  readonly questions: number;
  readonly answered: number;
  readonly first_seconds: number | null;
  readonly median_seconds: number | null;
  readonly by_role: Readonly<Record<string, number>>;
  readonly answers: readonly Answer[];
}

/** Who may answer: colleagues, and we. Another customer does not. */
const ANSWERS: readonly (GroupRole | null)[] = ['operations', 'staff', 'after_sales', 'robot'];

/**
 * Who answered whom and how fast. What somebody writes in a row is one question, asked with its first message; the next word
 * of a colleague or a robot answers it.
 */
export function analyseMessages(messages: readonly SaidMessage[]): Collaboration {
  const answers: Answer[] = [];
  let open: SaidMessage | null = null;
  for (const message of messages) {
    if (message.asker) open ??= message;
    else if (open && (message.person_id === null || ANSWERS.includes(message.role))) {
      answers.push(answerOf(open, message));
      open = null;
    }
  }
  const given = answers.length;
  if (open) answers.push(answerOf(open, null));
  const seconds = answers.flatMap((answer) => (answer.seconds === null ? [] : [answer.seconds]));
  return {
    questions: answers.length,
    answered: given,
    first_seconds: seconds[0] ?? null,
    median_seconds: seconds.toSorted((a, b) => a - b)[Math.floor((seconds.length - 1) / 2)] ?? null,
    by_role: countBy(answers.flatMap(({ role }) => (role === null ? [] : [role]))),
    answers,
  };
}

function answerOf(question: SaidMessage, answer: SaidMessage | null): Answer {
  return {
    message_id: question.id,
    asked_at: question.at.toISOString(),
    answered_by: answer?.person_id ?? null,
    role: answer ? (answer.role ?? 'robot') : null,
    seconds: answer ? Math.max(0, Math.round((answer.at.getTime() - question.at.getTime()) / 1000)) : null,
  };
}

function countBy(words: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const word of words) counts[word] = (counts[word] ?? 0) + 1;
  return counts;
}
