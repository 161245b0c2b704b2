import { randomUUID } from 'node:crypto';
import type { HttpClient } from './http-client.ts';
import type { Question } from './questions.ts';
import { readAnswer } from './read-answer.ts';

/** Asks each question in a conversation of its own and counts the right answers. */
export async function askQuestions(
  client: HttpClient,
  questions: readonly Question[],
): Promise<{ asked: number; right: number }> {
  let right = 0;
  for (const { text, isRight } of questions) {
    const answer = await ask(client, text);
    if (isRight(answer)) right += 1;
    else console.error(`wrong: ${text} → ${answer.text.slice(0, 160)} ${JSON.stringify(answer.rows.slice(0, 2))}`);
  }
  return { asked: questions.length, right };
}

async function ask(client: HttpClient, text: string): Promise<ReturnType<typeof readAnswer>> {
  const input = {
    threadId: randomUUID(),
    runId: randomUUID(),
    state: {},
    messages: [{ id: randomUUID(), role: 'user', content: text }],
    tools: [],
    context: [],
    forwardedProps: {},
  };
  try {
    return readAnswer(await client.stream('/api/v1/chat/runs', input));
  } catch (thrown) {
    return { text: `（${(thrown as Error).message}）`, rows: [] };
  }
}
