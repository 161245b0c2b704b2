const MOST_PARTS = 100;

/** The text fields of a `multipart/form-data` body (RFC 7578); files are left out. `null` where it is none. */
export function readMultipart(body: string, contentType: string): [string, string][] | null {
  const boundary = /boundary=(?:"([^"]{1,200})"|([^;\s]{1,200}))/i.exec(contentType);
  const mark = boundary?.[1] ?? boundary?.[2];
  if (!mark) return null;
  const parts = body.split(`--${mark}`, MOST_PARTS + 2);
  if (parts.length < 3 || parts.length > MOST_PARTS + 1) return null;
  const fields: [string, string][] = [];
  for (const part of parts.slice(1, -1)) {
    const gap = part.indexOf('\r\n\r\n');
    if (gap === -1) return null;
    const head = part.slice(0, gap);
    const name = /content-disposition:[^\r\n]*[ ;]name="([^"\r\n]{0,200})"/i.exec(head)?.[1];
    if (name === undefined) return null;
    if (/[ ;]filename=/i.test(head)) continue;
    fields.push([name, part.slice(gap + 4).replace(/\r\n$/, '')]);
  }
  return fields;
}
