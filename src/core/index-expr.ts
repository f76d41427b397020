/**
 * Index expressions: whole-number arithmetic over the names of dimensions, as JSON. They travel in the design, the
 * plan and `plan.json`. Lets and params are already replaced by their values. Truth is 1 and 0.
 */

export type IndexOperator =
  | "+"
  | "-"
  | "*"
  | "/"
  | "div"
  | "mod"
  | "**"
  | "neg"
  | "abs"
  | "min"
  | "max"
  | "=="
  | "!="
  | "<"
  | "<="
  | ">"
  | ">="
  | "and"
  | "or"
  | "not"
  | "if"
  | "in";

/** A number, a name, or an operator with its operands; `in` takes the value, then the members it may equal. */
export type IndexExpr = number | string | readonly [IndexOperator, ...IndexExpr[]];

/** An evaluator over slots: `values[slot]` is the value of the name in that slot. NaN where `/`, `div` or `mod` fail. */
export type IndexFunction = (values: ArrayLike<number>) => number;

type Arity2 = (left: number, right: number) => number;

const truth = (value: boolean): number => (value ? 1 : 0);

const binary: Readonly<Record<string, Arity2>> = {
  "+": (a, b) => a + b,
  "-": (a, b) => a - b,
  "*": (a, b) => a * b,
  "/": (a, b) => (Number.isInteger(a / b) ? a / b : Number.NaN),
  div: (a, b) => Math.floor(a / b),
  mod: (a, b) => a - b * Math.floor(a / b),
  "**": (a, b) => a ** b,
  min: (a, b) => Math.min(a, b),
  max: (a, b) => Math.max(a, b),
  "==": (a, b) => truth(a === b),
  "!=": (a, b) => truth(a !== b),
  "<": (a, b) => truth(a < b),
  "<=": (a, b) => truth(a <= b),
  ">": (a, b) => truth(a > b),
  ">=": (a, b) => truth(a >= b),
  and: (a, b) => truth(a !== 0 && b !== 0),
  or: (a, b) => truth(a !== 0 || b !== 0),
};

/** Returns the distinct names in an expression, in order of appearance. */
export function namesIn(expr: IndexExpr, into: string[] = []): string[] {
  if (typeof expr === "string") {
    if (!into.includes(expr)) into.push(expr);
  } else if (typeof expr !== "number") {
    for (const operand of expr.slice(1)) namesIn(operand as IndexExpr, into);
  }
  return into;
}

/** Returns the expression with each name replaced as `replace` says. */
export function mapNames(expr: IndexExpr, replace: (name: string) => IndexExpr): IndexExpr {
  if (typeof expr === "number") return expr;
  if (typeof expr === "string") return replace(expr);
  const [operator, ...operands] = expr;
  return [operator, ...operands.map((operand) => mapNames(operand, replace))];
}

/**
 * Returns an evaluator of `expr` in which `slotOf` says where each name's value stands.
 * Throws RangeError for an operator that does not exist: only a damaged plan file can hold one.
 */
export function compileIndex(expr: IndexExpr, slotOf: (name: string) => number): IndexFunction {
  if (typeof expr === "number") return () => expr;
  if (typeof expr === "string") {
    const slot = slotOf(expr);
    return (values) => values[slot] as number;
  }
  const [operator, ...operands] = expr;
  const parts = operands.map((operand) => compileIndex(operand, slotOf));
  return combine(operator, parts);
}

function combine(operator: IndexOperator, parts: readonly IndexFunction[]): IndexFunction {
  const [first, second, third] = parts as [IndexFunction, IndexFunction, IndexFunction];
  switch (operator) {
    case "neg":
      return (values) => -first(values);
    case "abs":
      return (values) => Math.abs(first(values));
    case "not":
      return (values) => truth(first(values) === 0);
    case "if":
      return (values) => (first(values) !== 0 ? second(values) : third(values));
    case "in":
      return (values) => {
        const value = first(values);
        return truth(parts.some((part, position) => position > 0 && part(values) === value));
      };
    default: {
      const apply = binary[operator];
      if (apply === undefined) throw new RangeError(`no index operator ${String(operator)}`);
      return (values) => apply(first(values), second(values));
    }
  }
}
