/** A tool call as the model wrote it; `args` is its JSON text and may be broken. */
export interface RawToolCall {
  id: string | undefined;
  name: string;
  args: string;
}

/** A piece of a call from one event. */
export interface ToolCallPiece {
  readonly index?: number | undefined;
  readonly id?: string | undefined;
  readonly name?: string | undefined;
  readonly args?: string | undefined;
}

interface OpenCall extends RawToolCall {
  readonly index: number | undefined;
}

/** Joins the pieces of streamed tool calls. */
export interface ToolCallCollector {
  add(piece: ToolCallPiece): void;
  /** The calls so far, in the order they began. */
  calls(): RawToolCall[];
}

/**
 * Pieces belong together by `index` (wire formats 4.5). Vendors leave the index or the id out, give 0 to every call, or
 * repeat id and name on each piece; a named piece therefore also begins a new call when its id is another one, or when
 * the call before it is already whole.
 */
export function collectToolCalls(): ToolCallCollector {
  const open: OpenCall[] = [];
  return {
    add(piece) {
      const current = open.findLast((call) => piece.index === undefined || call.index === piece.index);
      if (!current || beginsNew(current, piece)) {
        open.push({ index: piece.index, id: piece.id, name: piece.name ?? '', args: piece.args ?? '' });
        return;
      }
      current.id ??= piece.id;
      current.name ||= piece.name ?? '';
      current.args += piece.args ?? '';
    },
    calls: () => open.map(({ id, name, args }) => ({ id, name, args })),
  };
}

function beginsNew(current: OpenCall, piece: ToolCallPiece): boolean {
  if (!piece.name || !current.name) return false;
  if (piece.id && current.id && piece.id !== current.id) return true;
  const surelySame = piece.index !== undefined && piece.id !== undefined && piece.id === current.id;
  return !surelySame && isWhole(current.args);
}

function isWhole(args: string): boolean {
  try {
    JSON.parse(args);
    return true;
  } catch {
    return false;
  }
}
