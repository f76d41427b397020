/**
 * Why the links of a run move between two plans, as far as the statements say it: what the ports of a block follow from
 * has changed. Each reason is one of the rules of dealing ports.
 */
import type { IndexExpr } from "../core/index-expr.js";
import type { Block, Plan, PlanEnd, PlanRun } from "./plan.js";
import { endOf, layoutOf } from "./plan.js";

/** One reason, as data; `text` says it. */
export interface Reason {
  readonly kind:
    | "removed"
    | "copies"
    | "index"
    | "where"
    | "rate"
    | "ports"
    | "unplanned"
    | "order"
    | "before"
    | "align";
  readonly text: string;
  /** What would keep the links where they are; empty where nothing would. */
  readonly help: string;
}

interface Pair {
  readonly before: Plan;
  readonly after: Plan;
}

/** Returns why links of a run moved, the most telling first. */
export function findReasons(pair: Pair, run: PlanRun, other: PlanRun | undefined): readonly Reason[] {
  if (other === undefined) {
    const text = `the second has no statement \`${run.spec.name}\` in fabric \`${run.spec.fabric}\``;
    return [{ kind: "removed", text, help: "" }];
  }
  const found = [
    ...compareCopies(run, other),
    ...compareExpressions(run, other),
    ...compareRates(run, other),
    ...(["a", "z"] as const).flatMap((which) => compareEnd(pair, run, other, which)),
  ];
  return found.filter((reason, at) => found.findIndex(({ text }) => text === reason.text) === at);
}

function compareCopies(run: PlanRun, other: PlanRun): readonly Reason[] {
  const [one, two] = [copiesOf(run), copiesOf(other)];
  if (one === two) return [];
  return [
    {
      kind: "copies",
      text: `\`x ${one}\` becomes \`x ${two}\`: every device has ${two < one ? "fewer" : "more"} links to each other one`,
      help: "",
    },
  ];
}

function copiesOf({ spec }: PlanRun): number {
  return spec.variables.find(({ name }) => name === spec.copy)?.planned ?? 1;
}

function compareExpressions(run: PlanRun, other: PlanRun): readonly Reason[] {
  const changed = (["a", "z"] as const).flatMap((which): readonly Reason[] => {
    const [one, two] = [endOf(run, which), endOf(other, which)];
    return listIndex(one).flatMap(({ dim, expr }): readonly Reason[] => {
      const now = listIndex(two).find((index) => index.dim === dim);
      if (now === undefined || (typeof expr === "string" && typeof now.expr === "string")) return [];
      if (JSON.stringify(expr) === JSON.stringify(now.expr)) return [];
      const text = `the index of \`${dim}\` of \`${one.spec.array}\` is another expression: ${writeExpr(expr)}, now ${writeExpr(now.expr)}`;
      return [{ kind: "index", text, help: "" }];
    });
  });
  const where: readonly Reason[] =
    JSON.stringify(run.spec.where) === JSON.stringify(other.spec.where)
      ? []
      : [{ kind: "where", text: "the condition after `where` is another one", help: "" }];
  const align: readonly Reason[] =
    run.spec.align === other.spec.align ? [] : [{ kind: "align", text: "`align` names another dimension", help: "" }];
  return [...changed, ...where, ...align];
}

function listIndex({ spec, array, ports }: PlanEnd): readonly { readonly dim: string; readonly expr: IndexExpr }[] {
  const dims = [...array.spec.dims, ...ports.dims];
  return [...spec.index, ...spec.portIndex].map((expr, at) => ({ dim: dims[at]?.name ?? "", expr }));
}

function writeExpr(expr: IndexExpr): string {
  if (typeof expr !== "object") return String(expr);
  const [operator, ...operands] = expr;
  const parts = operands.map((operand) => {
    const text = writeExpr(operand);
    return typeof operand === "object" ? `(${text})` : text;
  });
  return parts.length === 2 ? parts.join(` ${operator} `) : `${operator}(${parts.join(", ")})`;
}

function compareRates(run: PlanRun, other: PlanRun): readonly Reason[] {
  const [one, two] = [run.spec.rateBitsPerSecond, other.spec.rateBitsPerSecond];
  const isSplitAlike = (["a", "z"] as const).every(
    (which) =>
      endOf(run, which).spec.children === endOf(other, which).spec.children &&
      endOf(run, which).spec.connectors === endOf(other, which).spec.connectors,
  );
  if (isSplitAlike) return [];
  return [
    {
      kind: "rate",
      text: `links of ${one / 1e9} Gbps become ${two / 1e9} Gbps, and ports are split in another way`,
      help: "",
    },
  ];
}

function compareEnd(pair: Pair, run: PlanRun, other: PlanRun, which: "a" | "z"): readonly Reason[] {
  const [one, two] = [endOf(run, which), endOf(other, which)];
  if (one.ports.pool !== two.ports.pool || one.ports.perCage !== two.ports.perCage) {
    const count = ({ pool, dims }: PlanEnd["ports"]): number =>
      (pool ?? 1) * dims.reduce((product, dim) => product * dim.planned, 1);
    const text = `the ports \`${one.spec.array}.${one.ports.name}\` are ${count(one.ports)}, now ${count(two.ports)}: blocks that go up count from the last`;
    return [{ kind: "ports", text, help: "" }];
  }
  if (one.spec.seat.kind !== "block" || two.spec.seat.kind !== "block") return [];
  return [...compareVariables(pair, run, other, which), ...compareNeighbours(pair, run, other, which)];
}

/** Names of which another number is planned: the size of a block follows from them, and the order in it. */
function compareVariables(pair: Pair, run: PlanRun, other: PlanRun, which: "a" | "z"): readonly Reason[] {
  const end = endOf(run, which);
  const [block, now] = [findBlock(pair.before, run, which), findBlock(pair.after, other, which)];
  if (block === undefined || now === undefined) return [];
  const isStacked = block.goes !== "down";
  if (isStacked && block.cages === now.cages) return [];
  return run.spec.variables.flatMap((variable, slot): readonly Reason[] => {
    const planned = other.spec.variables.find(({ name }) => name === variable.name)?.planned ?? variable.planned;
    const isOwn = !run.merged && end.index.some((coordinate) => coordinate.slot === slot);
    if (planned === variable.planned || variable.name === run.spec.copy || isOwn) return [];
    if (!isStacked && isOutermost(run, which, slot)) return [];
    const name = nameVariable(run, slot);
    const array = end.spec.array;
    const so = isStacked
      ? `the block of \`${array}\` goes from ${block.cages} cages to ${now.cages}, and it is stacked from the last port down`
      : `it is not the outermost index of the other end, so on \`${array}\` what comes after its first values shifts`;
    const [least, most] = [Math.min(variable.planned, planned), Math.max(variable.planned, planned)];
    const text = `\`${name}\` goes from ${variable.planned} to ${planned} without \`of\`: ${so}`;
    return [{ kind: "unplanned", text, help: `plan for it: \`[${name}: ${least} of ${most}]\`` }];
  });
}

function findBlock(plan: Plan, run: PlanRun, which: "a" | "z"): Block | undefined {
  const end = endOf(run, which);
  const blocks = layoutOf(plan, end.spec.array, end.spec.ports)?.blocks ?? [];
  return blocks.find((block) => block.run === run && (block.end === which || block.end === "both"));
}

/** True if links of one device are ordered by this name before any other. */
function isOutermost(run: PlanRun, which: "a" | "z", slot: number): boolean {
  const end = endOf(run, which);
  const far = which === "a" ? run.z : run.a;
  const isBound = (one: number): boolean => end.index.some((coordinate) => coordinate.slot === one);
  return far.index.find(({ slots }) => slots.some((one) => !isBound(one)))?.slot === slot;
}

/** The dimension that runs with a name: what the design would plan for. */
function nameVariable(run: PlanRun, slot: number): string {
  for (const end of [run.a, run.z]) {
    const position = end.index.findIndex((coordinate) => coordinate.slot === slot);
    const dim = [...end.array.spec.dims, ...end.ports.dims][position];
    if (dim !== undefined) return dim.name;
  }
  return run.spec.variables[slot]?.name ?? "";
}

/** Blocks of other statements that are dealt before this one in the same pool. */
function compareNeighbours(pair: Pair, run: PlanRun, other: PlanRun, which: "a" | "z"): readonly Reason[] {
  const one = listBefore(pair.before, run, which);
  const two = listBefore(pair.after, other, which);
  const array = endOf(run, which).spec.array;
  const grown = one.flatMap((block): readonly Reason[] => {
    const now = two.find((candidate) => nameOf(candidate) === nameOf(block));
    if (now === undefined || now.cages === block.cages) return [];
    const text = `the block of \`${block.run.spec.name}\`, dealt before this one on \`${array}\`, goes from ${block.cages} cages to ${now.cages}`;
    return [
      { kind: "before", text, help: "plan with `of` for what grows in that statement, or declare it after this one" },
    ];
  });
  const names = (blocks: readonly Block[]): string => blocks.map((block) => nameOf(block)).join(", ");
  if (grown.length > 0 || names(one) === names(two)) return grown;
  const list = (blocks: readonly Block[]): string =>
    blocks.length === 0 ? "nothing" : blocks.map(({ run: own }) => `\`${own.spec.name}\``).join(", ");
  const text = `other statements are dealt before this one on \`${array}\`: ${list(one)}, now ${list(two)}`;
  return [{ kind: "order", text, help: "add statements after those that exist" }];
}

function nameOf({ run, end }: Block): string {
  return `${run.spec.fabric}/${run.spec.name} ${end}`;
}

function listBefore(plan: Plan, run: PlanRun, which: "a" | "z"): readonly Block[] {
  const end = endOf(run, which);
  const blocks = layoutOf(plan, end.spec.array, end.spec.ports)?.blocks ?? [];
  const own = blocks.findIndex((block) => block.run === run && (block.end === which || block.end === "both"));
  const { goes, region } = blocks[own] ?? { goes: "down", region: [0, 0] };
  return blocks
    .slice(0, Math.max(0, own))
    .filter((block) => (block.goes === "down") === (goes === "down") && block.region.join() === region.join());
}
