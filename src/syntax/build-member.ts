/** Members: from the concrete tree to the `Member` of each kind. A member too broken to say anything is left out. */
import type { IToken } from "chevrotain";
import type {
  AttributeCstNode,
  BlockCstNode,
  CageStatementCstNode,
  DeclarationCstNode,
  EvidenceCstNode,
  ImportStatementCstNode,
  LetStatementCstNode,
  MemberCstNode,
  OtherFigureCstNode,
  ParamStatementCstNode,
  PartDeclarationCstNode,
  PortsStatementCstNode,
} from "../../grammar/cst.generated.js";
import type {
  Attribute,
  Cage,
  Declaration,
  Evidence,
  Import,
  Let,
  Member,
  OtherFigure,
  Param,
  Path,
  Ports,
} from "./ast.js";
import { buildConnect } from "./build-connect.js";
import { buildEntries, buildPath } from "./build-entries.js";
import { buildExpr } from "./build-expr.js";
import { type BuildContext, buildName, buildNames, cover, firstToken } from "./context.js";
import { listDeclaredNames } from "./declared-names.js";
import { findDoc } from "./docs.js";
import { decodeText } from "./text.js";

/** Returns the members of a block or file in the order of the text. */
export function buildMembers(context: BuildContext, nodes: readonly MemberCstNode[] | undefined): readonly Member[] {
  return (nodes ?? []).flatMap((node) => buildMember(context, node) ?? []);
}

/** A block's members, and its braces for spans. */
export interface Body {
  readonly members: readonly Member[] | null;
  readonly open: IToken | undefined;
  readonly close: IToken | undefined;
}

/** Returns the body; its members are null when there is no block. */
export function buildBody(context: BuildContext, node: BlockCstNode | undefined): Body {
  if (node === undefined) return { members: null, open: undefined, close: undefined };
  const { LCurly, member, RCurly } = node.children;
  return { members: buildMembers(context, member), open: firstToken(LCurly), close: firstToken(RCurly) };
}

function buildMember(context: BuildContext, node: MemberCstNode): Member | null {
  const c = node.children;
  if (c.attribute?.[0] !== undefined) return buildAttribute(context, c.attribute[0]);
  if (c.declaration?.[0] !== undefined) return buildDeclaration(context, c.declaration[0]);
  if (c.connectStatement?.[0] !== undefined) return buildConnect(context, c.connectStatement[0]);
  if (c.partDeclaration?.[0] !== undefined) return buildPart(context, c.partDeclaration[0]);
  if (c.portsStatement?.[0] !== undefined) return buildPorts(context, c.portsStatement[0]);
  if (c.cageStatement?.[0] !== undefined) return buildCage(context, c.cageStatement[0]);
  if (c.letStatement?.[0] !== undefined) return buildLet(context, c.letStatement[0]);
  if (c.paramStatement?.[0] !== undefined) return buildParam(context, c.paramStatement[0]);
  if (c.importStatement?.[0] !== undefined) return buildImport(context, c.importStatement[0]);
  return buildAssertion(context, node);
}

/** `isolate`, `require`, `allow`. */
function buildAssertion(context: BuildContext, node: MemberCstNode): Member | null {
  const isolate = node.children.isolateStatement?.[0]?.children;
  if (isolate !== undefined) {
    const word = firstToken(isolate.Isolate);
    const list = isolate.names?.[0]?.children;
    const names = buildNames(context, list?.PlainName);
    return { kind: "isolate", names, doc: findDoc(context, word), span: cover(context, word, names.at(-1)) };
  }
  const require = node.children.requireStatement?.[0]?.children;
  if (require !== undefined) {
    const word = firstToken(require.Require);
    const condition = buildExpr(context, require.expression?.[0], word);
    const text = firstToken(require.StringLiteral);
    const span = cover(context, word, condition, text);
    return { kind: "require", condition, message: buildText(context, text), doc: findDoc(context, word), span };
  }
  const allow = node.children.allowStatement?.[0]?.children;
  const rule = buildName(context, allow?.PlainName?.[0]);
  if (allow === undefined || rule === null) return null;
  const word = firstToken(allow.Allow);
  const text = firstToken(allow.StringLiteral);
  return {
    kind: "allow",
    rule,
    reason: buildText(context, text),
    doc: findDoc(context, word),
    span: cover(context, word, rule, text),
  };
}

function buildText(context: BuildContext, token: IToken | undefined): string | null {
  return token === undefined ? null : decodeText(context, token);
}

function buildAttribute(context: BuildContext, node: AttributeCstNode): Attribute | null {
  const { Key, Equals, expression } = node.children;
  const name = buildName(context, Key?.[0]);
  if (name === null) return null;
  const value = buildExpr(context, expression?.[0], firstToken(Equals) ?? name);
  const evidence = buildEvidence(context, node.children.evidence?.[0]);
  const also = (node.children.otherFigure ?? []).map((figure) => buildOtherFigure(context, figure));
  const doc = findDoc(context, Key?.[0]);
  return { kind: "attribute", name, value, evidence, also, doc, span: cover(context, name, value, evidence, ...also) };
}

function buildEvidence(context: BuildContext, node: EvidenceCstNode | undefined): Evidence | null {
  const grade = buildName(context, node?.children.Grade?.[0]);
  if (node === undefined || grade === null) return null;
  const source = firstToken(node.children.StringLiteral);
  return { grade, source: buildText(context, source), span: cover(context, grade, source) };
}

function buildOtherFigure(context: BuildContext, node: OtherFigureCstNode): OtherFigure {
  const also = firstToken(node.children.Also);
  const value = buildExpr(context, node.children.expression?.[0], also);
  const evidence = buildEvidence(context, node.children.evidence?.[0]);
  return { value, evidence, span: cover(context, also, value, evidence) };
}

/** Returns the declaration; null for a word that is no keyword: nothing later could make sense of its block. */
function buildDeclaration(context: BuildContext, node: DeclarationCstNode): Declaration | null {
  const word = firstToken(node.children.BlockWord);
  const keyword = buildName(context, word);
  if (word === undefined || keyword === null) return null;
  const heading = node.children.heading?.[0]?.children ?? {};
  const name = buildName(context, heading.DeclaredName?.[0]);
  const dims = buildEntries(context, heading.entries?.[0]);
  const part = buildName(context, heading.PlainName?.[0]);
  const exceptWord = firstToken(heading.Except);
  const except = exceptWord === undefined ? null : buildExpr(context, heading.expression?.[0], exceptWord);
  const body = buildBody(context, node.children.block?.[0]);
  const span = cover(
    context,
    word,
    name,
    dims,
    heading.Colon?.[0],
    part,
    exceptWord,
    except,
    body.open,
    body.members?.at(-1),
    body.close,
  );
  if (word.tokenType.name === "UnknownHead") {
    // `leaf[4]: part` lacks its keyword, `grup hall[4]` has none that is known.
    context.lost.push(name ?? keyword, ...listDeclaredNames(body.members ?? []));
    return null;
  }
  const doc = findDoc(context, word);
  return {
    kind: "declaration",
    keyword,
    partKind: null,
    name,
    dims,
    part,
    extends: null,
    except,
    body: body.members,
    doc,
    span,
  };
}

function buildPart(context: BuildContext, node: PartDeclarationCstNode): Declaration | null {
  const word = firstToken(node.children.Part);
  const keyword = buildName(context, word);
  if (keyword === null) return null;
  const heading = node.children.partHeading?.[0]?.children ?? {};
  const partKind = buildName(context, heading.Word?.[0]);
  const [nameToken, parentToken] = heading.PlainName ?? [];
  const name = buildName(context, nameToken);
  const parent = buildName(context, parentToken);
  const body = buildBody(context, node.children.block?.[0]);
  return {
    kind: "declaration",
    keyword,
    partKind,
    name,
    dims: null,
    part: null,
    extends: parent,
    except: null,
    body: body.members,
    doc: findDoc(context, word),
    span: cover(context, keyword, partKind, name, parent, body.open, body.members?.at(-1), body.close),
  };
}

function buildImport(context: BuildContext, node: ImportStatementCstNode): Import | null {
  const { Import: words, PlainName, RCurly, From, StringLiteral } = node.children;
  const word = firstToken(words);
  const text = firstToken(StringLiteral);
  if (text === undefined) return null;
  const names = buildNames(context, PlainName);
  const from = { value: decodeText(context, text), span: cover(context, text) };
  const span = cover(context, word, ...names, RCurly?.[0], From?.[0], from);
  return { kind: "import", names, from, doc: findDoc(context, word), span };
}

function buildLet(context: BuildContext, node: LetStatementCstNode): Let | null {
  const { Let: words, PlainName, Equals, expression } = node.children;
  const name = buildName(context, PlainName?.[0]);
  if (name === null) return null;
  const word = firstToken(words);
  const value = buildExpr(context, expression?.[0], firstToken(Equals) ?? name);
  return { kind: "let", name, value, doc: findDoc(context, word), span: cover(context, word, name, value) };
}

function buildParam(context: BuildContext, node: ParamStatementCstNode): Param | null {
  const c = node.children;
  const name = buildName(context, c.PlainName?.[0]);
  const type = buildName(context, c.Word?.[0]);
  if (name !== null && type === null) context.lost.push(name);
  if (name === null || type === null) return null;
  const word = firstToken(c.Param);
  const limits = c.bounds?.[0]?.children;
  const bounds = limits === undefined ? null : buildExpr(context, limits.expression?.[0], limits.In?.[0]);
  const given = c.defaultValue?.[0]?.children;
  const value = given === undefined ? null : buildExpr(context, given.expression?.[0], given.Equals?.[0]);
  const text = firstToken(c.StringLiteral);
  const span = cover(context, word, name, type, bounds, value, text);
  return {
    kind: "param",
    name,
    type,
    bounds,
    value,
    text: buildText(context, text),
    doc: findDoc(context, word),
    span,
  };
}

function buildPorts(context: BuildContext, node: PortsStatementCstNode): Ports | null {
  const word = firstToken(node.children.Ports);
  const heading = node.children.portsHeading?.[0]?.children ?? {};
  const name = buildName(context, heading.DeclaredName?.[0]);
  if (name === null) return null;
  const dims = buildEntries(context, heading.entries?.[0]);
  const size = heading.poolSize?.[0]?.children;
  const count = size === undefined ? null : buildExpr(context, size.expression?.[0], size.X?.[0]);
  const speed = heading.portRate?.[0]?.children;
  const rate = speed === undefined ? null : buildExpr(context, speed.expression?.[0], speed.At?.[0]);
  const body = buildBody(context, node.children.block?.[0]);
  const span = cover(context, word, name, dims, count, rate, body.open, body.members?.at(-1), body.close);
  return { kind: "ports", name, dims, count, rate, body: body.members, doc: findDoc(context, word), span };
}

function buildCage(context: BuildContext, node: CageStatementCstNode): Cage | null {
  const c = node.children;
  const name = buildName(context, c.DeclaredName?.[0]);
  if (name === null) return null;
  const word = firstToken(c.Cage);
  const dims = buildEntries(context, c.entries?.[0]);
  const slots = (c.slot ?? []).map((slot): readonly Path[] =>
    (slot.children.path ?? []).flatMap((path) => buildPath(context, path) ?? []),
  );
  const span = cover(context, word, name, dims, ...slots.flat());
  return { kind: "cage", name, dims, slots, doc: findDoc(context, word), span };
}
