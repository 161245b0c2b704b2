interface Entry<T> {
  readonly at: number;
  readonly order: number;
  readonly item: T;
}

/** Items by their time, those of one time in the order they came: a binary heap. */
export class TimeQueue<T> {
  readonly #heap: Entry<T>[] = [];
  #order = 0;

  get first(): { readonly at: number; readonly item: T } | undefined {
    return this.#heap[0];
  }

  add(at: number, item: T): void {
    const heap = this.#heap;
    let place = heap.push({ at, order: (this.#order += 1), item }) - 1;
    while (place > 0) {
      const above = (place - 1) >> 1;
      if (!before(heap[place]!, heap[above]!)) break;
      [heap[place], heap[above]] = [heap[above]!, heap[place]!];
      place = above;
    }
  }

  take(): T | undefined {
    const heap = this.#heap;
    const first = heap[0];
    const last = heap.pop();
    if (!first || !last || first === last) return first?.item;
    heap[0] = last;
    for (let place = 0; ;) {
      let least = place;
      for (const child of [2 * place + 1, 2 * place + 2])
        if (child < heap.length && before(heap[child]!, heap[least]!)) least = child;
      if (least === place) return first.item;
      [heap[place], heap[least]] = [heap[least]!, heap[place]!];
      place = least;
    }
  }
}

const before = <T>(a: Entry<T>, b: Entry<T>): boolean => a.at < b.at || (a.at === b.at && a.order < b.order);
