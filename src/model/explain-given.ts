/**
 * Traces what is said of a value back to the file that gave it: a finding at `segments`, or at a `let` made of it, also
 * points at the line of the params file.
 */
import type { Diagnostic, Label } from "../core/diagnostic.js";
import type { GivenValue, GivenValues } from "../core/given-value.js";
import type { Span } from "../core/span.js";
import type { Let } from "../syntax/ast.js";
import type { Project } from "../syntax/project.js";

/** Longer places say too little about one value. */
const MOST_CHARACTERS = 160;

/** Returns the diagnostics with a label for each given value that one of their places names. */
export function explainGiven(
  diagnostics: readonly Diagnostic[],
  project: Project,
  given: GivenValues,
): readonly Diagnostic[] {
  if (given.values.size === 0) return diagnostics;
  const text = project.files.get(project.entry)?.text ?? "";
  const lets = collectLets(project);
  return diagnostics.map((diagnostic) => {
    const files = new Set([...given.values.values()].map(({ span }) => span.file));
    if (diagnostic.labels.some(({ span }) => files.has(span.file))) return diagnostic;
    const found = new Set<GivenValue>();
    for (const { span } of diagnostic.labels) {
      if (span.file === project.entry) trace(readWords(text, span), { text, lets, given, found, seen: new Set() });
    }
    const labels = [...found].map(
      ({ name, text: value, span }): Label => ({ span, text: `\`${name.text}\` is ${value}` }),
    );
    return labels.length === 0 ? diagnostic : { ...diagnostic, labels: [...diagnostic.labels, ...labels] };
  });
}

/** The lets of the entry file and its cluster: only they can see a param that is given. */
function collectLets(project: Project): ReadonlyMap<string, Let> {
  const lets = new Map<string, Let>();
  for (const member of project.files.get(project.entry)?.tree.members ?? []) {
    if (member.kind === "let") lets.set(member.name.text, member);
    if (member.kind !== "declaration" || member.keyword.text !== "cluster") continue;
    for (const inner of member.body ?? []) if (inner.kind === "let") lets.set(inner.name.text, inner);
  }
  return lets;
}

interface Search {
  readonly text: string;
  readonly lets: ReadonlyMap<string, Let>;
  readonly given: GivenValues;
  readonly found: Set<GivenValue>;
  readonly seen: Set<string>;
}

function trace(words: readonly string[], search: Search): void {
  for (const word of words) {
    if (search.seen.has(word)) continue;
    search.seen.add(word);
    const value = search.given.values.get(word);
    if (value !== undefined && value.form !== "refused") search.found.add(value);
    const made = search.lets.get(word);
    if (made !== undefined) trace(readWords(search.text, made.value.span), search);
  }
}

/** Names in a short place of one line; what follows a dot is a name of something else. */
function readWords(text: string, { start, end }: Span): readonly string[] {
  const written = text.slice(start, end);
  if (written.length > MOST_CHARACTERS || written.includes("\n")) return [];
  return [...written.matchAll(/(?<![\w.])[A-Za-z_]\w*/g)].map(([word]) => word);
}
