/** What jsdom lacks of a browser and the components ask for. Import it before them. */
class StillResizeObserver {
  observe(): void {}
  unobserve(): void {}
  disconnect(): void {}
}

const neverMatches = (query: string) => ({
  matches: query.includes('pointer: fine'),
  media: query,
  addEventListener: () => undefined,
  removeEventListener: () => undefined,
});

Object.assign(window, { matchMedia: neverMatches, ResizeObserver: StillResizeObserver });
Object.assign(Element.prototype, { scrollIntoView: () => undefined, hasPointerCapture: () => false });

export const browserIsReady = true;
