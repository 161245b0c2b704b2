import type { Answer } from '../../simulator/serve-vendor.ts';
import type { Device, RoomSetting } from './device.ts';
import type { GeweModes } from './knobs.ts';
import type { GeweParts, GeweVendor } from './vendor.ts';

export type Body = Readonly<Record<string, unknown>>;
export interface CallScope {
  readonly vendor: GeweVendor;
  readonly parts: GeweParts;
  readonly device: Device;
  readonly body: Body;
}
type Call = (scope: CallScope) => Promise<Answer> | Answer;

export const done = (data?: unknown): Answer => ({
  status: 200,
  body: { ret: 200, msg: '操作成功', ...(data === undefined ? {} : { data }) },
});
export const failed = (msg: string): Answer => ({ status: 200, body: { ret: 500, msg } });

/** What the gateway does, by path, for a device that is online. */
export const CALLS: Readonly<Record<string, Call>> = {
  '/message/postText': (scope) => post(scope, 'text'),
  '/message/postImage': (scope) => post(scope, 'image'),
  '/message/postFile': (scope) => post(scope, 'file'),
  '/message/postLink': (scope) => post(scope, 'link'),
  '/contacts/setFriendRemark': ({ device, body }) => {
    const contact = device.contacts.get(text(body, 'wxid'));
    if (!contact) return failed('对方不是您的好友');
    contact.remark = text(body, 'remark');
    return done();
  },
  '/contacts/fetchContactsList': ({ device, parts }) =>
    done({
      friends: [...device.contacts.keys()],
      chatrooms: roomsOf(device, parts.rooms).map((one) => one.id),
      ghs: [],
    }),
  '/contacts/getBriefInfo': details,
  '/contacts/getDetailInfo': details,
  '/group/getChatroomMemberList': ({ body, parts }) => {
    const room = parts.rooms.find((one) => one.id === body['chatroomId']);
    if (!room) return failed('群不存在');
    const memberList = room.members.map((one) => ({ displayName: null, inviterUserName: null, memberFlag: 1, ...one }));
    return done({ memberList, chatroomOwner: room.owner, adminWxid: room.admins ?? null });
  },
  '/label/list': ({ device, parts }) => labelList(device, parts.faults.modes.label_list),
  '/label/add': ({ device, body }) => {
    const labelName = text(body, 'labelName');
    if (labelName === '') return failed('标签名不能为空');
    return done({ labelId: Number(device.labelId(labelName)), labelName });
  },
  // The whole set of each person is replaced, whatever they had.
  '/label/modifyMemberList': ({ device, body }) => {
    const ids = text(body, 'labelIds').split(',').filter(Boolean);
    const people = (body['wxIds'] as string[]).map((wxid) => device.contacts.get(wxid));
    if (people.includes(undefined)) return failed('对方不是您的好友');
    for (const person of people) person!.labels = [...ids];
    return done();
  },
  '/sns/sendTextSns': (scope) => postMoment(scope, 'text'),
  '/sns/sendImgSns': (scope) => postMoment(scope, 'images'),
  '/sns/sendUrlSns': (scope) => postMoment(scope, 'link'),
  '/sns/uploadSnsImage': ({ body }) =>
    done(
      (body['imgUrls'] as string[]).map((url) => ({
        fileUrl: `${url}#uploaded`,
        thumbUrl: url,
        fileMd5: 'md5',
        length: 1,
      })),
    ),
};

async function post({ vendor, parts, device, body }: CallScope, what: Sent): Promise<Answer> {
  const { field, type, content } = SENT[what];
  const to = text(body, 'toWxid');
  const value = text(body, field);
  if (to === '' || value === '') return failed('参数错误');
  if (to.endsWith('@chatroom')) {
    if (!roomsOf(device, parts.rooms).some((one) => one.id === to)) return failed('您不在该群聊中');
  } else if (!device.contacts.has(to)) return failed('对方不是您的好友');
  const sent = { to, what, text: value, content: content(body), msgType: type, details: body };
  const happened = await vendor.deliver(device, sent);
  return done({ toWxid: to, createTime: happened.createTime, msgId: 0, newMsgId: happened.newMsgId, type });
}

type Sent = 'text' | 'image' | 'file' | 'link';
interface SentForm {
  readonly field: string;
  readonly type: number;
  content(body: Body): string;
}

/** What is read of a call, and what its message looks like in a callback. */
const SENT: Readonly<Record<Sent, SentForm>> = {
  text: { field: 'content', type: 1, content: (body) => text(body, 'content') },
  image: { field: 'imgUrl', type: 3, content: () => '<?xml version="1.0"?><msg><img aeskey="0" length="1"/></msg>' },
  file: { field: 'fileUrl', type: 49, content: (body) => appXml(6, text(body, 'fileName'), '') },
  link: { field: 'linkUrl', type: 49, content: (body) => appXml(5, text(body, 'title'), text(body, 'linkUrl')) },
};

function appXml(type: number, title: string, url: string): string {
  return `<msg><appmsg appid=""><title>${escape(title)}</title><type>${type}</type><url>${escape(url)}</url></appmsg></msg>`;
}

const escape = (words: string): string =>
  words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

async function postMoment({ parts, device, body }: CallScope, what: string): Promise<Answer> {
  const now = parts.time.now().getTime();
  if (device.setting.isNew) return failed('新设备登录后1-3天内不能发朋友圈');
  if (now - device.lastMomentAt < parts.faults.modes.moments_pause_ms) return failed('操作过于频繁');
  device.lastMomentAt = now;
  const id = 14_300_000_000_000_000_000n + BigInt(parts.random.int(1, 1_000_000));
  const { appId: account, wxid, nickName } = device.setting;
  const delivery = {
    account,
    to: 'moments',
    what: `moment ${what}`,
    text: text(body, 'content'),
    vendor_id: String(id),
  };
  parts.ledger.add<'delivery'>({ kind: 'delivery', ...delivery, details: { ...body } });
  return done({ id, userName: wxid, nickName, createTime: Math.floor(now / 1000) });
}

function details({ device, body, parts }: CallScope): Answer {
  const ids = body['wxids'];
  if (!Array.isArray(ids) || ids.length === 0 || ids.length > 20) return failed('参数错误');
  return done(
    ids.flatMap((id: string) => {
      const contact = device.contacts.get(id);
      const room = parts.rooms.find((one) => one.id === id);
      if (room) return [{ userName: id, nickName: room.name, remark: '', labelList: null }];
      if (!contact) return [];
      const { nickName, remark, labels } = contact;
      return [{ userName: id, nickName, remark, labelList: labels.length > 0 ? labels.join(',') : null }];
    }),
  );
}

function labelList(device: Device, mode: GeweModes['label_list']): Answer {
  const list = Array.from(device.labels, ([labelId, labelName]) => ({ labelId: Number(labelId), labelName }));
  if (mode === 'bare') return done(list);
  return mode === 'odd' ? done({ labels: 'none' }) : done({ [mode]: list });
}

function roomsOf(device: Device, rooms: readonly RoomSetting[]): RoomSetting[] {
  return rooms.filter((room) => room.members.some((one) => one.wxid === device.setting.wxid));
}

function text(body: Body, name: string): string {
  const value = body[name];
  return typeof value === 'string' ? value : '';
}
