import { z } from 'zod';
import { answer } from './present/answer.ts';
import { exampleOf, exampleWords } from './present/example.ts';
import { readTool, type ReadTool, type Tool } from './tool.ts';

const READING = '直接回答';
const CHANGING = '先给您确认';
/** Examples that are named in the sentence itself; the table has one for each tool. */
const MOST_NAMED = 3;

/**
 * The tool that says what one can ask for. It reads the other declarations, so it never promises what is not there.
 * @param tools all other tools
 */
export function explainAbilities(tools: readonly Tool[]): ReadTool {
  return readTool({
    name: 'explain_abilities',
    title: '能力说明',
    description: '说明助手能做什么，按这个人的权限给出每种能力和示例说法。',
    permission: 'chat.use',
    input: z.strictObject({}),
    phrases: [
      '你能做什么',
      '你会什么',
      '有什么功能',
      '怎么用',
      '你可以帮我干什么',
      '这里能帮我做些什么',
      '你都会干啥',
      '帮助',
      '都支持哪些操作',
      '介绍一下你自己',
      '我能问你什么',
      '使用说明',
    ],
    answer: async (scope) => {
      const allowed = tools.filter((tool) => scope.actor.permissions.has(tool.permission));
      const words = await exampleWords(scope);
      const rows = allowed.map((tool) => ({
        title: tool.title,
        example: exampleOf(tool, words),
        kind: tool.risk === 'read' ? READING : CHANGING,
      }));
      return answer({
        text: tell(rows),
        parts: [
          {
            type: 'table',
            title: '可以这样问',
            columns: [
              { key: 'title', label: '能力', format: 'text' },
              { key: 'example', label: '可以这样说', format: 'text' },
              { key: 'kind', label: '方式', format: 'text' },
            ],
            rows,
          },
        ],
        suggestions: ['我今天要跟进谁', '本季度的销售漏斗', '哪些商机超过30天没动'],
      });
    },
  });
}

interface Ability {
  readonly title: string;
  readonly example: string;
  readonly kind: string;
}

function tell(rows: readonly Ability[]): string {
  const reading = rows.filter(({ kind }) => kind === READING);
  const changing = rows.filter(({ kind }) => kind === CHANGING);
  const titles = (some: readonly Ability[]): string => some.map(({ title }) => title).join('、');
  const examples = reading.slice(0, MOST_NAMED).map(({ example }) => `“${example}”`);
  return [
    reading.length > 0 && `我可以直接查 ${reading.length} 类信息：${titles(reading)}。`,
    changing.length > 0 &&
      `也可以帮您做 ${changing.length} 种操作：${titles(changing)}；每次都会先给您看改什么，您同意后才执行。`,
    examples.length > 0 && `例如：${examples.join('、')}。`,
  ]
    .filter(Boolean)
    .join('\n');
}
