import { z } from 'zod';

/** What the robot says, as the dialer's console made it. */
export interface CallScript {
  readonly name: string;
  /** The dialer's `ScriptId`. */
  readonly id: string;
}

/** `name=id, name=id`; the name is what people say. */
export const CallScripts = z.string().transform((text, context) => {
  const pairs = text
    .split(',')
    .map((pair) => pair.trim())
    .filter(Boolean)
    .map((pair) => /^(?<name>[^=]{1,50})=(?<id>[^=]{1,100})$/.exec(pair)?.groups);
  if (pairs.some((pair) => !pair?.['name']?.trim() || !pair['id']?.trim()))
    context.addIssue({ code: 'custom', message: '写成“话术名=编号”，多个用英文逗号隔开' });
  return pairs.map((pair): CallScript => ({ name: pair?.['name']?.trim() ?? '', id: pair?.['id']?.trim() ?? '' }));
});
