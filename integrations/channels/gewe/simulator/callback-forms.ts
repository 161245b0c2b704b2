import { stringify } from 'lossless-json';
import type { Device } from './device.ts';
import type { GeweModes } from './knobs.ts';

/** A message as it happened, before a form is chosen. `content` is without the sender. */
export interface Happened {
  readonly newMsgId: bigint;
  readonly msgType: number;
  readonly from: string;
  /** The group, or the other person. */
  readonly room: string | null;
  readonly to: string;
  readonly content: string;
  readonly at: readonly string[];
  readonly createTime: number;
  readonly sequence: number;
  readonly pushContent: string | null;
}

const FLAT_WORDS: Readonly<Record<number, string>> = { 1: 'TEXT', 3: 'IMAGE', 34: 'VOICE', 43: 'VIDEO', 49: 'APPMSG' };

/** The body of a callback about a message; ids stand in it as numbers that JavaScript cannot hold. */
export function messageBody(device: Device, happened: Happened, form: GeweModes['form']): string {
  const { appId, wxid } = device.setting;
  const isOwn = happened.from === wxid;
  const inRoom = happened.room !== null && !isOwn;
  const content = inRoom ? `${happened.from}:\n${happened.content}` : happened.content;
  const from = inRoom ? happened.room! : happened.from;
  const to = isOwn ? (happened.room ?? happened.to) : wxid;
  if (form === 'v2')
    return text({
      appid: appId,
      wxid,
      newMsgId: String(happened.newMsgId),
      msgType: FLAT_WORDS[happened.msgType] ?? String(happened.msgType),
      fromUser: from,
      toUser: to,
      content,
      createTime: happened.createTime,
      isSelf: isOwn,
      atWxids: happened.at,
      pushContent: happened.pushContent ?? '',
    });
  const ats = happened.at.length > 0 ? `<atuserlist><![CDATA[${happened.at.join(',')}]]></atuserlist>` : '';
  return nestedBody(device, form, 'AddMsg', {
    MsgId: Number(happened.newMsgId % 2_000_000_000n),
    FromUserName: { string: from },
    ToUserName: { string: to },
    MsgType: happened.msgType,
    Content: { string: content },
    Status: 3,
    ImgStatus: 1,
    ImgBuf: { iLen: 0 },
    CreateTime: happened.createTime,
    MsgSource: `<msgsource>${ats}<silence>0</silence></msgsource>`,
    ...(happened.pushContent === null || isOwn ? {} : { PushContent: happened.pushContent }),
    NewMsgId: happened.newMsgId,
    MsgSeq: happened.sequence,
  });
}

/** The nested form of anything; `data` is left out where the vendor sends none. */
export function nestedBody(device: Device, form: GeweModes['form'], typeName: string, data?: object): string {
  const { appId, wxid } = device.setting;
  const isLower = form === 'lower';
  const names = isLower ? ['type_name', 'appid', 'wxid', 'data'] : ['TypeName', 'Appid', 'Wxid', 'Data'];
  const inner =
    data && isLower ? Object.fromEntries(Object.entries(data).map(([name, one]) => [name.toLowerCase(), one])) : data;
  return text({
    [names[0]!]: typeName,
    [names[1]!]: appId,
    [names[2]!]: wxid,
    ...(inner ? { [names[3]!]: inner } : {}),
  });
}

/** The account went away. */
export function offlineBody(device: Device, form: GeweModes['form']): string {
  if (form !== 'v2') return nestedBody(device, form, 'Offline');
  return text({ appid: device.setting.appId, wxid: device.setting.wxid, msgType: 'LOGOUT' });
}

function text(value: object): string {
  return stringify(value)!;
}
