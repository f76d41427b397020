/**
 * Connect statements: which names each end binds, expressions over them, and the clauses. Extents, counts and ports
 * are the plan's business.
 */
import { designCodes } from "../core/codes/design.js";
import { nameCodes } from "../core/codes/names.js";
import type { IndexExpr } from "../core/index-expr.js";
import type { Span } from "../core/span.js";
import { findKind } from "../language/kinds.js";
import { checkBlock } from "../semantics/block.js";
import { type Context, isBroken, labelAt, listNames, offer, report } from "../semantics/context.js";
import { evaluateWhole } from "../semantics/evaluate.js";
import { compileIndexNumber, compileIndexTruth, type IndexEnvironment } from "../semantics/index-expression.js";
import { type Properties, readProperties, wordsOf } from "../semantics/property.js";
import { lookUpValue } from "../semantics/scope.js";
import type { ConnectClause, ConnectStatement, Name } from "../syntax/ast.js";
import type { Bag } from "./bag.js";
import { type Draft, draftEnd, type EndDraft } from "./build-end.js";
import { openPartFinder } from "./build-part.js";
import { evaluateRate } from "./build-ports.js";
import type { ClusterState } from "./build-state.js";
import type { Connect, End, IndexEntry, PoolDraw } from "./design.js";
import { findPlugs } from "./find-plugs.js";
import { makeBag } from "./make-bag.js";
import { flattenIndex } from "./shape.js";

/** A statement while its names are collected. */
interface Statement {
  readonly state: ClusterState;
  readonly node: ConnectStatement;
  readonly a: EndDraft;
  readonly z: EndDraft;
  /** Names bound alone on either end, and the copy, with the first place of each. */
  readonly bound: Map<string, Span>;
  /** How often each name is used, binding included. */
  readonly uses: Map<string, number>;
  /** Ends whose flat index is being made: an index that needs itself is refused. */
  readonly flattening: Set<EndDraft>;
}

type ClauseOf<K extends ConnectClause["kind"]> = Extract<ConnectClause, { kind: K }>;

interface Clauses {
  readonly on: ClauseOf<"on"> | null;
  readonly copies: ClauseOf<"copies"> | null;
  readonly rate: ClauseOf<"rate"> | null;
  readonly where: ClauseOf<"where"> | null;
}

/** What a connect takes from its fabric where it does not say it itself. */
export interface ConnectHome {
  readonly name: string;
  readonly medium: string | null;
  readonly bag: Bag;
}

/** Returns a connect of a fabric, or null when it cannot be built as written; then it was reported, or its arrays were. */
export function buildConnect(state: ClusterState, fabric: ConnectHome, node: ConnectStatement): Connect | null {
  const { ctx } = state;
  const clauses = collectClauses(node);
  const rows = findKind("connect")?.properties ?? [];
  const block = checkBlock(ctx, node, node.body ?? [], {
    keyword: "connect",
    properties: rows,
    heading: node.from.span,
  });
  const properties = readProperties(ctx, block, rows, state.cluster.scope);
  const a = draftEnd(state, node.from);
  const z = draftEnd(state, node.to);
  const rate =
    clauses.rate === null ? null : evaluateRate(ctx, clauses.rate.rate, state.cluster.scope, "the rate of a link");
  if (a === null || z === null || (clauses.rate !== null && rate === null)) return null;
  const statement: Statement = { state, node, a, z, bound: new Map(), uses: new Map(), flattening: new Set() };
  if (!bindNames(statement, clauses)) return null;
  const ends = [buildEnd(statement, a), buildEnd(statement, z)] as const;
  const where = clauses.where === null ? null : compileWhere(statement, clauses.where);
  const copies =
    clauses.copies === null
      ? 1
      : evaluateWhole(ctx, clauses.copies.count, state.cluster.scope, "the number of parallel links", 1);
  const align = readAlign(statement, properties);
  const on = readOn(statement, clauses);
  const [lower, upper] = ends;
  if (lower === null || upper === null || copies === null || (clauses.where !== null && where === null)) return null;
  if (!areNamesUsed(statement) || on === false || align === false || !mayStandSo(ctx, node, a, z)) return null;
  // What it joins may not be what was meant, so nothing more is said of it.
  if (isBroken(ctx, node.span)) return null;
  const bag = makeBag(properties, openPartFinder(state, state.cluster.scope));
  return {
    fabric: fabric.name,
    direction: node.arrow === "->" ? "up" : "peer",
    a: lower,
    z: upper,
    copies,
    copyName: clauses.copies?.name?.text ?? null,
    copiesOrigin: clauses.copies?.span ?? null,
    rateBitsPerSecond: rate,
    rateOrigin: clauses.rate?.span ?? null,
    whole: clauses.rate?.whole ?? false,
    where,
    whereOrigin: clauses.where?.span ?? null,
    on,
    onOrigin: clauses.on?.span ?? null,
    align: align?.text ?? null,
    alignOrigin: align?.span ?? null,
    medium: wordsOf(properties, "medium")[0] ?? fabric.medium,
    plugs: findPlugs(bag, fabric.bag),
    bag,
    origin: node.span,
  };
}

/** The parser reports a clause that stands twice; the first counts. */
function collectClauses(node: ConnectStatement): Clauses {
  const get = <K extends ConnectClause["kind"]>(kind: K): ClauseOf<K> | null =>
    node.clauses.find((clause): clause is ClauseOf<K> => clause.kind === kind) ?? null;
  return { on: get("on"), copies: get("copies"), rate: get("rate"), where: get("where") };
}

/** Collects the names of both ends and the copy; false after a report. */
function bindNames(statement: Statement, clauses: Clauses): boolean {
  const endsFine = [statement.a, statement.z].map((end) => bindEnd(statement, end));
  const copyFine = bindCopy(statement, clauses);
  return copyFine && endsFine.every((fine) => fine);
}

function bindEnd(statement: Statement, end: EndDraft): boolean {
  const own = new Map<string, Span>();
  let fine = true;
  for (const draft of [...end.index, ...end.portIndex]) {
    if (draft.kind !== "name" && draft.kind !== "range") continue;
    const first = own.get(draft.name);
    if (first !== undefined) {
      fine = false;
      report(
        statement.state.ctx,
        nameCodes.nameBoundTwice,
        `two dimensions of \`${end.array.name}\` are called \`${draft.name}\` here`,
        [labelAt(end.origin), labelAt(first, "one"), labelAt(draft.origin, "the other")],
        { help: `bind one of them to another name, or free it with \`*\`: \`[${draft.name}: *]\`` },
      );
    }
    own.set(draft.name, draft.origin);
    if (!statement.bound.has(draft.name)) statement.bound.set(draft.name, draft.origin);
    countUse(statement, draft.name);
  }
  return fine;
}

function bindCopy(statement: Statement, clauses: Clauses): boolean {
  const name = clauses.copies?.name ?? null;
  if (name === null) return true;
  const { ctx, cluster } = statement.state;
  const value = lookUpValue(cluster.scope, name.text);
  if (value !== null) {
    report(
      ctx,
      nameCodes.boundValue,
      `\`x ${name.text}: ...\` would name the copy, but \`${name.text}\` is a ${value.kind} in sight`,
      [labelAt(name.span), labelAt(value.name.span, `the ${value.kind}`)],
      { help: "choose another name for the copy" },
    );
    return false;
  }
  const first = statement.bound.get(name.text);
  if (first !== undefined) {
    report(
      ctx,
      nameCodes.nameBoundTwice,
      `\`${name.text}\` is the copy and a dimension at once`,
      [labelAt(name.span, "the copy"), labelAt(first, "the dimension")],
      {
        help: "choose another name for the copy",
      },
    );
    return false;
  }
  statement.bound.set(name.text, name.span);
  countUse(statement, name.text);
  return true;
}

function countUse(statement: Statement, name: string): void {
  statement.uses.set(name, (statement.uses.get(name) ?? 0) + 1);
}

/** An environment that counts what expressions use; `index(host)` is written out over the names of that end. */
function makeEnvironment(statement: Statement): IndexEnvironment {
  const { bound } = statement;
  return {
    scope: statement.state.cluster.scope,
    findBound: (name) => {
      const place = bound.get(name) ?? null;
      if (place !== null) countUse(statement, name);
      return place;
    },
    boundNames: () => [...bound.keys()],
    where: "alone on either end of this connect",
    flatIndex: (array, span) => makeFlatIndex(statement, array, span),
  };
}

function makeFlatIndex(statement: Statement, array: Name, span: Span): IndexExpr | null {
  const { ctx } = statement.state;
  const ends = [statement.a, statement.z].filter((end) => end.array.name === array.text);
  const [end, other] = ends;
  if (end === undefined || other !== undefined) {
    const names = [statement.a.array.name, statement.z.array.name];
    const message =
      end === undefined
        ? `\`${array.text}\` is on neither end of this connect`
        : `\`${array.text}\` is on both ends, so \`index(${array.text})\` could mean either`;
    const extra =
      end === undefined
        ? offer(array, names, `its ends are ${listNames(names)}`)
        : { help: "compute the index from the names of the end that you mean" };
    report(ctx, designCodes.noFlatIndex, message, [labelAt(array.span)], extra);
    return null;
  }
  if (statement.flattening.has(end)) {
    report(
      ctx,
      designCodes.noFlatIndex,
      `\`index(${array.text})\` fixes an index of \`${array.text}\` itself`,
      [labelAt(span)],
      { help: "fix the index by names of the other end" },
    );
    return null;
  }
  statement.flattening.add(end);
  const coordinates = end.index.map((draft, position) => coordinateOf(statement, draft, end, position, span));
  statement.flattening.delete(end);
  if (coordinates.includes(null)) return null;
  return flattenIndex(
    coordinates as IndexExpr[],
    end.array.dims.map((dim) => dim.planned),
  );
}

function coordinateOf(
  statement: Statement,
  draft: Draft,
  end: EndDraft,
  position: number,
  span: Span,
): IndexExpr | null {
  if (draft.kind === "name" || draft.kind === "range") {
    countUse(statement, draft.name);
    return draft.name;
  }
  if (draft.kind === "expression")
    return compileIndexNumber(statement.state.ctx, draft.expr, makeEnvironment(statement), "an index");
  const dim = end.array.dims[position]?.name ?? "";
  report(
    statement.state.ctx,
    designCodes.noFlatIndex,
    `\`index(${end.array.name})\` needs every dimension, \`${dim}\` has no name here`,
    [labelAt(span), labelAt(draft.origin, "freed here")],
    { help: "bind it to a name instead of `*`" },
  );
  return null;
}

function buildEnd(statement: Statement, end: EndDraft): End | null {
  const index = end.index.map((draft) => buildEntry(statement, draft));
  const portIndex = end.portIndex.map((draft) => buildEntry(statement, draft));
  const draw = buildDraw(statement, end.draw);
  if (index.includes(null) || portIndex.includes(null) || draw === null) return null;
  return {
    array: end.array,
    index: index as IndexEntry[],
    ports: end.ports,
    portIndex: portIndex as IndexEntry[],
    draw,
    origin: end.origin,
  };
}

function buildEntry(statement: Statement, draft: Draft): IndexEntry | null {
  switch (draft.kind) {
    case "name":
      return { kind: "name", name: draft.name, explicit: draft.explicit, origin: draft.origin };
    case "any":
    case "range":
      return draft;
    case "expression": {
      const expr = compileIndexNumber(statement.state.ctx, draft.expr, makeEnvironment(statement), "an index");
      return expr === null ? null : { kind: "fixed", expr, origin: draft.origin };
    }
  }
}

function buildDraw(statement: Statement, draft: Draft | null): PoolDraw | null {
  if (draft === null) return { kind: "whole" };
  if (draft.kind === "range") return { kind: "range", from: draft.from, to: draft.to, origin: draft.origin };
  if (draft.kind !== "expression") return { kind: "whole" };
  const expr = compileIndexNumber(statement.state.ctx, draft.expr, makeEnvironment(statement), "the number of a port");
  return expr === null ? null : { kind: "pin", expr, origin: draft.origin };
}

function compileWhere(statement: Statement, clause: ClauseOf<"where">): IndexExpr | null {
  return compileIndexTruth(statement.state.ctx, clause.condition, makeEnvironment(statement), "`where`");
}

/** A new name that stands alone binds nothing: a slip, or a dimension that `*` would free. */
function areNamesUsed(statement: Statement): boolean {
  const { ctx } = statement.state;
  let fine = true;
  for (const end of [statement.a, statement.z]) {
    for (const draft of [...end.index, ...end.portIndex]) {
      if (draft.kind !== "name" || !draft.isNew || (statement.uses.get(draft.name) ?? 0) > 1) continue;
      fine = false;
      const others = [...statement.bound.keys()].filter((name) => name !== draft.name);
      const near = offer({ text: draft.name, span: draft.origin }, others);
      const help =
        near.help === undefined
          ? "write `*` to leave the dimension free"
          : `${near.help} write \`*\` to leave the dimension free`;
      report(
        ctx,
        nameCodes.nameUsedOnce,
        `\`${draft.name}\` is a new name here and is used nowhere else in this connect`,
        [labelAt(draft.origin)],
        {
          help,
          fixes: [
            ...(near.fixes ?? []),
            { title: "free the dimension", edits: [{ span: draft.origin, text: "*" }], safe: false },
          ],
        },
      );
    }
  }
  return isCopyUsed(statement) && fine;
}

function isCopyUsed(statement: Statement): boolean {
  const copies = statement.node.clauses.find((clause) => clause.kind === "copies");
  const name = copies?.kind === "copies" ? copies.name : null;
  if (name === null || (statement.uses.get(name.text) ?? 0) > 1) return true;
  report(
    statement.state.ctx,
    nameCodes.nameUsedOnce,
    `the copy is called \`${name.text}\`, which is used nowhere else in this connect`,
    [labelAt(name.span)],
    {
      help: "leave the name out: `x 4`",
    },
  );
  return false;
}

/** Returns the shared names that `on` asserts, null without `on`, false after a report. */
function readOn(statement: Statement, clauses: Clauses): string[] | null | false {
  if (clauses.on === null) return null;
  const names = clauses.on.names.filter((name) => isBound(statement, name, "`on`"));
  return names.length === clauses.on.names.length ? names.map((name) => name.text) : false;
}

function readAlign(statement: Statement, properties: Properties): Name | null | false {
  const value = properties.get("align")?.value;
  if (value?.kind !== "dimension") return null;
  return isBound(statement, value.name, "`align`") ? value.name : false;
}

function isBound(statement: Statement, name: Name, user: string): boolean {
  if (statement.bound.has(name.text)) return true;
  const names = [...statement.bound.keys()];
  report(
    statement.state.ctx,
    nameCodes.unknownDimension,
    `${user} names \`${name.text}\`, which no dimension of either end is called here`,
    [labelAt(name.span), labelAt(statement.a.origin), labelAt(statement.z.origin)],
    offer(name, names, names.length === 0 ? "neither end has dimensions" : `the dimensions are ${listNames(names)}`),
  );
  return false;
}

function mayStandSo(ctx: Context, node: ConnectStatement, a: EndDraft, z: EndDraft): boolean {
  if (node.arrow === "<->" || a.array !== z.array) return true;
  report(
    ctx,
    designCodes.oneArray,
    `\`${a.array.name} -> ${z.array.name}\` would put an array above itself`,
    [labelAt(a.origin, "below"), labelAt(z.origin, "above")],
    {
      help: "join peers with `<->`",
    },
  );
  return false;
}
