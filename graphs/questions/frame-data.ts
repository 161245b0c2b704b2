import type { ClassifyInput } from '../../domain/assistant.port.ts';
import { maskText } from '../../kernel/mask.ts';

const SPEAKERS = { person: '对方', staff: '同事', robot: '我方' } as const;
const LONGEST_MESSAGE = 2000;
const LONGEST_LINE = 300;
const MOST_LINES = 12;

/** A text as data: it cannot close its frame, and numbers of people are masked. */
export function asData(text: string): string {
  return maskText(text).replaceAll('<', '＜').replaceAll('>', '＞');
}

/** The message and what was said before it, framed, for a model that judges it. */
export function framedMessage({ text, before }: ClassifyInput): string {
  const lines = before
    .slice(-MOST_LINES)
    .map((line) => `<说 人="${SPEAKERS[line.who]}">${asData(line.text.slice(0, LONGEST_LINE))}</说>`);
  const talk = lines.length > 0 ? `<前文>\n${lines.join('\n')}\n</前文>\n` : '';
  return `${talk}<消息>\n${asData(text.slice(0, LONGEST_MESSAGE))}\n</消息>`;
}
