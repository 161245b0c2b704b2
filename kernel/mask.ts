const MOBILE = /(?<!\d)(1[3-9]\d)(\d{4})(\d{4})(?!\d)/g;
const ID_CARD = /(?<!\d)(\d{6})(\d{8})(\d{3}[\dXx])(?!\d)/g;
const WXID = /\b(wxid_)(\w{3})\w+/g;
const BEARER = /\b(Bearer\s+|sk-|ey[JK][\w-]{5})[\w.~+/=-]{8,}/g;

/** Hides mobile numbers, identity cards, WeChat ids and tokens in free text: `13812345678` becomes `138****5678`. */
export function maskText(text: string): string {
  return text
    .replaceAll(ID_CARD, '$1********$3')
    .replaceAll(MOBILE, '$1****$3')
    .replaceAll(WXID, '$1$2***')
    .replaceAll(BEARER, '$1***');
}

/** A phone number for a list: the first three and last four digits stay. Anything short is hidden whole. */
export function maskPhone(phone: string): string {
  const digits = phone.replaceAll(/\D/g, '');
  if (digits.length < 7) return '****';
  return `${digits.slice(0, 3)}****${digits.slice(-4)}`;
}
