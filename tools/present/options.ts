/** The choices of a select field, with the word for each value. */
export function optionsOf<V extends string>(
  values: readonly V[],
  words: Readonly<Record<V, string>>,
): { value: string; label: string }[] {
  return values.map((value) => ({ value, label: words[value] }));
}
