import { z } from 'zod';
import type { WorktoolModes } from './knobs.ts';
import type { GroupSetting, Robot } from './robots.ts';

/** Somebody writes, in a group the robots are in or to one robot. */
export const Said = z.strictObject({
  group: z.string().optional(),
  /** The robot written to, where it is not a group. */
  robot: z.string().optional(),
  from: z.string(),
  text: z.string(),
  text_type: z.int().default(1),
  /** Names mentioned. */
  at: z.array(z.string()).default([]),
  /** PNG in base64, where the switch for it is on. */
  image: z.string().default(''),
});
export type Said = z.output<typeof Said>;

/** What a robot reports of words: the mention of itself is taken out of `spoken`. */
export function messageFields(
  said: Said,
  robot: Robot,
  group: GroupSetting | null,
  modes: WorktoolModes,
  messageId: string,
): Record<string, unknown> {
  const isMentioned = said.at.includes(robot.setting.name);
  const mentions = said.at.map((name) => `@${name} `).join('');
  const others = said.at.filter((name) => name !== robot.setting.name).map((name) => `@${name} `);
  return {
    spoken: others.join('') + said.text,
    rawSpoken: mentions + said.text,
    receivedName: said.from,
    groupName: group?.name ?? '',
    groupRemark: group?.remarks?.[robot.setting.id] ?? '',
    roomType: group ? (group.internal ? 3 : 1) : 2,
    atMe: modes.at_me === 'string' ? String(isMentioned) : isMentioned,
    textType: said.text_type,
    fileBase64: said.image,
    ...(modes.message_id === 'absent' ? {} : { messageId }),
  };
}

const BOUNDARY = 'worktool-simulator-boundary';

/** The body of a callback in the form the mode asks for. */
export function encodeFields(
  fields: Readonly<Record<string, unknown>>,
  form: WorktoolModes['form'],
): { body: string; contentType: string } {
  if (form === 'json') return { body: JSON.stringify(fields), contentType: 'application/json' };
  const pairs = Object.entries(fields).map(([name, value]): [string, string] => [
    name,
    typeof value === 'string' ? value : JSON.stringify(value),
  ]);
  if (form === 'urlencoded')
    return { body: new URLSearchParams(pairs).toString(), contentType: 'application/x-www-form-urlencoded' };
  const parts = pairs.map(
    ([name, value]) => `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  );
  return { body: `${parts.join('')}--${BOUNDARY}--\r\n`, contentType: `multipart/form-data; boundary=${BOUNDARY}` };
}
