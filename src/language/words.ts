/**
 * The words and signs of statements and expressions: a row each, with what it does and an example. The grammar has the
 * same words (`grammar/tokens.ts`); a test holds the two sets equal. Data only.
 */

export interface WordRow {
  readonly word: string;
  /** `operator`: joins values, in the order of `binding`. `expression`: another part of one. `clause`: of a statement. */
  readonly group: "operator" | "expression" | "clause" | "grade";
  /** How it is written: `a div b`. */
  readonly form: string;
  /** How tightly an operator holds its operands; a higher number holds tighter. */
  readonly binding?: number;
  readonly doc: string;
  /** Members of a file or of a cluster, `where` says in which block. */
  readonly example: string;
}

function operator(word: string, binding: number, doc: string, example: string, form = `a ${word} b`): WordRow {
  return { word, group: "operator", form, binding, doc, example };
}

function row(group: WordRow["group"], word: string, form: string, doc: string, example: string): WordRow {
  return { word, group, form, doc, example };
}

export const words: readonly WordRow[] = [
  row("expression", "if", "if c then a else b", "one of two values", "let spines = if 15 > 8 then 60 else 32"),
  row(
    "expression",
    "then",
    "if c then a else b",
    "what an `if` is when its condition holds",
    "let n = if true then 1 else 2",
  ),
  row(
    "expression",
    "else",
    "if c then a else b",
    "what an `if` is otherwise; every `if` has one",
    "let n = if false then 1 else 2",
  ),
  row("expression", "true", "true", "what a condition is that holds", "param managed: truth = true"),
  row("expression", "false", "false", "what a condition is that does not hold", "param managed: truth = false"),
  operator("or", 1, "true if either is", "let odd = 3 > 4 or 7 mod 2 == 1"),
  operator("and", 2, "true if both are", "let small = 3 < 4 and 4 < 5"),
  operator(
    "not",
    3,
    "the opposite; binds looser than comparisons, so `not a == b` is `not (a == b)`",
    "let large = not 3 < 4",
    "not a",
  ),
  operator(
    "==",
    4,
    "true if both are equal; quantities compare by what they are, so `400Gbps == 50GB/s`",
    "let same = 400Gbps == 50GB/s",
  ),
  operator("!=", 4, "true if they differ", "let differ = 3 != 4"),
  operator("<", 4, "true if the left is less; comparisons do not chain", "let less = 3 < 4"),
  operator("<=", 4, "true if the left is at most the right", "let fits = 3 <= 4"),
  operator(">", 4, "true if the left is more", "let more = 4 > 3"),
  operator(">=", 4, "true if the left is at least the right", "let enough = 4 >= 3"),
  operator(
    "in",
    4,
    "true if a list or a range has it; in a `param`, what its value may be",
    "let listed = 3 in [1, 3, 5]",
  ),
  operator(
    "..",
    5,
    "a range: from the left to before the right, which is not in it",
    "param segments: count in 1..16 = 15",
    "a..b",
  ),
  operator("+", 6, "the sum, of like dimensions", "let total = 80GB + 16GB"),
  operator("-", 6, "the difference, of like dimensions; before one value, its opposite", "let rest = 80GB - 16GB"),
  operator("*", 7, "the product; in an index list alone, any index of that dimension", "let lines = 8 * 400Gbps"),
  operator("/", 7, "the exact quotient: `7 / 2` is seven halves, not 3", "let each = 51.2Tbps / 64"),
  operator("div", 7, "the whole quotient, rounded down: `7 div 2` is 3", "let pair = 7 div 2"),
  operator("mod", 7, "the remainder of `div`: `7 mod 2` is 1; `%` is only the unit of percent", "let side = 7 mod 2"),
  operator("**", 9, "a power with a whole exponent; groups to the right", "let size = 2 ** 10"),
  row(
    "clause",
    "x",
    "x 4, x n: 4",
    "how many: parallel links of a connect, where `n` names the copy; ports of a pool",
    "connect leaf -> spine x 4",
  ),
  row(
    "clause",
    "at",
    "at 200Gbps",
    "the rate of links, or of the ports of a part",
    "connect host.eth -> leaf at 200Gbps",
  ),
  row(
    "clause",
    "whole",
    "at 200Gbps whole",
    "runs whole ports at a lower rate instead of splitting them",
    "connect host.eth -> leaf at 200Gbps whole",
  ),
  row(
    "clause",
    "where",
    "where condition",
    "makes only the links whose indices meet the condition",
    "connect leaf <-> leaf[leaf: other] where leaf < other",
  ),
  row(
    "clause",
    "on",
    "on a, b",
    "says which dimensions both ends share; others than these are an error",
    "connect host.eth -> leaf on rail",
  ),
  row(
    "clause",
    "except",
    "except condition",
    "leaves out the devices, or the units of a group, whose indices meet the condition; their places stay",
    "server host[32]: server_8x400g except host == 31",
  ),
  row(
    "clause",
    "of",
    "[3 of 15]",
    "how many are planned where fewer exist: ports and names are reckoned with the plan",
    "group segment[3 of 15] { }",
  ),
  row(
    "clause",
    "from",
    'import { a } from "place"',
    "where an import takes its names",
    'import { switch_64x400g } from "std/generic"',
  ),
  row(
    "clause",
    "extends",
    "part kind name extends other { }",
    "takes all that another part has, and changes what the block says",
    "part switch our_switch extends switch_64x400g { }",
  ),
  row(
    "clause",
    "over",
    "2x400Gbps over 2",
    "over how many connectors the children of a split are spread; one if not given",
    "splits = [2x400Gbps over 2]",
  ),
  row(
    "clause",
    "holds",
    "cage name[4] holds a[0], a[1]; ...",
    "which ports share each cage, a list a cage with `;` between",
    "cage osfp[2] holds eth[0], eth[1]; eth[2], eth[3]",
  ),
  row(
    "clause",
    "also",
    'power = 10.2kW published "a" also 10.4kW published "b"',
    "what another source says of the same figure",
    'power = 10.2kW published "a" also 10.4kW measured "b"',
  ),
  row(
    "grade",
    "measured",
    'figure measured "source"',
    "the figure was measured, by whom the source says",
    'power = 9.8kW measured "our lab"',
  ),
  row(
    "grade",
    "published",
    'figure published "source"',
    "the figure stands in a document of the maker or of a standard",
    'power = 10.2kW published "data sheet"',
  ),
  row(
    "grade",
    "derived",
    'figure derived "how"',
    "the figure follows from others",
    'capacity = 51.2Tbps derived "64 x 800 Gbps"',
  ),
  row(
    "grade",
    "assumed",
    'figure assumed "why"',
    "nobody states the figure; reports list it among their assumptions",
    'lanes = 8 assumed "100G PAM4"',
  ),
];
