/** Finds what a person asks `weft explain` for: by its whole name, by the end of one, or by what is nearest to it. */
import { suggest } from "../core/suggest.js";
import { findPartKind } from "../language/part-kinds.js";
import { listTopics, type Topic, type TopicGroup } from "./topics.js";

export type Explained =
  | { readonly kind: "found"; readonly topics: readonly Topic[] }
  | {
      readonly kind: "none";
      /** The nearest name, or null. */
      readonly nearest: string | null;
      /** Topics that speak of the word. */
      readonly mentions: readonly string[];
    };

/** At most so many topics that mention a word are named. */
const MOST_MENTIONS = 6;

/** Properties that many kinds have are not all printed. */
const MOST_PAGES = 4;

/** Returns the topics of a name; several things may have one, as `power` has. Letter case counts only among units. */
export function explain(written: string): Explained {
  const topics = listTopics();
  const asked = written.trim();
  const exact = topics.filter(({ name }) => name === asked);
  const found = exact.length > 0 ? exact : topics.filter(({ name }) => name.toLowerCase() === asked.toLowerCase());
  // `switch` is an array and a kind of part, `rack` a kind of part only.
  const part = topics.filter(({ name, group }) => group === "kinds of part" && name === `part.${asked}`);
  const all = [...found, ...part.filter((topic) => !found.includes(topic))];
  if (all.length > 0) return { kind: "found", topics: all };
  const owned = topics.filter(({ name, group }) => group === "properties" && isEnd(name, asked));
  if (owned.length > 0) return { kind: "found", topics: owned.slice(0, MOST_PAGES) };
  const near = findNearOwner(topics, asked);
  if (near.length > 0) return { kind: "found", topics: near.slice(0, MOST_PAGES) };
  const ends = topics.flatMap(({ name, group }) => (group === "properties" ? [lastOf(name)] : []));
  const nearest = suggest(asked, [...topics.map(({ name }) => name), ...new Set(ends)]);
  return { kind: "none", nearest, mentions: findMentions(topics, asked) };
}

function lastOf(name: string): string {
  return name.slice(name.lastIndexOf(".") + 1);
}

/** `capacity`, or `switch.capacity` for that of the part. */
function isEnd(name: string, asked: string): boolean {
  return name.endsWith(`.${asked}`);
}

/** `switch.breakout` is no property, but of all that is said of a switch, its parts and ports, one may speak of it. */
function findNearOwner(topics: readonly Topic[], asked: string): readonly Topic[] {
  const dot = asked.lastIndexOf(".");
  const [owner, word] = [asked.slice(0, dot).replace(/^part\./, ""), asked.slice(dot + 1).toLowerCase()];
  if (dot < 0 || word.length < 4) return [];
  const owners = [owner, `part.${owner}`, ...(findPartKind(owner)?.hasPorts === true ? ["ports"] : [])];
  const own = topics.filter(
    ({ name, group }) => group === "properties" && owners.includes(name.slice(0, name.lastIndexOf("."))),
  );
  if (own.some(({ name }) => suggest(asked, [name]) !== null)) return [];
  return own.filter(({ write }) => write().toLowerCase().includes(word));
}

function findMentions(topics: readonly Topic[], asked: string): readonly string[] {
  const word = lastOf(asked).toLowerCase().replace(/s$/, "");
  if (word.length < 3) return [];
  const named = topics.filter(({ name }) => name.toLowerCase().includes(word));
  const speaking = topics.filter(({ write }) => write().toLowerCase().includes(word));
  return [...new Set([...named, ...speaking].map(({ name }) => name))].slice(0, MOST_MENTIONS);
}

/** Returns the names of the topics by their group, in the order of the tables; properties by what has them. */
export function listTopicGroups(): ReadonlyMap<TopicGroup, readonly string[]> {
  const groups = new Map<TopicGroup, string[]>();
  for (const { group, name } of listTopics()) {
    const names = groups.get(group) ?? [];
    if (!names.includes(name)) names.push(name);
    groups.set(group, names);
  }
  return groups;
}
