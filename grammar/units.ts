/**
 * The spellings of units that the lexer takes as the end of a number. A plain list: what a unit means, and which
 * units may be added, stands in `src/core/units.ts`; a test holds the two sets equal.
 */

/** Units of a link rate: only these may end a split such as `4x200Gbps`. `G` and `T` are short for Gbps and Tbps. */
export const rateUnits = ["bps", "Kbps", "Mbps", "Gbps", "Tbps", "G", "T"] as const;

const dataUnits = [
  "B",
  "kB",
  "MB",
  "GB",
  "TB",
  "PB",
  "KiB",
  "MiB",
  "GiB",
  "TiB",
  "PiB",
  "bit",
  "kbit",
  "Mbit",
  "Gbit",
] as const;

const throughputUnits = [
  "B/s",
  "kB/s",
  "MB/s",
  "GB/s",
  "TB/s",
  "PB/s",
  "KiB/s",
  "MiB/s",
  "GiB/s",
  "TiB/s",
  "PiB/s",
  "MB/s/TiB",
] as const;

const energyUnits = ["W", "kW", "MW", "GW", "Wh", "kWh", "MWh", "V", "A"] as const;

const sizeUnits = ["mm", "cm", "m", "km", "U", "g", "kg", "t", "kg/m"] as const;

const timeUnits = ["ns", "us", "ms", "s", "min", "h", "d", "week", "month", "year", "Hz", "kHz", "MHz", "GHz"] as const;

const coolingUnits = ["K", "m3/h", "CFM", "LPM"] as const;

const moneyUnits = ["USD", "EUR", "CNY"] as const;

/** Units of floating-point speed: the only ones that a precision follows, `989TFLOPS(bf16)`. */
export const flopsUnits = ["FLOPS", "GFLOPS", "TFLOPS", "PFLOPS", "EFLOPS"] as const;

/** Every unit that may stand after a number. */
export const unitSpellings: readonly string[] = [
  ...rateUnits,
  ...dataUnits,
  ...throughputUnits,
  ...energyUnits,
  ...sizeUnits,
  ...timeUnits,
  ...coolingUnits,
  ...moneyUnits,
  ...flopsUnits,
  "%",
];
