import { z } from 'zod';

/** Text a person types: trimmed, without control or invisible characters that could hide an instruction. */
export const text = (max: number) =>
  z
    .string()
    .max(max)
    // Control characters but newline and tab, zero-width and bidirectional marks, tag characters.
    .transform((value) =>
      value
        .replaceAll(
          // eslint-disable-next-line no-control-regex -- control characters are what is removed
          /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F\u200B-\u200F\u202A-\u202E\u2060-\u2064\u{E0000}-\u{E007F}]/gu,
          '',
        )
        .trim(),
    );
export const name = (max = 120) => text(max).pipe(z.string().min(1));
export const optionalText = (max: number) => text(max).nullable().optional();
export const money = z.number().min(0).max(1e12);
export const day = z.iso.date();
export const instant = z.iso.datetime({ offset: true });
export const version = z.int().min(1);
