/** 「不是云帆，是锦川」: what was wrong and what is right, by offset in the text. */
export interface Correction {
  readonly wrong: string | undefined;
  /** Where the right words begin. */
  readonly rightStart: number;
}

const NOT_BUT =
  /^(?:不对|错了|不不|搞错了|弄错了)?[,，。!！\s]*(?:我说的|我要的|我问的|要的)?不是(?<wrong>[^,，。]{1,20}?)[,，。\s]*(?:而是|是|应该是|我说的是|要的是|我要)(?<right>.{1,40})$/u;
const RATHER =
  /^(?:不对|不是|错了|说错了|我说错了|搞错了|弄错了|口误|打错了)[,，。!！\s]*(?:应该是|我说的是|我是说|是|我要的是|换成|改成)?(?<right>.{1,40})$/u;
const MEANT = /^(?:我说的是|我是说|我问的是|应该是)(?<right>.{1,40})$/u;

/** «那前年…不，去年的»: what was begun is taken back within the sentence. */
const TAKEN_BACK =
  /^.{1,15}?(?:…+|\.{2,}|[,，。!！])\s*(?:啊|哦|噢|哎|呃)?(?:不对|不是|不|错了|说错了)[,，。!！\s]+(?:是|应该是|我是说)?(?<right>.{1,40})$/u;

/** Reads a sentence that corrects the last request; nothing when it does not. */
export function readCorrection(text: string): Correction | undefined {
  for (const pattern of [NOT_BUT, RATHER, MEANT, TAKEN_BACK]) {
    const groups = pattern.exec(text)?.groups;
    if (groups?.right) return { wrong: groups.wrong, rightStart: text.length - groups.right.length };
  }
  return undefined;
}
