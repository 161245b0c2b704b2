/** What the sequence said last, as far as it changes what a short answer means. */
export interface Asked {
  readonly text: string;
  /** It offers to leave the person in peace: a yes is a refusal. */
  readonly leaves: boolean;
  /** It asks for something or offers something: a yes is interest. */
  readonly offers: boolean;
  /** It asks when. */
  readonly asksWhen: boolean;
  /** Numbered answers it gives («回复1了解，回复2暂不需要»): the number, and whether choosing it means yes. */
  readonly choices: ReadonlyMap<string, boolean>;
}

const LEAVES =
  /(?:我|我们|这边)(?:就|就先|先)(?:把)?[^，。,.?？]{0,8}(?:关|撤|取消|结束|停|释放|退回|收回)(?:掉)?(?:了|吧)?(?:$|[，。,.?？啊哦])|(?:先|就|暂时|不再)?不(?:再)?(?:打扰|联系您|跟进|给您(?:预留|保留|留|发)|占用|勉强)|(?:取消|关闭|释放|撤掉)[^，。,.!！?？]{0,8}(?:可以|行|好)吗/u;
const ASKS =
  /[?？]|吗|呢$|吧$|要不要|需不需要|能不能|方便(?=[^，。,.]{0,12}(?:吗|[?？]))|怎么样了|什么时候|哪一?[款个种]|回复/u;
/** «请问是张总吗»: a yes says who one is, nothing more. */
const ASKS_WHO = /(?:请问|您)?是[^，。,.?？]{1,10}(?:先生|女士|小姐|总|经理|老师|本人)吗/u;
const ASKS_WHEN = /什么时候|哪天|几点|何时|什么时间|啥时候|约个时间|有空/u;
const CHOICE = /(?:回复?|按|选|扣|输入)?\s*[【「“"]?([0-9])[】」”"]?\s*[:：、.]?\s*([^，,；;。\d【「“"]{2,16})/gu;
const DECLINES = /不|没|暂|拒|退/u;
const WISHES_ONLY = /快乐|祝您|恭喜|新年好|节日/u;

/** Reads the question a reply answers. */
export function readAsked(text: string): Asked {
  const leaves = LEAVES.test(text);
  const choices = /回复|按|扣|选|输入/u.test(text)
    ? new Map([...text.matchAll(CHOICE)].map(([, number = '', words = '']) => [number, !DECLINES.test(words)] as const))
    : new Map<string, boolean>();
  const offers =
    !leaves && ASKS.test(text) && !ASKS_WHO.test(text) && !(WISHES_ONLY.test(text) && !/[?？]|吗/u.test(text));
  return { text, leaves, offers, asksWhen: ASKS_WHEN.test(text), choices };
}
