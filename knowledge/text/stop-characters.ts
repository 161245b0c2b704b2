/** Characters that hold a sentence together and say nothing: they stay in the index, but weigh little in a question. */
export const STOP_CHARACTERS: ReadonlySet<string> = new Set('的了吗呢吧啊呀么嘛哦之');
