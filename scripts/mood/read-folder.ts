import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { MoodExample } from '../../integrations/understanding/mood/train-mood.ts';

const Labelled = z.object({ text: z.string().min(1), label: z.enum(['positive', 'negative', 'neutral']) });
const Utterance = z.object({ text: z.string().min(1) });
const Dialogue = z.object({ turns: z.array(z.object({ text: z.string().min(1) })) });

/**
 * Labelled texts of a folder: each line of its `*.jsonl` files is `{text, label: positive | negative}`.
 * @throws Error naming the first line that is none
 */
export function readLabelled(folder: string): MoodExample[] {
  return linesOf(folder).map(({ value, at }) => {
    const read = Labelled.safeParse(value);
    if (!read.success) throw new Error(`${at}: expected {text, label: positive | negative}`);
    return { text: read.data.text, label: read.data.label };
  });
}

/** Texts without a mood: `{text}` lines, or dialogues as `{turns: [{text}]}`. Each text once. */
export function readNeutral(folder: string): MoodExample[] {
  const texts = linesOf(folder).flatMap(({ value, at }) => {
    const [dialogue, utterance] = [Dialogue.safeParse(value), Utterance.safeParse(value)];
    if (dialogue.success) return dialogue.data.turns.map(({ text }) => text);
    if (utterance.success) return [utterance.data.text];
    throw new Error(`${at}: expected {text} or {turns: [{text}]}`);
  });
  return [...new Set(texts)].map((text) => ({ text, label: 'neutral' }));
}

function linesOf(folder: string): { value: unknown; at: string }[] {
  const files = readdirSync(folder).filter((name) => name.endsWith('.jsonl'));
  if (files.length === 0) throw new Error(`${folder}: no .jsonl file`);
  return files.flatMap((name) =>
    readFileSync(join(folder, name), 'utf8')
      .split('\n')
      .flatMap((line, index) => {
        const at = `${join(folder, name)}:${index + 1}`;
        return line.trim() === '' ? [] : [{ value: parse(line, at), at }];
      }),
  );
}

function parse(line: string, at: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    throw new Error(`${at}: no JSON`);
  }
}
