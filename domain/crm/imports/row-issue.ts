/** Everything that can be wrong with one row of a file, with the sentence for the person; `{value}` is the cell. */
export const ROW_ISSUES = {
  ragged_row: '这一行有 {cells} 格，表头有 {columns} 列，可能多了或少了分隔符。',
  required: '“{label}”不能为空。',
  too_long: '“{label}”超过 {max} 个字。',
  bad_number: '“{value}”不是数字。',
  out_of_range: '“{value}”超出了允许的范围（{min} 到 {max}）。',
  bad_date: '“{value}”不是日期，或看不出月和日的顺序。请写成 2026-03-05 的样子。',
  bad_boolean: '“{value}”不是“是”或“否”。',
  formula_error: '“{value}”是表格公式算错留下的结果。请改正后再导入。',
  custom_refused: '{problems}。',
  bad_email: '“{value}”不是邮箱地址。',
  bad_phone: '电话“{value}”不对：{hint}。',
  bad_credit_code: '统一社会信用代码“{value}”不对：{hint}。',
  unknown_value: '“{value}”不是“{label}”可以用的值。请在“值的对应”里选择。',
  unknown_reference: '没有找到“{label}”为“{value}”的记录，或您看不到它。{hint}',
  ambiguous_reference: '有好几条记录都叫“{value}”，分不清是哪一条。请改用编号。',
  duplicate_row: '这一行与第 {first} 行是同一条记录。',
  not_yours: '外部编号“{value}”属于您看不到的记录。',
  assign_not_allowed: '您不能把记录分给“{value}”。请联系主管导入，或去掉负责人这一列。',
  closed_before_opened: '成交日期 {value} 早于开始日期 {opened}。',
  write_refused: '这一行没有写进去：有不能重复的值重复了，或者值超出了范围。',
  nothing_to_attach: '这条跟进没有关联到客户、线索或商机。',
} as const;

export type RowIssueCode = keyof typeof ROW_ISSUES;

/** One thing wrong with one row. */
export interface RowIssue {
  readonly row: number;
  readonly column: string | null;
  readonly code: RowIssueCode;
  readonly message: string;
  readonly value: string | null;
}

/** Makes an issue with its sentence filled in. Values longer than 200 characters are cut. */
export function rowIssue(
  row: number,
  code: RowIssueCode,
  about: {
    readonly column?: string | null;
    readonly value?: string | null;
    readonly details?: Readonly<Record<string, unknown>>;
  } = {},
): RowIssue {
  const value = about.value?.slice(0, 200) ?? null;
  const details: Readonly<Record<string, unknown>> = { value: value ?? '', hint: '', ...about.details };
  const message = ROW_ISSUES[code].replaceAll(/\{(\w+)\}/g, (whole, name: string) =>
    name in details ? String(details[name]) : whole,
  );
  return { row, column: about.column ?? null, code, message, value };
}
