/** What a question asks for, by its words. A short entry that asks the same kind of thing is more likely the one meant. */
const KINDS: readonly RegExp[] = [
  /为什么|为何|为啥|怎么回事|干嘛|原因/,
  /什么时候|何时|啥时候|多久|几号|哪天|几点|时间|哪一?年|几年/,
  /哪里|哪儿|在哪|何处|什么地方/,
  /多少|几[个次天元块]|多大|多高|多长/,
  /怎么|如何|怎样|咋|怎/,
  /能不能|可以|能否|是否|可不可以|能.*吗|会.*吗|吗$|是不是|有没有|能用/,
  /谁|哪一?[个位]人|何人/,
  /什么|啥|哪/,
];
const DENIAL = /不|没|未|无法|别/;

/** The kinds of a normalised text as bits, lowest first. */
export function questionKinds(text: string): number {
  return KINDS.reduce((bits, kind, at) => (kind.test(text) ? bits | (1 << at) : bits), 0);
}

/** Whether a normalised text says that something is not so. */
export function isDenial(text: string): boolean {
  return DENIAL.test(text);
}
