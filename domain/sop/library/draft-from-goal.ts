import type { SopContentInput } from '../../../kernel/contracts/sop.ts';
import { parseChineseNumber } from '../../../kernel/time-phrases/parse-chinese-number.ts';
import type { LibraryTemplate } from './library-template.ts';
import { libraryContent } from './library-view.ts';
import { SOP_LIBRARY } from './registry.ts';

/** A template that was put together from what somebody wants to achieve. */
export interface DraftedTemplate {
  readonly item: LibraryTemplate;
  readonly name: string;
  readonly content: SopContentInput;
  /** What of the sentence went into it, in Chinese. */
  readonly taken: readonly string[];
}

/** So much must speak for a ready template: a word of its own, or half of a longer one it describes. */
const LEAST_SCORE = 2;

/** How much of a described goal a ready template answers: its own words count by their length, pairs of its text by one half. */
export function likeness(goal: string, item: LibraryTemplate): number {
  const asked = goal.toLowerCase();
  const own = [...item.words, item.title, ...item.tags].filter((word) => asked.includes(word.toLowerCase()));
  const described = `${item.title}${item.situation}${item.description}`;
  const pairs = new Set(Array.from({ length: Math.max(0, asked.length - 1) }, (_, at) => asked.slice(at, at + 2)));
  const shared = [...pairs].filter((pair) => /^[\u4e00-\u9fff]{2}$/.test(pair) && described.includes(pair));
  return own.reduce((sum, word) => sum + word.length, 0) + shared.length * 0.5;
}

/**
 * Puts a template together by rules: the ready one nearest to the goal, with the parameters the sentence names. Pure; no
 * model writes a word of it. Null: nothing in the library is near.
 */
export function draftFromGoal(goal: string): DraftedTemplate | null {
  const ranked = SOP_LIBRARY.map((item) => ({ item, score: likeness(goal, item) })).toSorted(
    (a, b) => b.score - a.score,
  );
  const best = ranked[0]!;
  if (best.score < LEAST_SCORE) return null;
  const content = libraryContent(best.item);
  const taken = PARAMETERS.flatMap((parameter) => parameter(goal, content) ?? []);
  const called = quoted(goal);
  const name = called ? `${best.item.title}：${called}`.slice(0, 80) : best.item.title;
  return { item: best.item, name, content, taken };
}

const NUMBER = '([0-9０-９]{1,4}|[一二两三四五六七八九十百]{1,4})';

/** Each looks for one thing in the sentence, puts it where it belongs and says so; undefined: it is not there. */
const PARAMETERS: readonly ((goal: string, content: SopContentInput) => string | undefined)[] = [
  silentDays,
  waitTime,
  targetTag,
  quotedName,
];

function silentDays(goal: string, { trigger_config: trigger }: SopContentInput): string | undefined {
  const days =
    read(goal, `${NUMBER}\\s*天(?:以上)?(?:都)?(?:没|不|未|沉默)`) ?? read(goal, `沉默(?:了|超过)?\\s*${NUMBER}\\s*天`);
  if (days === undefined || trigger.type !== 'condition') return undefined;
  trigger.conditions = { field: 'last_message_days', op: 'gte', value: days };
  return `${days} 天没有消息的联系人`;
}

function waitTime(goal: string, { steps }: SopContentInput): string | undefined {
  const days = read(goal, `等(?:待|他们?|她们?|客户|回复)*\\s*${NUMBER}\\s*天`);
  const hours = read(goal, `等(?:待|他们?|她们?|客户|回复)*\\s*${NUMBER}\\s*(?:个)?小时`);
  const minutes = days !== undefined ? days * 1440 : hours !== undefined ? hours * 60 : undefined;
  const wait = steps.find((step) => step.action_type === 'wait_reply');
  if (minutes === undefined || minutes < 1 || minutes > 129_600 || !wait) return undefined;
  wait['timeout_minutes'] = minutes;
  return `“${wait.name}”等 ${days === undefined ? `${hours} 小时` : `${days} 天`}`;
}

function targetTag(goal: string, { target_config: target }: SopContentInput): string | undefined {
  const tag =
    /(?:标签(?:是|为|叫)?|打了|带)[“"「『]?([\u4e00-\u9fffA-Za-z0-9]{1,12}?)[”"」』]?(?:标签)?的(?:客户|联系人|人)/.exec(
      goal,
    )?.[1];
  if (!tag) return undefined;
  target.tags = [tag];
  return `目标：标签“${tag}”的联系人`;
}

/** What the campaign or event is called, where the template has a place for it. */
function quotedName(goal: string, { settings }: SopContentInput): string | undefined {
  const name = quoted(goal);
  const variable = ['campaign', 'event_name'].find((one) => Object.hasOwn(settings.variables, one));
  if (!name || !variable) return undefined;
  settings.variables[variable] = name;
  return `活动名称：${name}`;
}

function quoted(goal: string): string | undefined {
  return /[“"「《『]([^”"」》』]{1,40})[”"」》』]/.exec(goal)?.[1]?.trim();
}

function read(goal: string, pattern: string): number | undefined {
  const said = new RegExp(pattern).exec(goal)?.[1]?.normalize('NFKC');
  if (said === undefined) return undefined;
  const number = /^\d+$/.test(said) ? Number(said) : parseChineseNumber(said);
  return number !== undefined && Number.isInteger(number) && number > 0 && number <= 3650 ? number : undefined;
}
