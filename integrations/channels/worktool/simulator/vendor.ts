import type { Random } from '../../../../kernel/random.ts';
import type { Faults } from '../../simulator/faults.ts';
import { HeldPosts } from '../../simulator/held-posts.ts';
import type { Ledger } from '../../simulator/ledger.ts';
import { postCallback } from '../../simulator/post-callback.ts';
import type { SimulatedTime } from '../../simulator/simulated-time.ts';
import { kindOfRaw, type RawMessage } from '../to-raw-message.ts';
import type { WorktoolFault, WorktoolModes } from './knobs.ts';
import { targetOf } from './log-answers.ts';
import { encodeFields, messageFields, Said } from './message-callback.ts';
import { Robot, type GroupSetting, type RobotSetting } from './robots.ts';

export interface VendorParts {
  readonly ledger: Ledger;
  readonly time: SimulatedTime;
  readonly faults: Faults<WorktoolFault, WorktoolModes>;
  readonly random: Random;
  /** Where callbacks go for robots that were told no address; ends before the purpose. */
  readonly callback: string | null;
  readonly robots: readonly RobotSetting[];
  readonly groups: readonly GroupSetting[];
  /** Names nobody goes by. */
  readonly missing: readonly string[];
}

const SEND_TEXT = 203;
const NOT_FOUND = 201_104;

/** The robots at work: each carries its commands out one by one and reports once. */
export class WorktoolVendor {
  readonly robots = new Map<string, Robot>();
  readonly #parts: VendorParts;
  readonly #held: HeldPosts;
  readonly #heldMessages: HeldPosts;
  #ids = 0n;

  constructor(parts: VendorParts) {
    this.#parts = parts;
    this.#held = new HeldPosts(parts.time);
    this.#heldMessages = new HeldPosts(parts.time);
    for (const setting of parts.robots) this.robots.set(setting.id, new Robot(setting));
  }

  /** Takes commands down under one id. A robot that is offline accepts them too. */
  take(robot: Robot, list: readonly RawMessage[]): string {
    const { time, random, faults } = this.#parts;
    const messageId = this.#nextId();
    for (const raw of list) {
      const taken = { messageId, raw, takenAt: time.now() };
      robot.taken.push(taken);
      const { fastest_ms: fastest, slowest_ms: slowest } = faults.modes;
      if (!robot.online || faults.strikes('never_execute')) continue;
      const cost = random.int(fastest, Math.max(fastest, slowest) + 1);
      robot.freeAt = Math.max(robot.freeAt, time.now().getTime()) + cost;
      time.at(robot.freeAt, () => this.#execute(robot, messageId, raw, cost));
    }
    return messageId;
  }

  /** @throws ZodError, RangeError for a group or a robot there is not */
  async say(input: unknown): Promise<void> {
    const said = Said.parse(input);
    const { ledger, groups } = this.#parts;
    const group = said.group === undefined ? null : (groups.find((one) => one.name === said.group) ?? null);
    const ids = group ? group.robots : [said.robot ?? ''];
    const robots = ids.map((id) => this.robots.get(id));
    if ((said.group !== undefined && group === null) || robots.includes(undefined))
      throw new RangeError('there is no such group or robot');
    const to = group?.name ?? ids[0]!;
    ledger.add<'said'>({ kind: 'said', account: ids.join(','), from: said.from, to, text: said.text });
    const shared = this.#nextId();
    for (const robot of robots as Robot[]) await this.#report(said, robot, group, shared);
  }

  /** @throws RangeError for a robot there is not */
  async setOnline(id: string, online: boolean): Promise<void> {
    const robot = this.robots.get(id);
    if (!robot) throw new RangeError('there is no such robot');
    if (robot.online === online) return;
    robot.online = online;
    if (this.#parts.faults.strikes('drop_state')) return;
    await this.post(robot, online ? 'online' : 'offline', { robotId: id });
  }

  /** Posts to the address of a purpose, if there is one. Answers whether it was taken with HTTP 200. */
  async post(robot: Robot, purpose: string, fields: Readonly<Record<string, unknown>>): Promise<boolean> {
    const { ledger, faults, callback } = this.#parts;
    const url = robot.callbacks.get(purpose) ?? (callback === null ? null : `${callback}/${purpose}`);
    if (url === null) return false;
    const { body, contentType } = encodeFields(fields, purpose === 'message' ? faults.modes.form : 'json');
    const deadlineMs = faults.modes.callback_deadline_ms;
    return await postCallback(ledger, { account: robot.setting.id, purpose, url, body, contentType, deadlineMs });
  }

  async #execute(robot: Robot, messageId: string, raw: RawMessage, cost: number): Promise<void> {
    const { ledger, faults, time, missing } = this.#parts;
    // Gone offline with commands left: they stay undone.
    if (!robot.online) return;
    const target = targetOf(raw);
    const code = missing.includes(target) ? NOT_FOUND : faults.strikes('fail') ? faults.modes.fail_code : 0;
    const runAt = time.now();
    const taken = robot.taken.find((one) => one.messageId === messageId)!;
    robot.executed.push({ messageId, raw, takenAt: taken.takenAt, code, runAt, seconds: cost / 1000 });
    if (code === 0) {
      const text = String(raw['receivedContent'] ?? raw['fileUrl'] ?? '');
      const delivery = { account: robot.setting.id, to: target, what: kindOfRaw(raw), text, vendor_id: messageId };
      ledger.add<'delivery'>({ kind: 'delivery', ...delivery, details: raw });
      if (faults.modes.hear_each_other) await this.#othersHear(robot, raw, target);
    }
    await this.#reportResult(robot, messageId, raw, code, cost);
  }

  async #reportResult(robot: Robot, messageId: string, raw: RawMessage, code: number, cost: number): Promise<void> {
    const { faults, time } = this.#parts;
    if (faults.strikes('drop_result')) return;
    const target = [targetOf(raw)];
    const fields = {
      messageId,
      errorCode: code,
      errorReason: code === 0 ? '' : '执行失败',
      runTime: time.now().getTime(),
      timeCost: cost / 1000,
      type: raw.type,
      rawMsg: JSON.stringify({ messageId, ...raw }),
      successList: code === 0 ? target : [],
      failList: code === 0 ? [] : target,
    };
    const post = (): Promise<boolean> => this.post(robot, 'result', fields);
    if (faults.strikes('late_result')) return time.after(faults.modes.late_ms, async () => void (await post()));
    if (faults.strikes('reorder_result')) return this.#held.hold(post);
    await this.#held.post(post);
    if (faults.strikes('duplicate_result')) await post();
  }

  async #othersHear(robot: Robot, raw: RawMessage, target: string): Promise<void> {
    const group = this.#parts.groups.find(
      (one) => one.name === target || Object.values(one.remarks ?? {}).includes(target),
    );
    if (!group || raw.type !== SEND_TEXT) return;
    const said = Said.parse({ group: group.name, from: robot.setting.name, text: String(raw['receivedContent']) });
    for (const id of group.robots)
      if (id !== robot.setting.id) await this.#report(said, this.robots.get(id)!, group, this.#nextId());
  }

  async #report(said: Said, robot: Robot, group: GroupSetting | null, shared: string): Promise<void> {
    const { faults, time } = this.#parts;
    const hears = robot.replyAll === 1 || group === null || said.at.includes(robot.setting.name);
    if (!robot.online || robot.replyAll === -1 || !hears || faults.strikes('miss_message')) return;
    const mode = faults.modes.message_id;
    const id = mode === 'empty' ? '' : mode === 'shared' ? shared : this.#nextId();
    const fields = messageFields(said, robot, group, faults.modes, id);
    const post = (): Promise<boolean> => this.post(robot, 'message', fields);
    if (faults.strikes('late_message')) return time.after(faults.modes.late_ms, async () => void (await post()));
    if (faults.strikes('reorder_message')) return this.#heldMessages.hold(post);
    await this.#heldMessages.post(post);
    if (faults.strikes('duplicate_message')) await post();
  }

  /** Nineteen digits, more than a number holds. */
  #nextId(): string {
    this.#ids += 1n + BigInt(this.#parts.random.int(0, 1000));
    return String(1_784_417_250_785_046_528n + this.#ids);
  }
}
