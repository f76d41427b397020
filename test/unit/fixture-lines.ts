/** Reads the lines at the top of a fixture that say what must come out (test/fixtures/designs/README.md). */

/** One `// expect MEASURE SUBJECT NUMBER`. */
export interface Expectation {
  readonly measure: string;
  readonly subject: string;
  readonly number: number;
}

/** The expectations that hold with these parameters; the first case has none. */
export interface Case {
  readonly set: Readonly<Record<string, string>>;
  readonly expectations: readonly Expectation[];
}

export interface DesignLines {
  readonly cases: readonly Case[];
  /** What the design lacks, or null. */
  readonly needs: string | null;
}

export interface RefusalLines {
  /** Null where any error will do. */
  readonly code: string | null;
  readonly says: readonly string[];
}

/** Returns what a design fixture expects. Throws an error for a line that has a keyword but not its form. */
export function readDesignLines(text: string): DesignLines {
  const cases: { set: Record<string, string>; expectations: Expectation[] }[] = [{ set: {}, expectations: [] }];
  let needs: string | null = null;
  for (const { keyword, rest, line } of listKeywordLines(text, ["expect", "with", "needs"])) {
    if (keyword === "needs") needs = rest;
    else if (keyword === "with") cases.push({ set: readSettings(rest, line), expectations: [] });
    else cases.at(-1)?.expectations.push(readExpectation(rest, line));
  }
  return { cases, needs };
}

/** Returns what a refused fixture expects. Throws an error for a file that does not start with `// refused`. */
export function readRefusalLines(text: string): RefusalLines {
  const [first, ...others] = listKeywordLines(text, ["refused", "says"]);
  if (first?.keyword !== "refused") throw new Error("the first line is not `// refused`");
  return { code: first.rest === "" ? null : first.rest, says: others.map(({ rest }) => rest) };
}

/** Returns `{ units: "1" }` for `units=1`; settings are parted by blanks. */
export function readSettings(text: string, line: string): Record<string, string> {
  const settings = text.split(" ").map((setting) => /^(\w+)=(\S+)$/.exec(setting));
  return Object.fromEntries(
    settings.map((match) => {
      if (match === null) throw new Error(`not NAME=VALUE: ${line}`);
      return [match[1], match[2]];
    }),
  );
}

function readExpectation(text: string, line: string): Expectation {
  const match = /^(\w+) (\S+) (\d+)$/.exec(text);
  if (match === null) throw new Error(`not MEASURE SUBJECT NUMBER: ${line}`);
  return { measure: match[1] ?? "", subject: match[2] ?? "", number: Number(match[3]) };
}

/** The lines up to the first that is none of those keywords. */
function listKeywordLines(
  text: string,
  keywords: readonly string[],
): { readonly keyword: string; readonly rest: string; readonly line: string }[] {
  const found = [];
  for (const line of text.split("\n")) {
    const match = /^\/\/ (\w+)(?: (.*))?$/.exec(line);
    if (match === null || !keywords.includes(match[1] ?? "")) break;
    found.push({ keyword: match[1] ?? "", rest: match[2] ?? "", line });
  }
  return found;
}
