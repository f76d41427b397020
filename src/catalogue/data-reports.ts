/** What readers of data files say alike: keys given twice, sizes beyond the limits. */
import { dataCodes } from "../core/codes/data.js";
import { type Diagnostic, diagnose } from "../core/diagnostic.js";
import type { DataLimits } from "../core/limits.js";
import { formatCount } from "../core/quantity.js";
import type { Span } from "../core/span.js";
import type { DataKey } from "./data-node.js";

/** Returns the diagnostic for a key that stands twice in one object. */
export function reportKeyTwice(again: DataKey, first: DataKey): Diagnostic {
  return diagnose(
    dataCodes.keyTwice,
    `\`${again.text}\` is given twice in one object`,
    [
      { span: again.span, text: "again here" },
      { span: first.span, text: "first here" },
    ],
    { help: "keep one of the two" },
  );
}

/** Returns the diagnostic for the first list or object that is too deep. */
export function reportTooDeep(span: Span, limits: DataLimits): Diagnostic {
  return diagnose(
    dataCodes.beyondLimits,
    `lists and objects are inside one another more than ${limits.nesting} times, a catalogue needs 8`,
    [{ span, text: "" }],
    { help: "is it a file of parts? if so, write it flatter" },
  );
}

/** Returns the diagnostic for a file of too many values. */
export function reportTooMany(path: string, limits: DataLimits): Diagnostic {
  return diagnose(
    dataCodes.beyondLimits,
    `\`${path}\` holds more than ${formatCount(limits.values)} values`,
    [{ span: { file: path, start: 0, end: 0 }, text: "" }],
    { help: "split it into several files" },
  );
}
