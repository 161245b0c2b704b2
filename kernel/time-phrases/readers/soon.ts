import { addDays, addMinutes } from '../calendar.ts';
import { matchAt, phrase } from '../date-rule.ts';
import type { Reader } from '../reader.ts';
import type { LocalMinute } from '../time-value.ts';

/** Words for later on the same day, and how many minutes we take them for. A convention: nobody means a number. */
const SOON: ReadonlyArray<readonly [minutes: number, words: RegExp]> = [
  [120, phrase('(?<!火车|飞机|航班|高铁|列车|动车)晚(?:点|一点|些时候|些|一些)(?!到|名|了|起飞|发车)')],
  [
    30,
    phrase('(?:过|等|待)一?会儿?|(?<!再等|稍等|等|坐|聊|讲|说|看|给我|占用您?)一会儿?(?=再|打|给|我|联|后|以后|之后)'),
  ],
];
/** Nobody is called later than this; what would be is meant for the next morning. */
const LAST_HOUR = 21;
const NEXT_MORNING = 'T09:00';

function placed(now: LocalMinute, minutes: number): LocalMinute {
  const at = addMinutes(now, minutes);
  const late = Number(at.slice(11, 13)) >= LAST_HOUR || at.slice(0, 10) !== now.slice(0, 10);
  return late ? `${addDays(now.slice(0, 10), 1)}${NEXT_MORNING}` : at;
}

/** 「晚点」「晚些时候」「等会儿」「待会」, only looking ahead. */
const soon: Reader = {
  name: 'later on the same day',
  starts: '晚过等待一',
  read: (text, at, { now, direction }) => {
    if (direction !== 'future') return undefined;
    for (const [minutes, words] of SOON) {
      const match = matchAt(words, text, at);
      if (!match) continue;
      const moment = placed(now, minutes);
      const value = { kind: 'instant', at: moment, date: moment.slice(0, 10), hasTime: true, grain: 'hour' } as const;
      return { end: at + match[0].length, value: { ...value, vague: true } };
    }
    return undefined;
  },
};

const AFTER_WORK = phrase('下(?:了班|班(?:了|以后|之后|后))(?:以后|之后|后)?');

/** 「下班以后」「下了班」: the usual end of an office day. */
const afterWork: Reader = {
  name: 'after work',
  starts: '下',
  read: (text, at, { now, today, direction }) => {
    const match = direction === 'future' ? matchAt(AFTER_WORK, text, at) : null;
    if (!match) return undefined;
    const tonight = `${today}T18:30`;
    const moment = tonight > now ? tonight : `${addDays(today, 1)}T18:30`;
    const value = { kind: 'instant', at: moment, date: moment.slice(0, 10), hasTime: true, grain: 'hour' } as const;
    return { end: at + match[0].length, value: { ...value, vague: true } };
  },
};

export const soonReaders: readonly Reader[] = [soon, afterWork];
