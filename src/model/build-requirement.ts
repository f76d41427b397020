/** `require` and `allow`: conditions checked for types and names, kept for the judge. */
import { designCodes } from "../core/codes/design.js";
import { nameCodes } from "../core/codes/names.js";
import type { AllowTree } from "../semantics/cluster-tree.js";
import { labelAt, listNames, offer, report, textOf } from "../semantics/context.js";
import { evaluate, valueOfDefinition } from "../semantics/evaluate.js";
import { isTruth } from "../semantics/operators.js";
import type { Definition } from "../semantics/scope.js";
import { toLate } from "../semantics/value.js";
import type { Require } from "../syntax/ast.js";
import type { ClusterState } from "./build-state.js";
import type { Allowance, Requirement } from "./design.js";
import type { LateExpr } from "./late.js";
import { findPortGroup } from "./port-path.js";

/** Returns a requirement, or null after a report. */
export function buildRequirement(state: ClusterState, node: Require): Requirement | null {
  const { ctx, cluster } = state;
  const span = node.condition.span;
  const value = evaluate(ctx, node.condition, cluster.scope);
  if (!isTruth(ctx, { value, span }, "`require`")) return null;
  const late = toLate(value, span);
  const condition = late === null ? null : resolveReferences(state, late);
  return condition === null ? null : { condition, message: node.message, text: textOf(ctx, span), origin: node.span };
}

/** Checks what a late let names of the cluster, whether anything uses it or not. */
export function checkLateLet(state: ClusterState, definition: Extract<Definition, { kind: "let" | "param" }>): void {
  const value = valueOfDefinition(state.ctx, definition);
  if (value.kind === "late") resolveReferences(state, value.expr);
}

/** Returns the expression with port paths replaced by the names of their groups, or null after a report. */
function resolveReferences(state: ClusterState, expr: LateExpr): LateExpr | null {
  switch (expr.kind) {
    case "call":
    case "operation": {
      const args = expr.args.map((arg) => resolveReferences(state, arg));
      return args.includes(null) ? null : { ...expr, args: args as LateExpr[] };
    }
    case "reference":
      if (expr.of === "storage") return resolveTier(state, expr);
      return expr.of === "array" ? resolveArray(state, expr) : expr;
    default:
      return expr;
  }
}

function resolveArray(state: ClusterState, expr: Extract<LateExpr, { kind: "reference" }>): LateExpr | null {
  const array = state.arrays.get(expr.name);
  if (array === null || array === undefined) return null;
  if (expr.ports === null) return expr;
  const groups = array.part.ports;
  const found = findPortGroup(groups, expr.ports.split("."));
  // Counting takes all groups below a name: `backend` also means `backend.data` and `backend.mgmt`.
  if (found.kind !== "none") return { ...expr, ports: found.kind === "one" ? found.group.name : expr.ports };
  const names = groups.map((group) => group.name);
  const otherwise = names.length === 0 ? "it has no ports" : `it has ${listNames(names)}`;
  const help = offer({ text: expr.ports, span: expr.origin }, names, otherwise).help;
  report(state.ctx, nameCodes.unknownPorts, `\`${expr.name}\` has no ports \`${expr.ports}\``, [labelAt(expr.origin)], {
    help,
  });
  return null;
}

function resolveTier(state: ClusterState, expr: Extract<LateExpr, { kind: "reference" }>): LateExpr | null {
  if (expr.ports === null) return expr;
  const storage = state.cluster.storages.find(({ name }) => name.text === expr.name);
  const tiers = (storage?.node.body ?? []).flatMap((member) =>
    member.kind === "declaration" && member.keyword.text === "tier" && member.name !== null ? [member.name.text] : [],
  );
  if (tiers.includes(expr.ports)) return expr;
  const otherwise = tiers.length === 0 ? "it has no tiers" : `it has ${listNames(tiers)}`;
  const help = offer({ text: expr.ports, span: expr.origin }, tiers, otherwise).help;
  const places = [labelAt(expr.origin), ...(storage === undefined ? [] : [labelAt(storage.name.span, "the storage")])];
  report(state.ctx, nameCodes.unknownName, `\`${expr.name}\` has no tier \`${expr.ports}\``, places, { help });
  return null;
}

/** Returns an allowance, or null after a report; whether there is such a rule is known only later. */
export function buildAllowance(state: ClusterState, { node, within }: AllowTree): Allowance | null {
  if (node.reason !== null && node.reason.trim() !== "")
    return {
      rule: node.rule.text,
      ruleOrigin: node.rule.span,
      reason: node.reason,
      within: within?.span ?? null,
      origin: node.span,
    };
  report(
    state.ctx,
    designCodes.reasonMissing,
    `\`allow ${node.rule.text}\` gives no reason, and a finding is accepted only with one`,
    [labelAt(node.span)],
    {
      help: `write \`allow ${node.rule.text} "why it is fine here"\``,
    },
  );
  return null;
}
