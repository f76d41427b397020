/** Adds what a caller knows to the findings of what it calls. */
import type { Context } from "../semantics/context.js";

/** Returns what `run` returns; each finding that it reports gets these notes too. */
export function withNotes<T>(ctx: Context, notes: readonly string[], run: () => T): T {
  const before = ctx.diagnostics.length;
  const result = run();
  if (notes.length === 0) return result;
  const told = ctx.diagnostics.splice(before);
  ctx.diagnostics.push(...told.map((one) => ({ ...one, notes: [...one.notes, ...notes] })));
  return result;
}
