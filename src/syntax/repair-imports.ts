/**
 * Imports that lack a word, a comma or their place: what is plainly an import is made whole, so that the names in it are
 * known below and one slip stays one mistake. Works on tokens whose words are not settled yet.
 */
import type { IToken } from "chevrotain";
import * as t from "../../grammar/tokens.js";
import { syntaxCodes } from "../core/codes/syntax.js";
import { type Diagnostic, type DiagnosticKind, diagnose, type Fix } from "../core/diagnostic.js";
import type { SourceText } from "../core/span.js";
import { suggestCertainly } from "../core/suggest.js";
import { addFinding, type Findings } from "./findings.js";
import { placeToken } from "./stray.js";
import { describeToken, endOf } from "./token-text.js";

interface Repair {
  readonly source: SourceText;
  readonly tokens: readonly IToken[];
  readonly findings: Findings;
}

/** An import as far as it is there: positions of its tokens. */
interface Shape {
  /** `import`, another word in its place, or null. */
  readonly head: IToken | null;
  readonly open: IToken;
  /** Names and commas. */
  readonly items: readonly IToken[];
  readonly close: IToken;
  /** `from`, another word in its place, or null. */
  readonly from: IToken | null;
  /** A text, or the first token of a place without quotes, or null. */
  readonly place: IToken | null;
  /** The position after it. */
  readonly next: number;
}

/** Returns the tokens with imports made whole; the same array when there is nothing to mend. */
export function repairImports(source: SourceText, tokens: readonly IToken[], findings: Findings): readonly IToken[] {
  const repair: Repair = { source, tokens, findings };
  let output: IToken[] | null = null;
  for (let position = 0; position < tokens.length; position++) {
    const token = tokens[position] as IToken;
    const shape = mayBegin(repair, token, position) ? readShape(repair, position) : null;
    if (shape === null || isWhole(shape)) {
      output?.push(token);
      continue;
    }
    output ??= tokens.slice(0, position);
    output.push(...mendShape(repair, shape));
    position = shape.next - 1;
  }
  return output ?? tokens;
}

function isSameLine(repair: Repair, before: IToken, after: IToken): boolean {
  return !/[\n\r]/.test(repair.source.text.slice(endOf(before), after.startOffset));
}

/** An import begins its line; other blocks have a heading before their brace. */
function mayBegin(repair: Repair, token: IToken, position: number): boolean {
  if (token.image === "import" && token.tokenType === t.Identifier) return true;
  const before = repair.tokens[position - 1];
  if (before !== undefined && isSameLine(repair, before, token)) return false;
  if (token.tokenType === t.LCurly) return true;
  const isWord = token.tokenType === t.Identifier && !t.wordTypes.has(token.image);
  return isWord && repair.tokens[position + 1]?.tokenType === t.LCurly;
}

function readShape(repair: Repair, position: number): Shape | null {
  const { tokens } = repair;
  const first = tokens[position] as IToken;
  const head = first.tokenType === t.LCurly ? null : first;
  let next = head === null ? position : position + 1;
  const open = tokens[next];
  if (open?.tokenType !== t.LCurly) return null;
  const items: IToken[] = [];
  for (next++; isItem(tokens[next]); next++) items.push(tokens[next] as IToken);
  const close = tokens[next++];
  if (close?.tokenType !== t.RCurly) return null;
  const inLine = (token: IToken | undefined, before: IToken): token is IToken =>
    token !== undefined && isSameLine(repair, before, token);
  const word = tokens[next];
  const from = inLine(word, close) && word.tokenType === t.Identifier ? word : null;
  if (from !== null) next++;
  const last = from ?? close;
  const place = inLine(tokens[next], last) ? (tokens[next] as IToken) : null;
  const isText = place !== null && (place.tokenType === t.StringLiteral || place.tokenType === t.UnterminatedString);
  if (head?.image !== "import" && !isText) return null;
  if (place === null) return { head, open, items, close, from, place: null, next };
  if (isText) return { head, open, items, close, from, place, next: next + 1 };
  if (from?.image !== "from" || !/^[\w.@/-]/.test(place.image))
    return { head, open, items, close, from, place: null, next };
  const end = place.startOffset + writtenPlace(repair, place).length;
  while ((tokens[next]?.startOffset ?? end) < end) next++;
  return { head, open, items, close, from, place, next };
}

function isItem(token: IToken | undefined): boolean {
  return token?.tokenType === t.Identifier || token?.tokenType === t.Comma || token?.tokenType === t.StringLiteral;
}

function writtenPlace({ source }: Repair, place: IToken): string {
  return /^[\w./@-]+/.exec(source.text.slice(place.startOffset))?.[0] ?? place.image;
}

function isWhole({ head, items, from, place }: Shape): boolean {
  const isQuoted = place?.tokenType === t.StringLiteral || place?.tokenType === t.UnterminatedString;
  return head?.image === "import" && from?.image === "from" && isQuoted && findBadItem(items) === null;
}

/** Returns the position of the first item that is not in turn: names and commas, the last comma may be there or not. */
function findBadItem(items: readonly IToken[]): number | null {
  const bad = items.findIndex((item, at) => (item.tokenType === t.Comma) !== (at % 2 === 1));
  return bad < 0 ? null : bad;
}

/** Returns the tokens of the whole import, and reports what it lacks. */
function mendShape(repair: Repair, shape: Shape): IToken[] {
  const { open, items, close } = shape;
  const at = (offset: number) => ({ start: offset, end: offset });
  const head = mendHead(repair, shape);
  const names = items.filter(({ tokenType }) => tokenType !== t.Comma);
  mendItems(repair, items);
  const listed = names.flatMap((name, position) =>
    position === 0 ? [name] : [placeToken(t.Comma, ",", at(name.startOffset)), name],
  );
  return [head, open, ...listed, close, mendFrom(repair, shape), mendPlace(repair, shape)];
}

function say(
  repair: Repair,
  kind: DiagnosticKind,
  message: string,
  place: { readonly start: number; readonly end: number },
  rest: { readonly label: string; readonly help: string; readonly fix: string | null; readonly safe?: boolean },
): void {
  const span = { file: repair.source.path, start: place.start, end: place.end };
  const fixes: Fix[] =
    rest.fix === null ? [] : [{ title: rest.help, edits: [{ span, text: rest.fix }], safe: rest.safe !== false }];
  const found: Diagnostic = diagnose(kind, message, [{ span, text: rest.label }], { help: rest.help, fixes });
  addFinding(repair.findings, found);
}

const placeOf = (token: IToken) => ({ start: token.startOffset, end: endOf(token) });

function mendHead(repair: Repair, { head, open }: Shape): IToken {
  if (head?.image === "import") return head;
  if (head === null) {
    const place = { start: open.startOffset, end: open.startOffset };
    say(repair, syntaxCodes.unexpectedToken, "found `{`, expected `import` before the names", place, {
      label: "expected `import`",
      help: "write `import`",
      fix: "import ",
    });
    return placeToken(t.Identifier, "import", place);
  }
  const isNear = suggestCertainly(head.image, ["import"])?.isCertain === true;
  say(repair, syntaxCodes.unknownWord, `found \`${head.image}\`, expected \`import\` before the names`, placeOf(head), {
    label: "unknown word",
    help: "write `import`",
    fix: "import",
    safe: isNear,
  });
  return placeToken(t.Identifier, "import", placeOf(head));
}

function mendItems(repair: Repair, items: readonly IToken[]): void {
  const bad = findBadItem(items);
  const item = bad === null ? undefined : items[bad];
  if (item === undefined) return;
  if (item.tokenType === t.Comma) {
    say(repair, syntaxCodes.missingName, "found `,`, expected a name", placeOf(item), {
      label: "expected a name",
      help: "remove the comma",
      fix: "",
    });
    return;
  }
  const before = items[(bad ?? 0) - 1] as IToken;
  const place = { start: endOf(before), end: endOf(before) };
  say(repair, syntaxCodes.unexpectedToken, `found ${describeToken(item)}, expected \`,\` between the names`, place, {
    label: "expected `,`",
    help: "write `,`",
    fix: ",",
  });
}

const fromHelp = "write `from`";

function mendFrom(repair: Repair, { from, close, place }: Shape): IToken {
  if (from?.image === "from") return from;
  const end = endOf(close);
  if (from !== null) {
    say(repair, syntaxCodes.unexpectedToken, `found \`${from.image}\`, expected \`from\``, placeOf(from), {
      label: "expected `from`",
      help: fromHelp,
      fix: "from",
    });
    return placeToken(t.Identifier, "from", placeOf(from));
  }
  const found = place === null ? "the end of the line" : describeToken(place);
  say(
    repair,
    syntaxCodes.unexpectedToken,
    `found ${found}, expected \`from\` and the place to import from`,
    { start: end, end },
    {
      label: "expected `from`",
      help: place === null ? 'write `from "std/generic"`, or the path of a file' : fromHelp,
      fix: place === null ? null : " from",
    },
  );
  return placeToken(t.Identifier, "from", { start: end, end });
}

/** A place that is not there is an empty text of no length, which nothing is loaded for. */
function mendPlace(repair: Repair, { place, from, close }: Shape): IToken {
  if (place === null) {
    const end = endOf(from ?? close);
    if (from !== null) {
      const message = "found the end of the line, expected the place to import from, in quotes";
      say(
        repair,
        syntaxCodes.unexpectedToken,
        message,
        { start: end, end },
        {
          label: "expected the place to import from",
          help: 'write a place such as `"std/generic"`, or the path of a file',
          fix: null,
        },
      );
    }
    return placeToken(t.StringLiteral, '""', { start: end, end });
  }
  if (place.tokenType === t.StringLiteral || place.tokenType === t.UnterminatedString) return place;
  const written = writtenPlace(repair, place);
  const stretch = { start: place.startOffset, end: place.startOffset + written.length };
  const message = `found \`${written}\` without quotes, expected the place to import from as a text`;
  const quoted = `"${written}"`;
  say(repair, syntaxCodes.unquotedPlace, message, stretch, {
    label: "without quotes",
    help: `write \`${quoted}\``,
    fix: quoted,
  });
  return placeToken(t.StringLiteral, quoted, stretch);
}
