/**
 * A telephone number in one of the forms used in China (numbering plan of the MIIT, YD/T 2003):
 * mobile — eleven digits beginning 13 to 19 · landline — area code and seven or eight digits, with an extension ·
 * service — 400 and 800 numbers · foreign — `+` and a country code other than 86 (ITU-T E.164, seven to fifteen digits).
 */
export interface PhoneNumber {
  readonly kind: 'mobile' | 'landline' | 'service' | 'foreign';
  /** As it is stored and shown: `13812345678`, `0512-66668888-801`, `400-820-8820`, `+14155550123`. */
  readonly text: string;
  /** Digits that are equal for equal numbers, without the extension. */
  readonly key: string;
}

/** Why a text is no telephone number. */
export type PhoneProblem = 'masked' | 'not_a_number' | 'no_area_code' | 'wrong_length';

export type ParsedPhone = { readonly number: PhoneNumber } | { readonly problem: PhoneProblem };

const EXTENSION = /(?:转|轉|分机|ext\.?|x|#|(?<=\d{7})-)\s*(\d{1,6})$/i;
/** Between two numbers in one field. */
const BETWEEN = /[/、,;，；|\n]+/;

/** Reads one number; spaces, hyphens, brackets, dots, full-width digits and `+86` do not matter. */
export function parsePhone(text: string): ParsedPhone {
  const plain = text.normalize('NFKC').trim();
  if (plain.includes('*')) return { problem: 'masked' };
  const extension = EXTENSION.exec(plain);
  const body = extension ? plain.slice(0, extension.index) : plain;
  if (!/^[+\d\s().\-–—‐]+$/.test(body)) return { problem: 'not_a_number' };
  const compact = body.replaceAll(/[^\d+]/g, '').replace(/^(?:\+?86|0086)(?=\d{10,})/, '');
  if (compact.includes('+')) return foreign(compact);
  if (/^1[3-9]\d{9}$/.test(compact)) return found('mobile', compact, compact);
  if (/^[48]00\d{7}$/.test(compact)) {
    return found('service', `${compact.slice(0, 3)}-${compact.slice(3, 6)}-${compact.slice(6)}`, compact);
  }
  return landline(compact, body, extension?.[1]);
}

/** Reads a field that may hold several numbers, the first ones first. Empty when there is none; a problem is of the first bad one. */
export function parsePhones(text: string): { readonly numbers: PhoneNumber[]; readonly problem?: PhoneProblem } {
  const numbers: PhoneNumber[] = [];
  for (const part of text.split(BETWEEN)) {
    if (part.trim() === '') continue;
    const parsed = parsePhone(part);
    if ('problem' in parsed) return { numbers, problem: parsed.problem };
    if (!numbers.some((known) => known.key === parsed.number.key)) numbers.push(parsed.number);
  }
  return numbers.length > 0 ? { numbers } : { numbers, problem: 'not_a_number' };
}

/** A mobile number that is put in to fill a form: eight equal digits at the end, or the carrier's hotline 13800138000. */
export function isMadeUpPhone(key: string): boolean {
  return key === '13800138000' || /^1[3-9]\d(\d)\1{7}$/.test(key);
}

/** Two-digit area codes: 010 and 02x; all others have three digits after the zero. */
const AREA = /^(0(?:10|2\d|[3-9]\d{2}))(\d{7,8})$/;

function landline(compact: string, body: string, extension: string | undefined): ParsedPhone {
  // With +86 the zero of the area code is left out.
  const withCountry = /^\s*(?:\+|00)?\s*86/.test(body) && !compact.startsWith('0');
  const digits = withCountry ? `0${compact}` : compact;
  const match = AREA.exec(digits);
  if (match?.[1] && match[2]) {
    const text = `${match[1]}-${match[2]}${extension ? `-${extension}` : ''}`;
    return found('landline', text, digits);
  }
  if (/^[2-9]\d{6,7}$/.test(compact)) return { problem: 'no_area_code' };
  return { problem: 'wrong_length' };
}

function foreign(compact: string): ParsedPhone {
  if (!/^\+[1-9]\d{6,14}$/.test(compact) || compact.startsWith('+86')) return { problem: 'wrong_length' };
  return found('foreign', compact, compact);
}

function found(kind: PhoneNumber['kind'], text: string, key: string): ParsedPhone {
  return { number: { kind, text, key } };
}
