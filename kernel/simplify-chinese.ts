import { Converter } from 'opencc-js/t2cn';

/** Traditional characters and phrases as simplified ones. Phrase rules may change the length of a text. */
export const simplifyChinese: (text: string) => string = Converter({ from: 't', to: 'cn' });
