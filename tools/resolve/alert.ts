import { listAlerts } from '../../domain/alerts/list-alerts.ts';
import { CAUSE_WORDS, LEVEL_WORDS } from '../../domain/alerts/words.ts';
import type { AlertCause, AlertView } from '../../kernel/contracts/alerts.ts';
import type { AlertLevel } from '../../kernel/contracts/judgement.ts';
import { toolError } from '../errors.ts';
import type { ToolScope } from '../tool.ts';
import { maybeMembers } from './group-member.ts';
import { maybeGroup } from './group.ts';

const MOST_READ = 200;
const MOST_OPTIONS = 8;

/** An alert by where it is, whose it is and what it is about. */
export interface SaidAlert {
  readonly group?: string | null | undefined;
  readonly person?: string | null | undefined;
  readonly cause?: AlertCause | null | undefined;
  readonly level?: AlertLevel | null | undefined;
}

/**
 * Alerts that fit what was said, the loudest first.
 * @throws AppError `tools.ambiguous` or `tools.not_found` of a group or a person
 */
export async function fittingAlerts(
  scope: Pick<ToolScope, 'em' | 'actor'>,
  said: SaidAlert,
  among: { readonly unsettled?: boolean },
): Promise<AlertView[]> {
  const group = await maybeGroup(scope, said.group);
  const people = await maybeMembers(scope, said.person, group);
  const { items } = await listAlerts(scope, {
    page: 1,
    page_size: MOST_READ,
    ...among,
    ...(group ? { conversation_id: group.id } : {}),
    ...(said.cause ? { cause: said.cause } : {}),
    ...(said.level ? { level: said.level } : {}),
    ...(among.unsettled ? {} : { sort: '-last_seen_at' }),
  });
  return people ? items.filter(({ person_id: id }) => id !== null && people.ids.includes(id)) : items;
}

/**
 * The one unsettled alert that is meant.
 * @throws AppError `tools.nothing_fits`, `tools.which_alert`, and those of groups and people
 */
export async function resolveAlert(
  scope: Pick<ToolScope, 'em' | 'actor'>,
  said: SaidAlert,
  deed: string,
): Promise<AlertView> {
  const found = await fittingAlerts(scope, said, { unsettled: true });
  const [only] = found;
  if (!only) throw toolError('tools.nothing_fits', { details: { what: '没有这样的未处理告警' } });
  if (found.length === 1) return only;
  const options = found.slice(0, MOST_OPTIONS).map((alert) => ({
    label: alertLabel(alert),
    value: `${deed}${alert.conversation_name}${alert.person_name ? `里${alert.person_name}的` : '的'}${CAUSE_WORDS[alert.cause]}告警`,
  }));
  throw toolError('tools.which_alert', { details: { count: found.length, options } });
}

/** «王磊的“用户投诉”告警（售后一群，紧急）» */
export function alertLabel(alert: Pick<AlertView, 'person_name' | 'cause' | 'conversation_name' | 'level'>): string {
  const whose = alert.person_name ? `${alert.person_name}的` : '';
  return `${whose}“${CAUSE_WORDS[alert.cause]}”告警（${alert.conversation_name}，${LEVEL_WORDS[alert.level]}）`;
}
