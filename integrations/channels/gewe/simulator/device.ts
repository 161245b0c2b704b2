export interface ContactSetting {
  readonly wxid: string;
  readonly nickName: string;
  readonly remark?: string;
  /** Names of labels. */
  readonly labels?: readonly string[];
}

export interface DeviceSetting {
  readonly appId: string;
  readonly wxid: string;
  readonly nickName: string;
  readonly contacts?: readonly ContactSetting[];
  /** Just logged in: it may not post yet. */
  readonly isNew?: boolean;
}

export interface RoomSetting {
  readonly id: string;
  readonly name: string;
  readonly owner: string;
  readonly admins?: readonly string[];
  readonly members: readonly { readonly wxid: string; readonly nickName: string; readonly displayName?: string }[];
}

export interface Contact {
  readonly wxid: string;
  readonly nickName: string;
  remark: string;
  labels: string[];
}

/** One account: its contacts and labels. */
export class Device {
  readonly setting: DeviceSetting;
  online = true;
  lastMomentAt = Number.NEGATIVE_INFINITY;
  readonly contacts = new Map<string, Contact>();
  /** Names by id. */
  readonly labels = new Map<string, string>();

  constructor(setting: DeviceSetting) {
    this.setting = setting;
    for (const { wxid, nickName, remark = '', labels = [] } of setting.contacts ?? [])
      this.contacts.set(wxid, { wxid, nickName, remark, labels: labels.map((name) => this.labelId(name)) });
  }

  /** The id of a label, made when there is none. */
  labelId(name: string): string {
    for (const [id, known] of this.labels) if (known === name) return id;
    const id = String(this.labels.size + 1);
    this.labels.set(id, name);
    return id;
  }

  labelNames(wxid: string): string[] {
    return (this.contacts.get(wxid)?.labels ?? []).map((id) => this.labels.get(id) ?? id);
  }
}
