/** Remembers what was made of texts, up to so many characters of them; what was not asked for lately is forgotten. */
export class TextMemory<T> {
  readonly #half: number;
  #newer = new Map<string, T>();
  #older = new Map<string, T>();
  #characters = 0;

  /** @param characters of all texts together, about */
  constructor(characters: number) {
    this.#half = characters / 2;
  }

  /** What `make` makes of a text, made once while it is remembered. */
  of(text: string, make: (text: string) => T): T {
    const newer = this.#newer.get(text);
    if (newer !== undefined) return newer;
    const made = this.#older.get(text) ?? make(text);
    if (this.#characters > this.#half) {
      this.#older = this.#newer;
      this.#newer = new Map();
      this.#characters = 0;
    }
    this.#newer.set(text, made);
    this.#characters += text.length;
    return made;
  }
}
