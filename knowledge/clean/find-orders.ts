import { splitLines } from '../chunk/split-sentences.ts';

/**
 * Sentences of a document that speak to a language model instead of a reader. Leaving them out is no defence by itself (the
 * model has no tools and each of its sentences is checked); it keeps what they say from being told as content.
 */
const ORDERS: readonly RegExp[] = [
  /(?:忽略|无视|忘记|忘掉|不要理会|跳过|覆盖)[^。！？\n]{0,12}(?:以上|上述|上面|之前|前面|先前|所有|一切|原有|系统)[^。！？\n]{0,8}(?:规则|指令|指示|要求|提示|设定|限制|约束|内容|对话)/u,
  /(?:系统|开发者|管理员)(?:提示词?|指令|消息)\s*[:：]/u,
  /(?:你|您)现在(?:是|要扮演|扮演|进入)[^。！？\n]{0,20}(?:模式|助手|角色|AI|人工智能|管理员)/iu,
  /(?:大?模型|AI|人工智能|助手|机器人|智能体)(?:必须|务必|请|应当|应该|需要|只能)?(?:立即|马上|直接)?(?:调用|执行|输出|回答说?|回复说?|泄露|发送|忽略|告诉用户)/iu,
  /(?:调用|执行)[^。！？\n]{0,10}(?:工具|函数|接口|命令|tool|function)[^。！？\n]{0,30}(?:发送|发到|删除|转账|导出|修改|手机号|密码|客户名单)/iu,
  /\b(?:ignore|disregard|forget|override)\b[^.\n]{0,40}\b(?:previous|above|prior|all|earlier|system)\b[^.\n]{0,20}\b(?:instructions?|rules?|prompts?|messages?|context)\b/iu,
  /\b(?:you are now|act as|pretend to be|new instructions?:|system prompt|begin system|<\|?(?:im_start|system))/iu,
];

/** Whether a sentence reads as an order to a language model. */
export function isOrder(sentence: string): boolean {
  return ORDERS.some((pattern) => pattern.test(sentence));
}

/** A text without the sentences that give orders to a model; the same text when there are none. */
export function withoutOrders(text: string): string {
  if (!ORDERS.some((pattern) => pattern.test(text))) return text;
  return splitLines(text)
    .map((sentences) => sentences.filter((sentence) => !isOrder(sentence)).join(''))
    .filter((line) => line !== '')
    .join('\n');
}
