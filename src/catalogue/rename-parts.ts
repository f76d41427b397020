/** Tells parts of one name apart where several files become one. Knows nothing of files. */
import type { Declaration, Member, Name } from "../syntax/ast.js";
import { toIdentifier } from "./identifier.js";

/**
 * Returns the members with new names for parts whose name is taken: the maker before it, and a number if need be. What
 * extends or holds such a part in the same members follows. Adds all names to `taken`.
 */
export function renameParts(members: readonly Member[], taken: Set<string>): readonly Member[] {
  const renamed = new Map<string, string>();
  for (const member of members) {
    if (member.kind !== "declaration" || member.name === null) continue;
    const own = member.name.text;
    const free = taken.has(own) ? findFree(member, own, taken) : own;
    taken.add(free);
    if (free !== own) renamed.set(own, free);
  }
  return renamed.size === 0 ? members : members.map((member) => renameIn(member, renamed));
}

function findFree(part: Declaration, own: string, taken: ReadonlySet<string>): string {
  const maker = part.body?.find((member) => member.kind === "attribute" && member.name.text === "manufacturer");
  const name = maker?.kind === "attribute" && maker.value.kind === "text" ? maker.value.value : "";
  const long = name === "" ? own : toIdentifier(`${name} ${own}`, name);
  if (!taken.has(long)) return long;
  for (let count = 2; ; count += 1) if (!taken.has(`${own}_${count}`)) return `${own}_${count}`;
}

function renameIn(member: Member, renamed: ReadonlyMap<string, string>): Member {
  if (member.kind !== "declaration") return member;
  const follow = (name: Name | null): Name | null =>
    name === null ? null : { ...name, text: renamed.get(name.text) ?? name.text };
  const isPart = member.partKind !== null;
  return {
    ...member,
    name: isPart ? follow(member.name) : member.name,
    part: follow(member.part),
    extends: follow(member.extends),
    body: member.body?.map((inner) => renameIn(inner, renamed)) ?? null,
  };
}
