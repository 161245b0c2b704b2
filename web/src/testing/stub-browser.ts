/** What the test page lacks of a browser; import it before anything that touches the window. */
const nothing = (): void => undefined;

class Watcher {
  observe = nothing;
  unobserve = nothing;
  disconnect = nothing;
}

window.matchMedia = (media: string) =>
  ({
    media,
    matches: false,
    addEventListener: nothing,
    removeEventListener: nothing,
    // The deprecated pair and the rest are never called here.
  }) as unknown as MediaQueryList;
Object.assign(globalThis, { ResizeObserver: Watcher, IntersectionObserver: Watcher });
window.HTMLElement.prototype.scrollIntoView = nothing;
window.HTMLElement.prototype.hasPointerCapture = () => false;
window.scrollTo = nothing;

export const browserStubbed = true;
