/** `--name value…` groups of a command line; values before any name stand under `''`. */
export function readOptions(argv: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const options = new Map<string, string[]>();
  let name = '';
  for (const argument of argv) {
    if (argument.startsWith('--')) name = argument.slice(2);
    const list = options.get(name) ?? [];
    options.set(name, list);
    if (!argument.startsWith('--')) list.push(argument);
  }
  return options;
}
