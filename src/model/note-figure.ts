/** Notes on where a figure comes from: what a part takes over from what it extends, and what is only assumed. */
import type { Fact, Part } from "./part.js";

/** What is known of a part's bases before the part is whole. */
export type Inheritance = Pick<Part, "id" | "bases" | "inherited" | "change">;

/**
 * Returns a note for figures that a part does not say itself: the chain of what it extends, and which of it says them.
 * Names of ports and components stand for all that is said of them.
 */
export function noteInherited(part: Inheritance, names: readonly string[]): readonly string[] {
  const from = new Map<string, string[]>();
  for (const name of names) {
    const base = part.inherited[name];
    if (base !== undefined && Object.hasOwn(part.inherited, name)) from.set(base, [...(from.get(base) ?? []), name]);
  }
  if (from.size === 0) return [];
  const chain = part.bases.map(({ id }) => `\`${id}\``).join(" extends ");
  const whole = part.change === null ? `\`${part.id}\` extends ${chain}` : `\`${part.change.array}\` changes ${chain}`;
  const said = [...from].map(([base, own]) => {
    const listed = own.map((name) => `\`${name}\``);
    return `${listed.join(" and ")} ${listed.length === 1 ? "comes" : "come"} from \`${base}\``;
  });
  return [`${whole}; ${said.join(", ")}`];
}

/** Returns the figures of a part of those names that are graded as assumed; of ports, as `front.lanes`. */
export function listAssumed(part: Part, names: readonly string[]): readonly Fact[] {
  return part.facts.filter(({ property, grade }) => grade === "assumed" && names.includes(property));
}

/** Returns a note for each of those figures that is only assumed: `` `lanes` of `x` = 4 is assumed: "why" ``. */
export function noteAssumed(part: Part, names: readonly string[]): readonly string[] {
  return listAssumed(part, names).map(
    ({ property, text, source }) =>
      `\`${property}\` = ${text} of \`${part.id}\` is assumed${source === null ? "" : `: ${source}`}`,
  );
}

/** Returns both kinds of notes on figures of a part that decide a finding. */
export function noteFigures(part: Part, names: readonly string[]): readonly string[] {
  return [...noteInherited(part, names), ...noteAssumed(part, names)];
}
