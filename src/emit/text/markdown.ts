/** Markdown: plain text that stays plain, and tables. */

/** Returns text that Markdown shows as it is, also inside a table: one line, nothing in it marks anything up. */
export function escapeMarkdown(text: string): string {
  return text
    .replace(/\s+/g, " ")
    .replace(/[\\`*|[\]]/g, "\\$&")
    .replace(/&/g, "&amp;")
    .replace(/</g, "&lt;");
}

/** Returns text in which the parts between backticks stay code, as messages of weft use them. */
export function escapeMessage(text: string): string {
  return text
    .split(/(`[^`]*`)/)
    .map((part, at) => (at % 2 === 1 ? escapeCode(part.slice(1, -1)) : escapeMarkdown(part)))
    .join("");
}

/** Returns text as code on one line; a bar would end a table's cell also inside code. */
export function escapeCode(text: string): string {
  const code = text.replace(/\s+/g, " ").replaceAll("|", "\\|");
  return code.includes("`") ? `\`\` ${code} \`\`` : `\`${code}\``;
}

export type Alignment = "left" | "right";

/** A table for the partial `table`; cells are Markdown already. */
export interface TableView {
  readonly head: readonly string[];
  readonly rule: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** Returns a table; `head` gives each column its title and alignment. Null without rows. */
export function makeTable(
  head: readonly (readonly [string, Alignment])[],
  rows: readonly (readonly string[])[],
): TableView | null {
  if (rows.length === 0) return null;
  return {
    head: head.map(([title]) => title),
    rule: head.map(([, alignment]) => (alignment === "right" ? "---:" : "---")),
    rows,
  };
}
