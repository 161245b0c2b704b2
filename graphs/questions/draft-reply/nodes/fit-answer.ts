import { BUILT_IN } from '../../../../integrations/understanding/message/classify-builtin.ts';
import { sentencesOf } from '../../../../knowledge/chunk/cut-passages.ts';
import { addressed } from '../addressed.ts';
import type { DraftStateValue } from '../state.ts';

/** The answer with the form of address, of whole sentences within the length; not even one fits: a colleague answers. */
export function fitAnswer({ input, found, worded }: DraftStateValue): Partial<DraftStateValue> {
  const by = worded?.by ?? BUILT_IN;
  let text = '';
  for (const piece of worded ? sentencesOf(worded.text) : piecesOf(found?.lines ?? [])) {
    if (addressed(input.addressee, `${text}${piece}`.trim()).length > input.longest) break;
    text += piece;
  }
  if (text.trim() === '') return { draft: { kind: 'hand_over', reason: `答案放不进 ${input.longest} 字`, by } };
  const passageIds = found?.passageIds ?? [];
  return { draft: { kind: 'answer', text: addressed(input.addressee, text.trim()), by, passageIds } };
}

/** The sentences of each line; a line of its own keeps its break. */
function piecesOf(lines: readonly string[]): string[] {
  return lines.flatMap((line, at) =>
    sentencesOf(line).map((sentence, place) => (at > 0 && place === 0 ? `\n${sentence}` : sentence)),
  );
}
