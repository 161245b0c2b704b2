const DIGIT = '[0-9０-９]';
const UUID = '[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}';
/** A mobile number (1, then 3-9, then nine digits; YD/T 2003 numbering plan) with or without +86 and with gaps. */
const MOBILE = `(?<!${DIGIT})((?:[+＋]?86|0086)?[ -]?)([1１][3-9３-９]${DIGIT})[ -]?${DIGIT}{4}[ -]?(${DIGIT}{4})(?!${DIGIT})`;
/** Ids of ours may look like a number at their end: they are found first and stay as they are. */
const UUID_OR_MOBILE = new RegExp(`(${UUID})|${MOBILE}`, 'gi');
const ID_CARD = /(?<!\d)(\d{6})(\d{8})(\d{3}[\dXx])(?!\d)/g;
const WXID = /\b(wxid_)(\w{3})\w+/g;
/** Tokens of HTTP, of model vendors, of our programs (`xst_`), and JSON web tokens. */
const BEARER = /\b(Bearer\s+|sk-|xst_|ey[JK][\w-]{5})[\w.~+/=-]{8,}/g;

const JSON_TOKEN = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;
const MOBILE_ALONE = /^(?:86)?1[3-9]\d{9}$/;
const MAYBE_SECRET = /[0-9０-９]{4}|wxid_|Bearer|sk-|xst_|ey[JK]/i;

/** Hides mobile numbers, identity cards, WeChat ids and tokens in free text: `13812345678` becomes `138****5678`. */
export function maskText(text: string): string {
  return text
    .replaceAll(ID_CARD, '$1********$3')
    .replaceAll(UUID_OR_MOBILE, (whole, id: string | undefined, country: string, head: string, tail: string) =>
      id === undefined ? `${country}${head}****${tail}` : whole,
    )
    .replaceAll(WXID, '$1$2***')
    .replaceAll(BEARER, '$1***');
}

/** As `maskText` for JSON text, which stays JSON: a number that is hidden becomes a string. */
export function maskJson(json: string): string {
  return json.replaceAll(JSON_TOKEN, (token) => {
    if (!token.startsWith('"')) return MOBILE_ALONE.test(token) ? `"${maskText(token)}"` : token;
    if (!MAYBE_SECRET.test(token)) return token;
    // Escapes such as \n would hide where a word begins.
    const text = JSON.parse(token) as string;
    const masked = maskText(text);
    return masked === text ? token : JSON.stringify(masked);
  });
}

/** A phone number for a list: the first three and last four digits stay. Anything short is hidden whole. */
export function maskPhone(phone: string): string {
  const digits = phone.replaceAll(/\D/g, '');
  if (digits.length < 7) return '****';
  return `${digits.slice(0, 3)}****${digits.slice(-4)}`;
}
