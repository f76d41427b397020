/** The names that members declare, for those members that cannot be used: their uses are not complained of too. */
import type { Member, Name } from "./ast.js";

/** Returns the names that members declare, those inside them too, in the order of the text. */
export function listDeclaredNames(members: readonly Member[]): readonly Name[] {
  return members.flatMap((member) => {
    if (member.kind === "let" || member.kind === "param") return [member.name];
    if (member.kind !== "declaration") return [];
    return [...(member.name === null ? [] : [member.name]), ...listDeclaredNames(member.body ?? [])];
  });
}
