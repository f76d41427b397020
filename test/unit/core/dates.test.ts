/** Days of dates, against the calendar of the JavaScript engine. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { countDays } from "../../../src/core/dates.js";

const MILLISECONDS_OF_A_DAY = 86_400_000;

describe("the day of a date", () => {
  it("is that of the calendar", () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date("1600-01-01"), max: new Date("2400-12-31"), noInvalidDate: true }),
        (date) => {
          const text = date.toISOString().slice(0, 10);
          expect(countDays(text)).toBe(Math.floor(date.getTime() / MILLISECONDS_OF_A_DAY));
        },
      ),
    );
  });

  it.each([
    ["2026-09", "2026-09-30"],
    ["2024-02", "2024-02-29"],
    ["1900-02", "1900-02-28"],
    ["2026-12", "2026-12-31"],
  ])("of the month %s is %s", (month, day) => {
    expect(countDays(month)).toBe(countDays(day));
  });

  it.each(["", "2026", "2026-13", "2026-00", "2026-02-30", "2026-04-31", "26-09-13", "2026-9-1", "2026-09-13 "])(
    "of %j is none",
    (text) => {
      expect(countDays(text)).toBeNull();
    },
  );
});
