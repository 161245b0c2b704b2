/** A link that may be followed: inside the console, or a secure page elsewhere. */
export interface SafeLink {
  href: string;
  external: boolean;
}

/**
 * Judges an address that came out of a model's words.
 *
 * @param origin Origin of this page, such as `https://crm.example.cn`.
 * @returns null for what must not become a link: scripts, data, plain http elsewhere, and anything unreadable.
 */
export function safeLink(href: string | undefined, origin: string): SafeLink | null {
  if (!href) return null;
  let url: URL;
  try {
    url = new URL(href, origin);
  } catch {
    return null;
  }
  if (url.username !== '' || url.password !== '') return null;
  if (url.origin === origin) return { href: url.pathname + url.search + url.hash, external: false };
  return url.protocol === 'https:' ? { href: url.href, external: true } : null;
}
