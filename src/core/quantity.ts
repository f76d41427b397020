/**
 * Exact quantities: a ratio in base units with its dimension, read from source spelling and written back for messages.
 * Pure text work without locale. Knows nothing of expressions or of what a quantity is for.
 */
import { DIM, type Dimension, describeDimension, flopsDimension, precisionOf } from "./dimension.js";
import { type Ratio, ratio } from "./ratio.js";
import { BARE_FLOPS, findUnit } from "./units.js";

export interface Quantity {
  /** In base units: bits, bits per second, seconds, watts, metres, kilograms. */
  readonly value: Ratio;
  readonly dimension: Dimension;
}

/** The bits in a numerator or denominator beyond which a number is refused: no figure of a cluster comes near. */
const MOST_BITS = 512n;
const TOO_LARGE = 2n ** MOST_BITS;
const MOST_DIGITS = 120;

/** Returns the exact value of `15000`, `1.5` or `2.5e3`, or null when it is not a number or has too many digits. */
export function readNumber(text: string): Ratio | null {
  const match = /^(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d{1,3}))?$/.exec(text);
  if (match === null || text.length > MOST_DIGITS) return null;
  const [, whole = "0", decimals = "", exponent = "0"] = match;
  if (decimals === "" && exponent === "0" && whole.length < 16) return ratio(Number(whole));
  const power = Number(exponent) - decimals.length;
  const digits = BigInt(whole + decimals);
  const value = power >= 0 ? ratio(digits * 10n ** BigInt(power)) : ratio(digits, 10n ** BigInt(-power));
  return isReasonable(value) ? value : null;
}

/** True while a value is small enough to compute with quickly. */
export function isReasonable(value: Ratio): boolean {
  return value.n < TOO_LARGE && value.d < TOO_LARGE;
}

/** Returns the place value of the last digit written: `1.5` gives 1/10, `80` gives 1. */
export function lastDigit(text: string): Ratio {
  const point = text.indexOf(".");
  const mantissa = /^[\d.]+/.exec(text)?.[0] ?? text;
  const exponent = Number(/[eE]([+-]?\d{1,3})$/.exec(text)?.[1] ?? "0");
  const power = exponent - (point < 0 ? 0 : mantissa.length - point - 1);
  return power >= 0 ? ratio(10n ** BigInt(power)) : ratio(1n, 10n ** BigInt(-power));
}

/**
 * Returns the quantity of a number with a unit, or null when the unit or the number is unknown. FLOPS need their
 * precision: without one the dimension is `BARE_FLOPS`, which the caller must refuse.
 */
export function readQuantity(number: string, unit: string, precision: string | null): Quantity | null {
  const value = readNumber(number);
  const found = findUnit(unit);
  if (value === null || found === null) return null;
  const dimension = found.dimension === BARE_FLOPS && precision !== null ? flopsDimension(precision) : found.dimension;
  return { value: value.mul(found.factor), dimension };
}

const decimalPrefixes = ["", "k", "M", "G", "T", "P", "E"] as const;

/** Returns a count with its thousands set apart: `15 360`. */
export function formatCount(count: number | bigint): string {
  const text = String(count);
  return /^-?\d+$/.test(text) ? text.replace(/\B(?=(\d{3})+$)/g, " ") : text;
}

/** Returns `73.6 Tbps` for 7.36e13 bits per second. */
export function formatRate(bitsPerSecond: number): string {
  return formatScaled(bitsPerSecond, "bps");
}

/** Returns `1.536 TB` for 1.536e12 bytes. */
export function formatBytes(bytes: number): string {
  return formatScaled(bytes, "B");
}

/** Returns `20 TB/s` for 2e13 bytes per second. */
export function formatByteRate(bytesPerSecond: number): string {
  return formatScaled(bytesPerSecond, "B/s");
}

/** Returns `10.2 kW` for 10 200 watts. */
export function formatPower(watts: number): string {
  return formatScaled(watts, "W");
}

/** Returns `989 TFLOPS` for 9.89e14 operations per second. */
export function formatFlops(flopsPerSecond: number): string {
  return formatScaled(flopsPerSecond, "FLOPS");
}

/** Returns `36 000`, `2 188` or `41.54`: whole units from a thousand on, cents below, without the currency. */
export function formatMoney(money: Ratio): string {
  if (money.d === 1n || money.abs().compare(1000) >= 0) return formatCount(BigInt(money.round().toFraction()));
  return money.round(2).valueOf().toFixed(2);
}

/** Returns `6.71 m`, `2.5 km`, `44.45 mm` for metres. */
export function formatLength(metres: number): string {
  const size = Math.abs(metres);
  if (size >= 1000) return `${trimDigits(metres / 1000)} km`;
  return size >= 1 || size === 0 ? `${trimDigits(metres)} m` : `${trimDigits(metres * 1000)} mm`;
}

/** Returns `130 kg` or `2.4 t` for kilograms. */
export function formatMass(kilograms: number): string {
  return Math.abs(kilograms) >= 10_000 ? `${trimDigits(kilograms / 1000)} t` : `${trimDigits(kilograms)} kg`;
}

/** Returns `23.04 s`, `38.4 min`, `2 h`, `5 us` for seconds. */
export function formatTime(seconds: number): string {
  const size = Math.abs(seconds);
  if (size === 0) return "0 s";
  if (size >= 172_800) return `${trimDigits(seconds / 86_400)} d`;
  if (size >= 7_200) return `${trimDigits(seconds / 3600)} h`;
  if (size >= 120) return `${trimDigits(seconds / 60)} min`;
  if (size >= 1) return `${trimDigits(seconds)} s`;
  if (size >= 1e-3) return `${trimDigits(seconds * 1e3)} ms`;
  return size >= 1e-6 ? `${trimDigits(seconds * 1e6)} us` : `${trimDigits(seconds * 1e9)} ns`;
}

/** Returns a value of any dimension for a message, in the unit that people use: `400 Gbps`, `1.5 TB`, `16`, `3 USD/W`. */
export function formatQuantity(value: Ratio | number, dimension: Dimension): string {
  const number = typeof value === "number" ? value : value.valueOf();
  if (precisionOf(dimension) !== null) return `${formatFlops(number)}(${precisionOf(dimension) ?? ""})`;
  switch (dimension) {
    case DIM.none:
      return formatPlain(value);
    case DIM.data:
      return formatBytes(number / 8);
    case DIM.rate:
      return formatRate(number);
    case DIM.time:
      return formatTime(number);
    case DIM.power:
      return formatPower(number);
    case DIM.energy:
      return formatScaled(number / 3600, "Wh");
    case DIM.length:
      return formatLength(number);
    case DIM.mass:
      return formatMass(number);
    case DIM.frequency:
      return `${trimDigits(number)}/s`;
    case DIM.rackUnits:
      return `${trimDigits(number)}U`;
    default:
      return formatOther(number, dimension);
  }
}

/** Whole numbers in full, other ratios as `7/2` when that is short, else as a decimal. */
function formatPlain(value: Ratio | number): string {
  if (typeof value === "number") return Number.isInteger(value) ? formatCount(value) : trimDigits(value);
  if (value.d === 1n) return formatCount(value.s * value.n);
  return value.d < 1000n ? value.toFraction() : trimDigits(value.valueOf());
}

function formatOther(number: number, dimension: Dimension): string {
  if (/^[A-Z]{3}$/.test(dimension)) return `${formatMoney(ratio(String(number)))} ${dimension}`;
  return `${trimDigits(number)} (${describeDimension(dimension)})`;
}

function formatScaled(value: number, unit: string): string {
  let scaled = value;
  let step = 0;
  while (Math.abs(roundDigits(scaled)) >= 1000 && step < decimalPrefixes.length - 1) {
    scaled /= 1000;
    step += 1;
  }
  return `${trimDigits(scaled)} ${decimalPrefixes[step] ?? ""}${unit}`;
}

/** Six significant digits: more than any figure of a part has, few enough that binary fractions do not show. */
function roundDigits(value: number): number {
  return Number(value.toPrecision(6));
}

function trimDigits(value: number): string {
  const rounded = roundDigits(value);
  return Number.isInteger(rounded) ? formatCount(rounded) : String(rounded);
}
