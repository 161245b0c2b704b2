import type { IssueSeverity, IssueStatus } from '../../../../kernel/contracts/delivery.ts';

interface SeverityRow {
  readonly label: string;
  /** Working days until it is to be solved, unless somebody says otherwise. */
  readonly days: number;
}

/** How grave an issue is, and how long it may take. */
export const SEVERITY_TABLE: Readonly<Record<IssueSeverity, SeverityRow>> = {
  critical: { label: '紧急', days: 1 },
  high: { label: '严重', days: 3 },
  medium: { label: '一般', days: 5 },
  low: { label: '轻微', days: 10 },
};

/** The Chinese word for each state of an issue. */
export const ISSUE_STATUS_WORDS: Readonly<Record<IssueStatus, string>> = {
  open: '待处理',
  doing: '处理中',
  resolved: '已解决',
  closed: '已关闭',
};
