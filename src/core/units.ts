/**
 * The table of units: spelling, exact factor to the base unit, dimension. Base units: bit, second, watt, metre,
 * kilogram, rack unit, one unit of each currency, one floating-point operation. Data sizes are in bits here, so that
 * `400Gbps` and `50GB/s` are equal; a byte is 8 bits.
 */
import { DIM, type Dimension } from "./dimension.js";
import { type Ratio, ratio } from "./ratio.js";

export interface Unit {
  readonly spelling: string;
  /** How many base units one of it is. */
  readonly factor: Ratio;
  /** For FLOPS: `flop s^-1`, to which the precision is added when a quantity is read. */
  readonly dimension: Dimension;
}

/** The dimension of FLOPS before their precision is known; no value ever has it. */
export const BARE_FLOPS: Dimension = "flop s^-1";

type Row = readonly [spelling: string, top: number | bigint, bottom: number | bigint, dimension: Dimension];

const kibi = 1024n;

const dataRows: readonly Row[] = [
  ["bit", 1, 1, DIM.data],
  ["kbit", 1e3, 1, DIM.data],
  ["Mbit", 1e6, 1, DIM.data],
  ["Gbit", 1e9, 1, DIM.data],
  ["B", 8, 1, DIM.data],
  ["kB", 8e3, 1, DIM.data],
  ["MB", 8e6, 1, DIM.data],
  ["GB", 8e9, 1, DIM.data],
  ["TB", 8e12, 1, DIM.data],
  ["PB", 8e15, 1, DIM.data],
  ["KiB", 8n * kibi, 1, DIM.data],
  ["MiB", 8n * kibi ** 2n, 1, DIM.data],
  ["GiB", 8n * kibi ** 3n, 1, DIM.data],
  ["TiB", 8n * kibi ** 4n, 1, DIM.data],
  ["PiB", 8n * kibi ** 5n, 1, DIM.data],
];

const rateRows: readonly Row[] = [
  ["bps", 1, 1, DIM.rate],
  ["Kbps", 1e3, 1, DIM.rate],
  ["Mbps", 1e6, 1, DIM.rate],
  ["Gbps", 1e9, 1, DIM.rate],
  ["Tbps", 1e12, 1, DIM.rate],
  ["G", 1e9, 1, DIM.rate],
  ["T", 1e12, 1, DIM.rate],
  ["B/s", 8, 1, DIM.rate],
  ["kB/s", 8e3, 1, DIM.rate],
  ["MB/s", 8e6, 1, DIM.rate],
  ["GB/s", 8e9, 1, DIM.rate],
  ["TB/s", 8e12, 1, DIM.rate],
  ["PB/s", 8e15, 1, DIM.rate],
  ["KiB/s", 8n * kibi, 1, DIM.rate],
  ["MiB/s", 8n * kibi ** 2n, 1, DIM.rate],
  ["GiB/s", 8n * kibi ** 3n, 1, DIM.rate],
  ["TiB/s", 8n * kibi ** 4n, 1, DIM.rate],
  ["PiB/s", 8n * kibi ** 5n, 1, DIM.rate],
  ["MB/s/TiB", 10n ** 6n, kibi ** 4n, DIM.frequency],
];

const timeRows: readonly Row[] = [
  ["ns", 1, 1e9, DIM.time],
  ["us", 1, 1e6, DIM.time],
  ["ms", 1, 1e3, DIM.time],
  ["s", 1, 1, DIM.time],
  ["min", 60, 1, DIM.time],
  ["h", 3600, 1, DIM.time],
  ["d", 86_400, 1, DIM.time],
  ["week", 604_800, 1, DIM.time],
  // Failure rates are quoted for years of 8 760 hours and months of 730.
  ["month", 730 * 3600, 1, DIM.time],
  ["year", 8760 * 3600, 1, DIM.time],
  ["Hz", 1, 1, DIM.frequency],
  ["kHz", 1e3, 1, DIM.frequency],
  ["MHz", 1e6, 1, DIM.frequency],
  ["GHz", 1e9, 1, DIM.frequency],
];

const physicalRows: readonly Row[] = [
  ["W", 1, 1, DIM.power],
  ["kW", 1e3, 1, DIM.power],
  ["MW", 1e6, 1, DIM.power],
  ["GW", 1e9, 1, DIM.power],
  ["Wh", 3600, 1, DIM.energy],
  ["kWh", 3.6e6, 1, DIM.energy],
  ["MWh", 3.6e9, 1, DIM.energy],
  ["V", 1, 1, DIM.voltage],
  ["A", 1, 1, DIM.current],
  ["mm", 1, 1e3, DIM.length],
  ["cm", 1, 100, DIM.length],
  ["m", 1, 1, DIM.length],
  ["km", 1e3, 1, DIM.length],
  ["U", 1, 1, DIM.rackUnits],
  ["g", 1, 1e3, DIM.mass],
  ["kg", 1, 1, DIM.mass],
  ["t", 1e3, 1, DIM.mass],
  ["kg/m", 1, 1, DIM.lineMass],
  ["K", 1, 1, DIM.temperature],
  ["m3/h", 1, 3600, DIM.flow],
  // A foot is 0.3048 m exactly, so a cubic foot is 0.028316846592 cubic metres.
  ["CFM", 28_316_846_592n, 60n * 10n ** 12n, DIM.flow],
  ["LPM", 1, 60_000, DIM.flow],
];

const otherRows: readonly Row[] = [
  ["%", 1, 100, DIM.none],
  ["USD", 1, 1, "USD"],
  ["EUR", 1, 1, "EUR"],
  ["CNY", 1, 1, "CNY"],
  ["FLOPS", 1, 1, BARE_FLOPS],
  ["GFLOPS", 1e9, 1, BARE_FLOPS],
  ["TFLOPS", 1e12, 1, BARE_FLOPS],
  ["PFLOPS", 1e15, 1, BARE_FLOPS],
  ["EFLOPS", 10n ** 18n, 1, BARE_FLOPS],
];

/** Every unit. `grammar/units.ts` holds the same spellings for the lexer; a test holds the two equal. */
export const units: readonly Unit[] = [...dataRows, ...rateRows, ...timeRows, ...physicalRows, ...otherRows].map(
  ([spelling, top, bottom, dimension]) => ({ spelling, factor: ratio(BigInt(top), BigInt(bottom)), dimension }),
);

const bySpelling: ReadonlyMap<string, Unit> = new Map(units.map((unit) => [unit.spelling, unit]));

/** Returns the unit of that spelling, or null. */
export function findUnit(spelling: string): Unit | null {
  return bySpelling.get(spelling) ?? null;
}
