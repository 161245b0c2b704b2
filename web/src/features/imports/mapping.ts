/** Our field → the file's column. */
export type Mapping = Readonly<Record<string, string>>;
/** Our field → a value of the file → what it means. */
export type Values = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** The mapping with a field fed by another column, or by none. */
export function setColumn(mapping: Mapping, field: string, column: string | undefined): Mapping {
  const next = Object.fromEntries(Object.entries(mapping).filter(([name]) => name !== field));
  return column === undefined ? next : { ...next, [field]: column };
}

/** The value mapping with one more value understood. */
export function setValue(values: Values, field: string, value: string, meaning: string): Values {
  return { ...values, [field]: { ...values[field], [value]: meaning } };
}
