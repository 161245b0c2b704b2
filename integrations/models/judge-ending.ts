import type { AnswerDraft } from './answer-draft.ts';
import type { FailureReason } from './endpoint-failure.ts';

/** The vendors' words for an ending; what is not named here counts as a normal stop. */
const ENDINGS: Readonly<Record<string, 'length' | 'content_filter' | 'cut'>> = {
  length: 'length',
  max_tokens: 'length',
  content_filter: 'content_filter',
  sensitive: 'content_filter',
  insufficient_system_resource: 'cut',
  network_error: 'cut',
  error: 'cut',
};

/**
 * What is wrong with an answer whose stream ended well, or `undefined`. An answer cut by its length may be shown when
 * it is words; a tool call in it is never carried out, since calls after it, or a part of it, may be missing.
 */
export function judgeEnding(draft: AnswerDraft): FailureReason | undefined {
  const finish = draft.finish();
  if (finish === null) return 'cut';
  const ending = Object.hasOwn(ENDINGS, finish) ? ENDINGS[finish] : undefined;
  if (ending === 'content_filter' || ending === 'cut') return ending;
  const calls = draft.calls().length;
  if (ending === 'length' && calls > 0) return 'truncated_call';
  if (calls === 0 && draft.text().trim() === '') return 'empty';
  return undefined;
}
