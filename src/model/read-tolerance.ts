/** How precisely a figure of a part is written. */
import { lastDigit } from "../core/quantity.js";
import { findUnit } from "../core/units.js";
import type { Part } from "./part.js";

/** Returns half of the last digit that a figure is written with, in base units; 0 for one that is computed or not given. */
export function readTolerance(part: Part, property: string): number {
  const text = part.facts.find((fact) => fact.property === property)?.text ?? "";
  const [, number, name] = /^([\d._]+(?:[eE][+-]?\d+)?)([A-Za-z/%]+)$/.exec(text) ?? [];
  const unit = name === undefined ? null : findUnit(name);
  if (number === undefined || unit === null) return 0;
  return lastDigit(number.replaceAll("_", "")).mul(unit.factor).div(2).valueOf();
}
