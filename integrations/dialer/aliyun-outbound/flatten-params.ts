/** A parameter of a call: lists become `Name.1`, `Name.2` …, objects JSON text; what is null is left out. */
export type Param = string | number | boolean | null | readonly string[] | Readonly<Record<string, unknown>>;

export function flattenParams(params: Readonly<Record<string, Param>>): Record<string, string> {
  const flat: Record<string, string> = {};
  for (const [name, value] of Object.entries(params)) {
    if (value === null) continue;
    if (isList(value)) for (const [at, item] of value.entries()) flat[`${name}.${at + 1}`] = item;
    else flat[name] = typeof value === 'object' ? JSON.stringify(value) : String(value);
  }
  return flat;
}

function isList(value: Param): value is readonly string[] {
  return Array.isArray(value);
}
