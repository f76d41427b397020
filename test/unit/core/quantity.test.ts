/** Exact quantities: reading, dimensional algebra, and writing back. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  DIM,
  describeDimension,
  describeWithArticle,
  divideDimensions,
  flopsDimension,
  multiplyDimensions,
  precisionOf,
  raiseDimension,
} from "../../../src/core/dimension.js";
import {
  formatByteRate,
  formatBytes,
  formatCount,
  formatFlops,
  formatLength,
  formatMass,
  formatPower,
  formatQuantity,
  formatRate,
  formatTime,
  lastDigit,
  readNumber,
  readQuantity,
} from "../../../src/core/quantity.js";
import { ratio } from "../../../src/core/ratio.js";
import { units } from "../../../src/core/units.js";

describe("readNumber", () => {
  it.each([
    ["15000", "15000"],
    ["1.5", "3/2"],
    ["0.1", "1/10"],
    ["2.5e3", "2500"],
    ["1E-2", "1/100"],
    ["9007199254740993", "9007199254740993"],
  ])("reads %s as %s", (text, exact) => {
    expect(readNumber(text)?.toFraction()).toBe(exact);
  });

  it.each(["", "1.", "x", "1e9999", "1e999", "9".repeat(200), "-1"])("refuses %s", (text) => {
    expect(readNumber(text)).toBeNull();
  });

  it("agrees with arithmetic on any decimal", () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat({ max: 999_999 }), (whole, decimals) => {
        const digits = String(decimals).padStart(6, "0");
        expect(readNumber(`${whole}.${digits}`)?.equals(ratio(whole).add(ratio(decimals, 1_000_000)))).toBe(true);
      }),
    );
  });
});

describe("lastDigit", () => {
  it.each([
    ["1.5", "1/10"],
    ["1.536", "1/1000"],
    ["80", "1"],
    ["1.50", "1/100"],
    ["2.5e3", "100"],
  ])("of %s is worth %s", (text, value) => {
    expect(lastDigit(text).toFraction()).toBe(value);
  });
});

describe("readQuantity", () => {
  it("puts the precision of FLOPS into the dimension", () => {
    const quantity = readQuantity("989", "TFLOPS", "bf16");
    expect(quantity?.dimension).toBe(flopsDimension("bf16"));
    expect(precisionOf(quantity?.dimension ?? "")).toBe("bf16");
  });

  it("reads a percentage as a ratio", () => {
    expect(readQuantity("92", "%", null)).toMatchObject({ dimension: DIM.none });
    expect(readQuantity("92", "%", null)?.value.toFraction()).toBe("23/25");
  });
});

describe("dimensions", () => {
  it("multiply and divide", () => {
    expect(multiplyDimensions(DIM.rate, DIM.time)).toBe(DIM.data);
    expect(divideDimensions(DIM.data, DIM.time)).toBe(DIM.rate);
    expect(divideDimensions(DIM.rate, DIM.rate)).toBe(DIM.none);
    expect(divideDimensions(DIM.none, DIM.time)).toBe(DIM.frequency);
    expect(multiplyDimensions(DIM.voltage, DIM.current)).toBe(DIM.power);
    expect(multiplyDimensions(DIM.power, DIM.time)).toBe(DIM.energy);
    expect(raiseDimension(DIM.length, 3)).toBe("m^3");
    expect(multiplyDimensions(flopsDimension("bf16"), DIM.time)).toBe("flop(bf16)");
  });

  it("are a group: what is multiplied divides out again, in any order", () => {
    const some = fc.constantFrom(...new Set(units.map((unit) => unit.dimension)));
    fc.assert(
      fc.property(some, some, (left, right) => {
        expect(divideDimensions(multiplyDimensions(left, right), right)).toBe(left);
        expect(multiplyDimensions(left, right)).toBe(multiplyDimensions(right, left));
      }),
    );
  });

  it("are said in words", () => {
    expect(describeDimension(DIM.rate)).toBe("data rate");
    expect(describeWithArticle(DIM.energy)).toBe("an energy");
    expect(describeWithArticle(DIM.power)).toBe("power");
    expect(describeWithArticle(flopsDimension("fp8"))).toBe("a compute rate in fp8");
    expect(describeDimension(divideDimensions("USD", DIM.power))).toBe("money in USD per power");
    expect(describeDimension(raiseDimension(DIM.length, 2))).toBe("length to the power 2");
  });
});

describe("formatting", () => {
  it.each([
    [formatRate(7.36e13), "73.6 Tbps"],
    [formatRate(4e11), "400 Gbps"],
    [formatRate(0), "0 bps"],
    [formatBytes(1.536e12), "1.536 TB"],
    [formatBytes(16 * 141e9), "2.256 TB"],
    [formatByteRate(2e13), "20 TB/s"],
    [formatPower(10_200), "10.2 kW"],
    [formatPower(999_999.9), "1 MW"],
    [formatFlops(9.89e14), "989 TFLOPS"],
    [formatCount(15_360), "15 360"],
    [formatCount(999), "999"],
    [formatCount(10n ** 18n), "1 000 000 000 000 000 000"],
    [formatLength(6.775), "6.775 m"],
    [formatLength(0.04445), "44.45 mm"],
    [formatMass(130), "130 kg"],
    [formatTime(23.04), "23.04 s"],
    [formatTime(38.4 * 60), "38.4 min"],
    [formatTime(5e-6), "5 us"],
    [formatTime(0.00025), "250 us"],
    [formatTime(3 * 86_400), "3 d"],
    [formatQuantity(ratio(7, 2), DIM.none), "7/2"],
    [formatQuantity(ratio(15_360), DIM.none), "15 360"],
    [formatQuantity(8e12, DIM.data), "1 TB"],
    [formatQuantity(8, DIM.rackUnits), "8U"],
    [formatQuantity(9.89e14, flopsDimension("bf16")), "989 TFLOPS(bf16)"],
    [formatQuantity(3, "USD"), "3 USD"],
    [formatQuantity(3, "USD W^-1"), "3 (money in USD per power)"],
  ])("gives %s", (text, wanted) => {
    expect(text).toBe(wanted);
  });
});
