/** Texts in quotes: from how they are written to what they say. */
import type { IToken } from "chevrotain";
import { syntaxCodes } from "../core/codes/syntax.js";
import { diagnose } from "../core/diagnostic.js";
import type { BuildContext } from "./context.js";
import { addFinding } from "./findings.js";

const escapes: Readonly<Record<string, string>> = { n: "\n", t: "\t", '"': '"', "\\": "\\" };

/** Returns what a quoted text says; a backslash before anything but `"`, `\`, `n` or `t` is reported and left out. */
export function decodeText(context: BuildContext, token: IToken): string {
  const closed = token.image.length > 1 && token.tokenType.name !== "UnterminatedString";
  const inner = token.image.slice(1, closed ? -1 : undefined);
  if (!inner.includes("\\")) return inner;
  let value = "";
  for (let position = 0; position < inner.length; position++) {
    const character = inner.charAt(position);
    if (character !== "\\") {
      value += character;
      continue;
    }
    position++;
    const escaped = inner.charAt(position);
    const decoded = escapes[escaped];
    if (decoded === undefined && escaped !== "") reportEscape(context, token.startOffset + position, escaped);
    value += decoded ?? escaped;
  }
  return value;
}

function reportEscape(context: BuildContext, start: number, escaped: string): void {
  const span = { file: context.source.path, start, end: start + 1 + escaped.length };
  addFinding(
    context.findings,
    diagnose(
      syntaxCodes.unknownEscape,
      `\`\\${escaped}\` stands for nothing, a text knows \`\\"\`, \`\\\\\`, \`\\n\` and \`\\t\``,
      [{ span, text: "not an escape" }],
      {
        help: "write two backslashes for one",
        fixes: [{ title: "double the backslash", edits: [{ span: { ...span, end: start }, text: "\\" }], safe: true }],
      },
    ),
  );
}
