import { errorsOf, type ErrorCatalogue } from '../kernel/errors.ts';

/** What is wrong with a file stands with the file; the other files of an upload go on. */
export const KNOWLEDGE_ERRORS = {
  'knowledge.document_not_found': {
    kind: 'not_found',
    zh: '没有找到这篇资料，可能已被删除，或者没有对您开放。',
    en: 'No such document; it may be deleted or not open to you.',
  },
  'knowledge.version_not_found': { kind: 'not_found', zh: '没有这个版本。', en: 'No such version.' },
  'knowledge.passage_not_found': {
    kind: 'not_found',
    zh: '这段内容已经更新或不再对您开放，请重新搜索。',
    en: 'The passage was replaced or is not open to you. Search again.',
  },
  'knowledge.batch_not_found': { kind: 'not_found', zh: '没有找到这次上传。', en: 'No such upload.' },
  'knowledge.answer_not_found': {
    kind: 'not_found',
    zh: '没有找到这条回答，只能评价自己问到的回答。',
    en: 'No such answer; only one’s own answers can be rated.',
  },
  'knowledge.gap_not_found': { kind: 'not_found', zh: '没有这条待补充的知识。', en: 'No such gap.' },
  'knowledge.issue_not_found': { kind: 'not_found', zh: '没有这条检查结果。', en: 'No such finding.' },
  'knowledge.set_not_found': { kind: 'not_found', zh: '没有这个评测集。', en: 'No such evaluation set.' },
  'knowledge.run_not_found': { kind: 'not_found', zh: '没有这次评测。', en: 'No such evaluation run.' },
  'knowledge.stale_version': {
    kind: 'conflict',
    zh: '这条内容刚被别人改过（现在是第 {current_version} 版），请刷新后再改。',
    en: 'It was changed meanwhile (now version {current_version}).',
  },
  'knowledge.not_editable': {
    kind: 'forbidden',
    zh: '这篇资料由别人维护，您只能查看。需要修改请联系负责人。',
    en: 'The document is kept by somebody else; you can only read it.',
  },
  'knowledge.owner_not_found': { kind: 'invalid', zh: '没有这位负责人，或者已停用。', en: 'No such owner.' },
  'knowledge.bad_fields': { kind: 'invalid', zh: '资料信息有误：{problems}', en: 'Bad document fields: {problems}' },
  'knowledge.unknown_team': {
    kind: 'invalid',
    zh: '可见范围里有不存在的团队或人员，请重新选择。',
    en: 'The visibility names a team or person that does not exist.',
  },
  'knowledge.days_reversed': {
    kind: 'invalid',
    zh: '生效日期晚于失效日期，请检查。',
    en: 'The first day of validity is after the last one.',
  },
  'knowledge.unknown_sort': {
    kind: 'invalid',
    zh: '不能按“{sort}”排序，可选：{allowed}。',
    en: 'Cannot sort by {sort}. Allowed: {allowed}.',
  },
  'knowledge.still_reading': {
    kind: 'conflict',
    zh: '这篇资料正在处理中，请等处理完再操作。',
    en: 'The document is still being read. Try again when it is done.',
  },
  'knowledge.empty_set': { kind: 'invalid', zh: '评测集里还没有问题。', en: 'The evaluation set has no questions.' },
  'knowledge.off': {
    kind: 'transient',
    zh: '知识库暂时不可用，请稍后再试。',
    en: 'The knowledge base is not available, try again shortly.',
  },
  'knowledge.interrupted': {
    kind: 'transient',
    zh: '处理暂时中断，稍后会从停下的地方继续。',
    en: 'The work was interrupted and goes on shortly from where it stopped.',
  },
  'knowledge.no_file': {
    kind: 'invalid',
    zh: '没有收到文件，请选择文件后再上传。',
    en: 'No file was sent.',
  },
  'knowledge.too_many_files': {
    kind: 'invalid',
    zh: '一次最多上传 {most} 个文件，请分几次上传，或打成 ZIP 包。',
    en: 'At most {most} files at once. Upload in parts or as a ZIP archive.',
  },
  'knowledge.file_empty': { kind: 'invalid', zh: '文件是空的。', en: 'The file is empty.' },
  'knowledge.file_no_text': {
    kind: 'invalid',
    zh: '文件里没有可读的文字。如果是扫描件或图片，请先做文字识别再上传。',
    en: 'The file holds no text. Scans need text recognition first.',
  },
  'knowledge.file_too_large': {
    kind: 'invalid',
    zh: '文件超过 {most} MB，请拆分后再上传。',
    en: 'The file is larger than {most} MB.',
  },
  'knowledge.file_too_long': {
    kind: 'invalid',
    zh: '文件内容太多（{what}），请拆成几个文件。',
    en: 'The file holds too much ({what}). Split it.',
  },
  'knowledge.file_too_complex': {
    kind: 'invalid',
    zh: '文件太复杂，处理超时或占用内存过多，已停止。请简化或拆分后再上传。',
    en: 'The file took too long or too much memory and was given up.',
  },
  'knowledge.file_bomb': {
    kind: 'invalid',
    zh: '压缩内容解开后过大，可能是有害文件，已拒绝。',
    en: 'The compressed content grows too large; the file was refused.',
  },
  'knowledge.file_encrypted': {
    kind: 'invalid',
    zh: '文件有密码保护，请去掉密码后再上传。',
    en: 'The file is protected by a password. Remove it first.',
  },
  'knowledge.file_damaged': {
    kind: 'invalid',
    zh: '文件已损坏，读不出内容。请用原软件打开后另存一份再上传。',
    en: 'The file is damaged.',
  },
  'knowledge.file_unsupported': {
    kind: 'invalid',
    zh: '暂不支持{what}。可以上传 Markdown、TXT、HTML、PDF、DOCX、XLSX、CSV 或 ZIP。',
    en: 'Not supported: {what}. Use Markdown, text, HTML, PDF, DOCX, XLSX, CSV or ZIP.',
  },
  'knowledge.file_encoding': {
    kind: 'invalid',
    zh: '看不懂文件的编码，请另存为 UTF-8 再上传。',
    en: 'The encoding of the file is unknown. Save it as UTF-8.',
  },
  'knowledge.file_unsafe_path': {
    kind: 'invalid',
    zh: '压缩包里的路径不安全，已跳过。',
    en: 'The path inside the archive is unsafe; it was left out.',
  },
  'knowledge.file_fault': {
    kind: 'invalid',
    zh: '文件处理失败，请另存为其他格式再试。',
    en: 'The file could not be processed. Try another format.',
  },
} as const satisfies ErrorCatalogue;

export const knowledgeError = errorsOf(KNOWLEDGE_ERRORS);
export type KnowledgeErrorCode = keyof typeof KNOWLEDGE_ERRORS;
