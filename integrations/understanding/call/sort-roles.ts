import type { HeardTurn } from './heard-turn.ts';

/** What the one who calls says, and what only the one who is called says. */
const CALLER: readonly RegExp[] = [
  /^(?:喂)?[^，。,. ]{0,4}(?:您好|你好)(?:我|这|请问|打扰|是|咱|看到|想|耽误|春季|恭喜|您|之前|上次|贵|江边|新)/u,
  /打扰(?:了|您)|耽误您|祝您|给您|为您|帮您|联系您|请问您|贵公司|稍后|非常抱歉|不好意思|感谢您|优惠活动|您这边|您家|您公司|您的/u,
  /^好的(?!你|那你)|我们(?:是做|这边(?:是|有|可以)|可以(?:给|为|帮|提供|免费))/u,
];
const CALLED: readonly RegExp[] = [
  /不需要|不用|不要|没兴趣|多少钱|什么价|你们|你(?:发|加|打|说|谁|哪)|别(?:再)?打|我们(?:公司|现在|用|都|没|家)|打错|挂了|在忙|开会|开车|^(?:嗯|喂|哦|不是|行|谁)/u,
];
/** So much more like the other than like itself must a side sound before the two change places. */
const SWAP_BY = 2;

function callerScore(text: string): number {
  const points = (rows: readonly RegExp[]): number => rows.filter((row) => row.test(text)).length;
  return points(CALLER) - 2 * points(CALLED);
}

/**
 * Who said what. Recognition sometimes gives both sides one name, or the names of each other: then the words decide, and
 * between two turns that say nothing people take turns.
 */
export function sortRoles(turns: readonly HeardTurn[]): readonly HeardTurn[] {
  const sides = new Set(turns.map(({ who }) => who));
  if (sides.size === 1 && sides.has('person') && turns.length > 2 && turns.some(({ text }) => callerScore(text) > 0))
    return alternate(turns);
  if (sides.size < 2) return turns;
  const sum = (side: HeardTurn['who']): number =>
    turns.reduce((total, { who, text }) => total + (who === side ? callerScore(text) : 0), 0);
  return sum('person') - sum('robot') >= SWAP_BY ? turns.map((turn) => ({ ...turn, who: other(turn.who) })) : turns;
}

function other(who: HeardTurn['who']): HeardTurn['who'] {
  return who === 'person' ? 'robot' : 'person';
}

function alternate(turns: readonly HeardTurn[]): readonly HeardTurn[] {
  let before: HeardTurn['who'] = 'person';
  return turns.map((turn) => {
    const score = callerScore(turn.text);
    before = score > 0 ? 'robot' : score < 0 ? 'person' : other(before);
    return { ...turn, who: before };
  });
}
