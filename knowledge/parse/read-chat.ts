import { maskText } from '../../kernel/mask.ts';
import type { Block, ParsedFile } from './block.ts';

const TIME = String.raw`(?:\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?[ T]*)?(?:上午|下午)?\d{1,2}:\d{2}(?::\d{2})?`;
/** «张三 10:21: 您好», «[2026-11-01 10:21] 张三：您好», and the two-line form with the words below. */
const NAME_TIME = new RegExp(
  String.raw`^(?<who>[^\s:：[\]]{1,24})[ \t]+(?<time>${TIME})[ \t]*[:：]?[ \t]*(?<said>.*)$`,
);
const TIME_NAME = new RegExp(
  String.raw`^[[（(]?(?<time>${TIME})[\]）)]?[ \t]+(?<who>[^\s:：]{1,24})[ \t]*[:：][ \t]*(?<said>.*)$`,
);
/** Minutes of silence after which something else is talked about. */
const PAUSE = 30;
const LONGEST_TALK = 20;

interface Turn {
  readonly who: string;
  readonly time: string;
  readonly lines: string[];
}

/**
 * Reads the protocol of a chat («name time: text») into talks; undefined when the text is none. Phone numbers and
 * identity numbers are hidden: what a customer once typed must not be told to everybody.
 */
export function readChat(text: string): ParsedFile | undefined {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const turns: Turn[] = [];
  for (const line of lines) {
    const match = NAME_TIME.exec(line.trim()) ?? TIME_NAME.exec(line.trim());
    if (match?.groups) {
      const said = match.groups['said'] ?? '';
      turns.push({ who: match.groups['who'] ?? '', time: match.groups['time'] ?? '', lines: said ? [said] : [] });
    } else turns.at(-1)?.lines.push(line.trim());
  }
  // Text that only mentions times has few such lines, and most of its lines stand behind none.
  if (turns.length < 4 || turns.length * 3 < lines.length) return undefined;
  const talks = talksOf(turns.filter((turn) => turn.lines.length > 0));
  const blocks = talks.flatMap((talk): Block[] => [
    { kind: 'heading', level: 2, text: `${talk[0]?.time ?? ''} 对话` },
    { kind: 'text', text: talk.map((turn) => maskText(`${turn.who}：${turn.lines.join(' ')}`)).join('\n') },
  ]);
  const people = [...new Set(turns.map((turn) => turn.who))].slice(0, 3).join('、');
  return { format: 'chat', title: `${people}的对话记录`, blocks, fields: {}, warnings: [] };
}

/** Turns without a long pause between them, a screen at most. */
function talksOf(turns: readonly Turn[]): Turn[][] {
  const talks: Turn[][] = [];
  for (const turn of turns) {
    const talk = talks.at(-1);
    const last = talk?.at(-1);
    if (!talk || !last || talk.length >= LONGEST_TALK || minutesBetween(last.time, turn.time) > PAUSE)
      talks.push([turn]);
    else talk.push(turn);
  }
  return talks;
}

/** Minutes from one wall-clock time to another; times of different days lie far apart. */
function minutesBetween(from: string, to: string): number {
  const parts = (time: string) => {
    const [, hours = '0', minutes = '0'] = /(\d{1,2}):(\d{2})/.exec(time) ?? [];
    const day = /^\d{4}\D\d{1,2}\D\d{1,2}/.exec(time)?.[0] ?? '';
    return {
      day,
      at: (Number(hours) % 12) * 60 + Number(minutes) + (/下午/.test(time) || Number(hours) >= 12 ? 720 : 0),
    };
  };
  const [a, b] = [parts(from), parts(to)];
  return a.day === b.day ? Math.abs(b.at - a.at) : Number.POSITIVE_INFINITY;
}
