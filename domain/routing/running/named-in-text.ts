/** What may stand behind a name that was mentioned: the space WeChat puts there, any other one, or punctuation. */
const AFTER_NAME = /^(?:[\s\u2005\u00a0,，。.:：;；!！?？、@(（]|$)/u;

/**
 * Who is mentioned by name in a text, for channels that send no list: «@老丁 麻烦看一下» is for 老丁, and not for 老丁头 nor
 * for 老. Where one name begins another, the longer one counts at its place.
 */
export function namedInText<M extends { readonly name: string }>(text: string, members: readonly M[]): M[] {
  const named = members.filter(({ name }) => name !== '').toSorted((a, b) => b.name.length - a.name.length);
  const found = new Set<M>();
  for (let at = text.indexOf('@'); at !== -1; at = text.indexOf('@', at + 1)) {
    const rest = text.slice(at + 1);
    const longest = named.find(({ name }) => rest.startsWith(name) && AFTER_NAME.test(rest.slice(name.length)));
    // Two members of one name cannot be told apart here: both are meant.
    if (longest) for (const one of named) if (one.name === longest.name) found.add(one);
  }
  return members.filter((one) => found.has(one));
}
