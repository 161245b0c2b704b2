import { SopContentInput } from '../../../kernel/contracts/sop.ts';
import type { SopLibraryItem } from '../../../kernel/contracts/sop-templates.ts';
import { sopTemplateError } from '../templates/errors.ts';
import type { LibraryTemplate } from './library-template.ts';
import { SOP_LIBRARY } from './registry.ts';

/** The library as people choose from it. */
export function listLibrary(): SopLibraryItem[] {
  return SOP_LIBRARY.map(({ content, words: _words, tags, ...item }) => ({
    ...item,
    tags: [...tags],
    step_count: content.steps.length,
    steps: content.steps.map((step) => ({
      id: step.id,
      name: step.name,
      action_type: step.action_type,
      text: textOf(step as Readonly<Record<string, unknown>>),
    })),
  }));
}

/** What a step says to somebody; empty where it says nothing. */
function textOf({ content, message, title }: Readonly<Record<string, unknown>>): string {
  return [content, message, title].find((text) => typeof text === 'string') ?? '';
}

/**
 * A ready template by its name.
 * @throws AppError `sop.library_item_missing`
 */
export function libraryTemplate(name: string): LibraryTemplate {
  const found = SOP_LIBRARY.find((item) => item.name === name);
  if (!found) throw sopTemplateError('sop.library_item_missing', { details: { name } });
  return found;
}

/** The content of a ready template with every field filled in, fresh each time. */
export function libraryContent(item: LibraryTemplate): SopContentInput {
  return SopContentInput.parse(structuredClone(item.content));
}
