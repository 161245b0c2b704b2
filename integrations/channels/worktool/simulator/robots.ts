import type { RawMessage } from '../to-raw-message.ts';

export interface RobotSetting {
  readonly id: string;
  /** The name its account goes by in chats. */
  readonly name: string;
  readonly key?: string;
}

export interface GroupSetting {
  readonly name: string;
  /** Ids of the robots in it. */
  readonly robots: readonly string[];
  readonly internal?: boolean;
  /** The remark a robot gave the group, by its id. */
  readonly remarks?: Readonly<Record<string, string>>;
}

/** A command as the vendor keeps it. */
export interface TakenCommand {
  readonly messageId: string;
  readonly raw: RawMessage;
  readonly takenAt: Date;
}

export interface ExecutedCommand extends TakenCommand {
  readonly code: number;
  readonly runAt: Date;
  readonly seconds: number;
}

export class Robot {
  readonly setting: RobotSetting;
  online = true;
  /** When it is through with what it has. */
  freeAt = 0;
  readonly taken: TakenCommand[] = [];
  readonly executed: ExecutedCommand[] = [];
  /** Addresses it was told, by purpose. */
  readonly callbacks = new Map<string, string>();
  replyAll = 1;

  constructor(setting: RobotSetting) {
    this.setting = setting;
  }
}
