import { z } from 'zod';
import type { SendOutcome } from '../../../domain/messaging/channel.port.ts';
import type { Mention, Outbound } from '../../../domain/messaging/outbound.ts';
import { refusal } from '../wire/outcome-of.ts';
import { WireId, WireInt } from '../wire/wire-values.ts';
import type { GeweAnswer, GeweLine, Sending } from './gewe-line.ts';
import { changeLabels } from './change-labels.ts';
import { postMoment } from './post-moment.ts';

const Sent = z.object({ newMsgId: WireId, msgId: WireId, createTime: WireInt });

/** The answer to a call that sends is the vendor's word that it is done. */
export async function sendCommand(sending: Sending, command: Outbound): Promise<SendOutcome> {
  switch (command.kind) {
    case 'text':
      return await post(sending, '/message/postText', {
        toWxid: command.to.id,
        ...withMentions(command.text, command.to.kind === 'group' ? command.mentions : []),
      });
    case 'image':
      return await post(sending, '/message/postImage', { toWxid: command.to.id, imgUrl: command.url });
    case 'file':
      return await post(sending, '/message/postFile', {
        toWxid: command.to.id,
        fileUrl: command.url,
        fileName: command.name,
      });
    case 'link':
      return await post(sending, '/message/postLink', {
        toWxid: command.to.id,
        title: command.title,
        desc: command.description,
        linkUrl: command.url,
        thumbUrl: command.thumbnail ?? '',
      });
    case 'remark':
      if (command.to.kind === 'group') return refusal('not_supported', 'never');
      return await post(sending, '/contacts/setFriendRemark', { wxid: command.to.id, remark: command.remark });
    case 'labels':
      return await changeLabels(sending, command);
    case 'moment':
      return await postMoment(sending, command);
  }
}

async function post({ line, account, signal }: Sending, path: string, body: object): Promise<SendOutcome> {
  return sentBy(await line.post(account, path, body, { sends: true, signal }), line);
}

/** What an accepted call means: the vendor's id and time, where it tells them. */
export function sentBy(answer: GeweAnswer, line: GeweLine): SendOutcome {
  if (answer.state !== 'ok') return answer;
  const data = Sent.safeParse(answer.data ?? {});
  const seconds = data.success ? data.data.createTime : null;
  return {
    state: 'sent',
    vendor_id: data.success ? (data.data.newMsgId ?? data.data.msgId) : null,
    at: seconds !== null && seconds > 0 && seconds < 1e11 ? new Date(seconds * 1000) : line.clock.now(),
  };
}

/** A mention takes the ids beside the text and the names inside of it; names that are missing are put in front. */
function withMentions(text: string, mentions: readonly Mention[]): { content: string; ats?: string } {
  if (mentions.length === 0) return { content: text };
  const names = mentions.map((one) => (one === 'everyone' ? '所有人' : one.name));
  const missing = names.filter((name) => !text.includes(`@${name}`));
  const ats = mentions.includes('everyone')
    ? 'notify@all'
    : mentions.map((one) => (one === 'everyone' ? '' : one.id)).join(',');
  return { content: missing.map((name) => `@${name}\u2005`).join('') + text, ats };
}
