/**
 * Physical dimensions as canonical texts: `bit s^-1` is a data rate. Products and quotients are computed on the texts,
 * so a dimension is data that travels in JSON. Knows no unit spellings (units.ts) and no values (quantity.ts).
 */

/** Powers of base dimensions, in a fixed order, one blank between them: ``, `bit`, `bit s^-1`, `W s`. */
export type Dimension = string;

/** The dimensions that have a name of their own. */
export const DIM = {
  none: "",
  data: "bit",
  rate: "bit s^-1",
  time: "s",
  frequency: "s^-1",
  power: "W",
  energy: "W s",
  length: "m",
  mass: "kg",
  rackUnits: "U",
  lineMass: "kg m^-1",
  flow: "m^3 s^-1",
  temperature: "K",
  current: "A",
  voltage: "W A^-1",
} as const satisfies Record<string, Dimension>;

const words: ReadonlyMap<Dimension, string> = new Map([
  [DIM.none, "plain number"],
  [DIM.data, "data size"],
  [DIM.rate, "data rate"],
  [DIM.time, "time"],
  [DIM.frequency, "frequency"],
  [DIM.power, "power"],
  [DIM.energy, "energy"],
  [DIM.length, "length"],
  [DIM.mass, "mass"],
  [DIM.rackUnits, "height in rack units"],
  [DIM.lineMass, "mass per length"],
  [DIM.flow, "volume flow"],
  [DIM.temperature, "temperature difference"],
  [DIM.current, "electric current"],
  [DIM.voltage, "voltage"],
]);

const baseOrder: readonly string[] = ["USD", "EUR", "CNY", "bit", "kg", "m", "U", "W", "K", "A", "s"];

/** Returns the dimension of floating-point operations of that precision; a rate of them is `flop(bf16) s^-1`. */
export function flopsDimension(precision: string): Dimension {
  return `flop(${precision}) s^-1`;
}

/** Returns the precision of a rate of floating-point operations, or null for any other dimension. */
export function precisionOf(dimension: Dimension): string | null {
  const match = /^flop\((\w+)\) s\^-1$/.exec(dimension);
  return match?.[1] ?? null;
}

/** Returns the dimension of a product. */
export function multiplyDimensions(left: Dimension, right: Dimension): Dimension {
  if (left === "") return right;
  if (right === "") return left;
  const powers = readPowers(left);
  for (const [base, power] of readPowers(right)) powers.set(base, (powers.get(base) ?? 0) + power);
  return writePowers(powers);
}

/** Returns the dimension of a quotient. */
export function divideDimensions(left: Dimension, right: Dimension): Dimension {
  if (right === "") return left;
  return multiplyDimensions(left, raiseDimension(right, -1));
}

/** Returns the dimension of a whole power. */
export function raiseDimension(dimension: Dimension, exponent: number): Dimension {
  if (dimension === "") return "";
  const powers = readPowers(dimension);
  for (const [base, power] of powers) powers.set(base, power * exponent);
  return writePowers(powers);
}

/** Returns the dimension in words without an article: `data rate`, `money in USD per power`. */
export function describeDimension(dimension: Dimension): string {
  const known = words.get(dimension);
  if (known !== undefined) return known;
  const precision = precisionOf(dimension);
  if (precision !== null) return `compute rate in ${precision}`;
  const above: string[] = [];
  const below: string[] = [];
  for (const [base, power] of readPowers(dimension)) {
    const text = Math.abs(power) === 1 ? describeBase(base) : `${describeBase(base)} to the power ${Math.abs(power)}`;
    (power > 0 ? above : below).push(text);
  }
  const top = above.length === 0 ? "number" : above.join(" times ");
  return below.length === 0 ? top : `${top} per ${below.join(" per ")}`;
}

/** Returns the dimension in words with its article: `a data rate`, `an energy`, `power`. */
export function describeWithArticle(dimension: Dimension): string {
  const text = describeDimension(dimension);
  if (dimension === DIM.power || /^(money|compute)\b/.test(text))
    return dimension.startsWith("flop") ? `a ${text}` : text;
  return /^[aeiou]/.test(text) ? `an ${text}` : `a ${text}`;
}

function describeBase(base: string): string {
  if (base === "USD" || base === "EUR" || base === "CNY") return `money in ${base}`;
  const work = /^flop\((\w+)\)$/.exec(base);
  if (work !== null) return `compute in ${work[1] ?? ""}`;
  return words.get(base) ?? base;
}

function readPowers(dimension: Dimension): Map<string, number> {
  const powers = new Map<string, number>();
  if (dimension === "") return powers;
  for (const factor of dimension.split(" ")) {
    const caret = factor.indexOf("^");
    if (caret < 0) powers.set(factor, 1);
    else powers.set(factor.slice(0, caret), Number(factor.slice(caret + 1)));
  }
  return powers;
}

function writePowers(powers: ReadonlyMap<string, number>): Dimension {
  return [...powers]
    .filter(([, power]) => power !== 0)
    .sort(([left], [right]) => compareBases(left, right))
    .map(([base, power]) => (power === 1 ? base : `${base}^${power}`))
    .join(" ");
}

/** `flop(...)` come first, then the fixed order; seconds last, so that rates read as they are said. */
function compareBases(left: string, right: string): number {
  const difference = baseOrder.indexOf(left) - baseOrder.indexOf(right);
  if (difference !== 0) return difference;
  return left < right ? -1 : left > right ? 1 : 0;
}
