/** Connect statements: both ends, the arrow, and the clauses in the order of the text. */
import type { ClauseCstNode, ConnectStatementCstNode } from "../../grammar/cst.generated.js";
import { syntaxCodes } from "../core/codes/syntax.js";
import { diagnose } from "../core/diagnostic.js";
import type { ConnectClause, ConnectStatement } from "./ast.js";
import { buildLabel, buildPath } from "./build-entries.js";
import { buildExpr } from "./build-expr.js";
import { buildBody } from "./build-member.js";
import { type BuildContext, buildNames, cover, firstToken } from "./context.js";
import { findDoc } from "./docs.js";
import { addFinding } from "./findings.js";

/** Returns the statement, or null when it does not name both its ends. */
export function buildConnect(context: BuildContext, node: ConnectStatementCstNode): ConnectStatement | null {
  const wiring = node.children.wiring?.[0]?.children;
  const [fromNode, toNode] = wiring?.path ?? [];
  const from = buildPath(context, fromNode);
  const to = buildPath(context, toNode);
  if (wiring === undefined || from === null || to === null) return null;
  const word = firstToken(node.children.Connect);
  const peers = firstToken(wiring.arrow?.[0]?.children.PeerArrow) !== undefined;
  const clauses = (wiring.clause ?? []).flatMap((clause) => buildClause(context, clause) ?? []);
  reportTwice(context, clauses);
  const body = buildBody(context, node.children.block?.[0]);
  return {
    kind: "connect",
    from,
    arrow: peers ? "<->" : "->",
    to,
    clauses,
    body: body.members,
    doc: findDoc(context, word),
    span: cover(context, word, from, to, ...clauses, body.open, body.members?.at(-1), body.close),
  };
}

function buildClause(context: BuildContext, node: ClauseCstNode): ConnectClause | null {
  const { On, X, At, Where, Whole, Colon, names, expression } = node.children;
  const word = firstToken(On ?? X ?? At ?? Where);
  if (word === undefined) return null;
  if (On !== undefined) {
    const list = buildNames(context, names?.[0]?.children.PlainName);
    return { kind: "on", names: list, span: cover(context, word, list.at(-1)) };
  }
  const first = buildExpr(context, expression?.[0], word);
  if (At !== undefined) {
    const whole = firstToken(Whole);
    return { kind: "rate", rate: first, whole: whole !== undefined, span: cover(context, word, first, whole) };
  }
  if (Where !== undefined) return { kind: "where", condition: first, span: cover(context, word, first) };
  const colon = firstToken(Colon);
  if (colon === undefined) return { kind: "copies", name: null, count: first, span: cover(context, word, first) };
  const count = buildExpr(context, expression?.[1], colon);
  return {
    kind: "copies",
    name: buildLabel(context, { value: first, span: first.span }),
    count,
    span: cover(context, word, count),
  };
}

const clauseWords: Readonly<Record<ConnectClause["kind"], string>> = {
  on: "on",
  copies: "x",
  rate: "at",
  where: "where",
};

const clauseHelp: Readonly<Record<ConnectClause["kind"], string>> = {
  on: "give all names in one: `on plane, segment`",
  copies: "give one number of parallel links",
  rate: "give one rate; links of two rates are two connect statements",
  where: "join both conditions with `and`",
};

/** Reports every clause whose kind stands earlier in the statement. */
function reportTwice(context: BuildContext, clauses: readonly ConnectClause[]): void {
  const seen = new Map<string, ConnectClause>();
  for (const clause of clauses) {
    const earlier = seen.get(clause.kind);
    const word = clauseWords[clause.kind];
    if (earlier === undefined) {
      seen.set(clause.kind, clause);
      continue;
    }
    addFinding(
      context.findings,
      diagnose(
        syntaxCodes.clauseTwice,
        `a second \`${word}\` in one connect, expected at most one`,
        [
          { span: clause.span, text: `second \`${word}\`` },
          { span: earlier.span, text: `first \`${word}\`` },
        ],
        { help: clauseHelp[clause.kind] },
      ),
    );
  }
}
