import { errorsOf, type ErrorCatalogue } from '../../../kernel/errors.ts';

/** What is wrong with a file or an import as a whole; what is wrong with a row stands in `row-issue.ts`. */
export const IMPORT_ERRORS = {
  'crm.import_not_found': {
    kind: 'not_found',
    zh: '没有找到这次导入，或者不是您发起的。请在导入列表里重新选择。',
    en: 'No such import, or somebody else started it. Choose it from the list again.',
  },
  'crm.import_wrong_state': {
    kind: 'conflict',
    zh: '这次导入现在是“{status}”状态，不能这样操作。请刷新后再看。',
    en: 'The import is {status}; this cannot be done now. Refresh and look again.',
  },
  'crm.import_empty': {
    kind: 'invalid',
    zh: '文件是空的，或者只有表头没有数据。请检查后重新上传。',
    en: 'The file is empty or has a header only. Check it and upload again.',
  },
  'crm.import_too_large': {
    kind: 'invalid',
    zh: '文件超过 100 MB。请拆成几个文件分别导入。',
    en: 'The file is larger than 100 MB. Split it.',
  },
  'crm.import_not_csv': {
    kind: 'invalid',
    zh: '这是{what}文件，不能导入。请在表格软件里另存为 Excel 工作簿（xlsx）或“CSV UTF-8”再上传。',
    en: 'This is a {what} file. Save it as an Excel workbook (xlsx) or CSV (UTF-8) and upload again.',
  },
  'crm.import_binary': {
    kind: 'invalid',
    zh: '文件里有不属于文本的内容（第 {position} 个字节是空字节）。请另存为 CSV UTF-8 再上传。',
    en: 'The file holds bytes that are no text (NUL at byte {position}). Save it as CSV (UTF-8) and upload again.',
  },
  'crm.import_encoding': {
    kind: 'invalid',
    zh: '看不懂文件的编码。请另存为“CSV UTF-8”再上传。',
    en: 'The encoding of the file is unknown. Save it as CSV (UTF-8) and upload again.',
  },
  'crm.import_workbook_damaged': {
    kind: 'invalid',
    zh: '这个 Excel 文件打不开，可能已损坏或没有传完整。请在表格软件里重新保存后再上传。',
    en: 'The workbook cannot be opened; it may be damaged or cut off. Save it again and upload it.',
  },
  'crm.import_workbook_encrypted': {
    kind: 'invalid',
    zh: '这个 Excel 文件有密码保护，读不了内容。请去掉密码后再上传。',
    en: 'The workbook is protected by a password. Remove it and upload again.',
  },
  'crm.import_workbook_too_large': {
    kind: 'invalid',
    zh: '这个 Excel 文件展开后太大了。请拆成几个文件，或另存为“CSV UTF-8”再上传。',
    en: 'The workbook is too large once unpacked. Split it, or save it as CSV (UTF-8).',
  },
  'crm.import_workbook_too_wide': {
    kind: 'invalid',
    zh: '这张工作表超过 500 列。请只保留要导入的列再上传。',
    en: 'The sheet has more than 500 columns. Keep only those to be imported.',
  },
  'crm.import_workbook_other_format': {
    kind: 'invalid',
    zh: '这不是 xlsx 工作簿（可能是 xlsb、ods、docx 或压缩包）。请在表格软件里另存为 Excel 工作簿（xlsx）再上传。',
    en: 'This is no xlsx workbook (perhaps xlsb, ods, docx or an archive). Save it as an Excel workbook (xlsx).',
  },
  'crm.import_workbook_no_sheet': {
    kind: 'invalid',
    zh: '文件里没有“{sheet}”这张工作表。请重新选择。',
    en: 'The workbook has no sheet {sheet}. Choose another one.',
  },
  'crm.import_no_sheets': {
    kind: 'invalid',
    zh: '这次导入的不是 Excel 文件，没有工作表可选。',
    en: 'This import is no workbook and has no sheets.',
  },
  'crm.import_header_empty': {
    kind: 'invalid',
    zh: '第 {column} 列没有列名。请补上列名，或删掉这一列。',
    en: 'Column {column} has no name. Name it or remove it.',
  },
  'crm.import_header_duplicate': {
    kind: 'invalid',
    zh: '有两列都叫“{name}”。请改成不同的列名。',
    en: 'Two columns are called {name}. Give them different names.',
  },
  'crm.import_broken': {
    kind: 'invalid',
    zh: '第 {line} 行附近读不下去：引号可能没有成对。请检查这一行。',
    en: 'The file cannot be read near line {line}: a quote may be missing.',
  },
  'crm.import_no_file': {
    kind: 'invalid',
    zh: '没有收到文件。请选择一个 Excel（xlsx）或 CSV 文件再上传。',
    en: 'No file was sent. Choose an Excel (xlsx) or CSV file.',
  },
  'crm.import_interrupted': {
    kind: 'transient',
    zh: '导入暂时中断，稍后会从停下的地方继续。',
    en: 'The import was interrupted and goes on shortly from where it stopped.',
  },
  'crm.import_unknown_field': {
    kind: 'invalid',
    zh: '没有“{field}”这个字段。请重新选择对应关系。',
    en: 'There is no field {field}. Choose the mapping again.',
  },
  'crm.import_unknown_column': {
    kind: 'invalid',
    zh: '文件里没有“{column}”这一列。请重新选择对应关系。',
    en: 'The file has no column {column}. Choose the mapping again.',
  },
  'crm.import_field_missing': {
    kind: 'invalid',
    zh: '还没有指定“{fields}”对应哪一列。请先选择再开始。',
    en: 'No column is chosen for {fields}. Choose before you start.',
  },
} as const satisfies ErrorCatalogue;

export const importError = errorsOf(IMPORT_ERRORS);
