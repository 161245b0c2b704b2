/** What `JSON.parse` tells its reviver beside the value: the text it was made from (proposal-json-parse-with-source). */
interface Origin {
  readonly source?: string;
}
type Reviver = (key: string, value: unknown, origin: Origin) => unknown;
const parse = JSON.parse as (text: string, reviver: Reviver) => unknown;

/**
 * JSON of a vendor. Whole numbers beyond 2^53 come as the text they were written in, for they are ids that a number would
 * falsify; smaller ones are numbers.
 * @throws SyntaxError, or RangeError for a nesting that is deeper than the stack
 */
export function parseWireJson(text: string): unknown {
  return parse(text, (_key, value, { source }) =>
    typeof value === 'number' && source !== undefined && !isExact(value, source) ? source : value,
  );
}

function isExact(value: number, source: string): boolean {
  return Number.isSafeInteger(value) || (Number.isFinite(value) && /[.eE]/.test(source));
}
