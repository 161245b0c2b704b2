import { z } from 'zod';
import type { Random } from '../../../../kernel/random.ts';
import type { Faults } from '../../simulator/faults.ts';
import { HeldPosts } from '../../simulator/held-posts.ts';
import type { Ledger } from '../../simulator/ledger.ts';
import { postCallback } from '../../simulator/post-callback.ts';
import type { SimulatedTime } from '../../simulator/simulated-time.ts';
import { messageBody, nestedBody, offlineBody, type Happened } from './callback-forms.ts';
import { Device, type DeviceSetting, type RoomSetting } from './device.ts';
import type { GeweFault, GeweModes } from './knobs.ts';

export interface GeweParts {
  readonly ledger: Ledger;
  readonly time: SimulatedTime;
  readonly faults: Faults<GeweFault, GeweModes>;
  readonly random: Random;
  readonly token: string;
  /** Where callbacks go before an address was set; ends before the purpose. */
  readonly callback: string | null;
  readonly devices: readonly DeviceSetting[];
  readonly rooms: readonly RoomSetting[];
}

/** Somebody writes: in a group, or to the device. With another `msg_type` the content is sent as it is. */
const Said = z.strictObject({
  device: z.string().optional(),
  room: z.string().optional(),
  from: z.string(),
  name: z.string().default(''),
  text: z.string(),
  at: z.array(z.string()).default([]),
  msg_type: z.int().default(1),
  /** Writing to whom, where the account itself writes from its phone. */
  to: z.string().optional(),
});

/** What a call sends: `text` for the ledger, `content` as callbacks bring it. */
export interface SentMessage {
  readonly to: string;
  readonly what: string;
  readonly text: string;
  readonly content: string;
  readonly msgType: number;
  readonly details: Readonly<Record<string, unknown>>;
}

/** The devices of one token. */
export class GeweVendor {
  readonly devices = new Map<string, Device>();
  callbackUrl: string | null;
  readonly #parts: GeweParts;
  readonly #held: HeldPosts;
  #ids = 0n;
  #sequence = 640_356_000;

  constructor(parts: GeweParts) {
    this.#parts = parts;
    this.#held = new HeldPosts(parts.time);
    this.callbackUrl = parts.callback === null ? null : `${parts.callback}/message`;
    for (const setting of parts.devices) this.devices.set(setting.appId, new Device(setting));
  }

  /** Carries a message of the account out: the customer sees it, and the account hears it. */
  async deliver(device: Device, sent: SentMessage): Promise<Happened> {
    const { ledger, faults } = this.#parts;
    const { to, what, text, content, msgType, details } = sent;
    const room = to.endsWith('@chatroom') ? to : null;
    const { appId: account, wxid: from } = device.setting;
    const happened = this.#happen({ msgType, from, room, to, content, at: [], pushContent: null });
    const vendor_id = String(happened.newMsgId);
    ledger.add<'delivery'>({ kind: 'delivery', account, to, what, text, vendor_id, details });
    if (faults.modes.echo) this.#later(() => this.#report(device, happened));
    if (room !== null && faults.modes.hear_each_other)
      for (const other of this.#inRoom(room))
        if (other !== device) this.#later(() => this.#report(other, this.#seenBy(happened)));
    return happened;
  }

  /** @throws ZodError, RangeError for a device or a group there is not */
  async say(input: unknown): Promise<void> {
    const said = Said.parse(input);
    const room = said.room === undefined ? null : said.room;
    const named = said.device === undefined ? undefined : this.devices.get(said.device);
    const devices = room === null ? [named] : this.#inRoom(room);
    if (devices.length === 0 || devices.includes(undefined)) throw new RangeError('there is no such device or group');
    const hearers = devices as Device[];
    const name =
      said.name || (room === null ? hearers[0]!.contacts.get(said.from)?.nickName : this.#nameIn(room, said.from));
    const to = said.to ?? room ?? hearers[0]!.setting.wxid;
    const account = hearers.map((one) => one.setting.appId).join(',');
    this.#parts.ledger.add<'said'>({ kind: 'said', account, from: said.from, to, text: said.text });
    const { msg_type: msgType, from, text: content, at } = said;
    const pushContent = name ? `${name} : ${content}` : null;
    const happened = this.#happen({ msgType, from, room, to, content, at, pushContent });
    for (const [place, device] of hearers.entries())
      await this.#report(device, place === 0 ? happened : this.#seenBy(happened));
  }

  /** @throws RangeError for a device there is not */
  async setOnline(appId: string, online: boolean): Promise<void> {
    const device = this.devices.get(appId);
    if (!device) throw new RangeError('there is no such device');
    if (device.online === online) return;
    device.online = online;
    // Coming back is told by the flat form only.
    if (!online) await this.#post(device, offlineBody(device, this.#parts.faults.modes.form));
  }

  /** The contact list reports somebody, new or changed; or somebody removed. */
  async reportContact(device: Device, wxid: string, type: 'ModContacts' | 'DelContacts'): Promise<void> {
    const contact = device.contacts.get(wxid);
    const data = {
      UserName: { string: wxid },
      NickName: { string: contact?.nickName ?? '' },
      Remark: contact?.remark ? { string: contact.remark } : {},
      Sex: 1,
      BitMask: 4_294_967_295,
      BitVal: 3,
    };
    await this.#post(device, nestedBody(device, this.#parts.faults.modes.form, type, data));
  }

  /** Tries an address as it is set. Answers whether it was taken with HTTP 200. */
  async tryAddress(url: string): Promise<boolean> {
    const { ledger, token, faults } = this.#parts;
    const body = JSON.stringify({ testMsg: '回调地址测试', token });
    const deadlineMs = faults.modes.callback_deadline_ms;
    const contentType = 'application/json';
    return await postCallback(ledger, { account: '', purpose: 'message', url, contentType, body, deadlineMs });
  }

  async #report(device: Device, happened: Happened): Promise<void> {
    const { faults, time } = this.#parts;
    if (faults.strikes('miss_callback')) return;
    const body = messageBody(device, happened, faults.modes.form);
    const post = (): Promise<void> => this.#post(device, body);
    if (faults.strikes('late_callback')) return time.after(faults.modes.late_ms, post);
    if (faults.strikes('reorder_callback')) return this.#held.hold(post);
    await this.#held.post(post);
    if (faults.strikes('duplicate_callback')) await post();
  }

  async #post(device: Device, body: string): Promise<void> {
    if (this.callbackUrl === null) return;
    const { ledger, faults } = this.#parts;
    await postCallback(ledger, {
      account: device.setting.appId,
      purpose: 'message',
      url: this.callbackUrl,
      contentType: 'application/json',
      body,
      deadlineMs: faults.modes.callback_deadline_ms,
    });
  }

  /** Callbacks about what a call did come after its answer. */
  #later(work: () => Promise<void>): void {
    this.#parts.time.after(0, work);
  }

  #happen(told: Omit<Happened, 'newMsgId' | 'createTime' | 'sequence'>): Happened {
    const createTime = Math.floor(this.#parts.time.now().getTime() / 1000);
    return { ...told, newMsgId: this.#nextId(), createTime, sequence: (this.#sequence += 1) };
  }

  /** The same message as another device is told of it. */
  #seenBy(happened: Happened): Happened {
    return this.#parts.faults.modes.shared_id
      ? happened
      : { ...happened, newMsgId: this.#nextId(), sequence: (this.#sequence += 1) };
  }

  #inRoom(id: string): Device[] {
    const members = new Set(this.#parts.rooms.find((one) => one.id === id)?.members.map((one) => one.wxid));
    return [...this.devices.values()].filter((one) => one.online && members.has(one.setting.wxid));
  }

  #nameIn(room: string, wxid: string): string {
    const member = this.#parts.rooms.find((one) => one.id === room)?.members.find((one) => one.wxid === wxid);
    return member?.displayName ?? member?.nickName ?? '';
  }

  #nextId(): bigint {
    this.#ids += 1n + BigInt(this.#parts.random.int(0, 1000));
    return 7_773_749_793_478_223_000n + this.#ids;
  }
}
