/** What the checks of NetBox files look at, and the few words that they share. */
import type { Label } from "../core/diagnostic.js";
import type { Span } from "../core/span.js";
import { type NetboxDocument, placeText } from "./netbox-document.js";
import type { KindGuess } from "./netbox-kind.js";
import type { PortRun } from "./netbox-ports.js";

/** What an overlay mends, so that it is not complained of. */
export interface Mended {
  /** Whether it gives a property of the part: `power`. */
  readonly figure: (name: string) => boolean;
  /** Whether it gives a port group, or a key of one: `count`. */
  readonly ports: (run: string, key?: string) => boolean;
  /** Whether it gives ports that the file has not. */
  readonly addsPorts: boolean;
}

export interface LintFacts {
  readonly document: NetboxDocument;
  readonly kind: string;
  readonly guess: KindGuess;
  readonly runs: readonly PortRun[];
  readonly mended: Mended;
  /** The name of the overlay beside the file, whether there is one or not. */
  readonly overlay: string;
}

/** Returns a label. */
export function at(span: Span, text = ""): Label {
  return { span, text };
}

/** Returns the place of the model: what stands for the whole file. */
export function modelSpan({ document }: LintFacts): Span {
  return placeText(document.root, "model").span;
}

/** Returns what to do: mend the file, or say it in the overlay. */
export function adviseOverlay({ overlay }: LintFacts, mend: string): string {
  return `mend the file, or write \`${mend}\` in \`${overlay}\` beside it`;
}

/** Returns names in backticks, six at most. */
export function listSome(names: readonly string[]): string {
  const shown = names.slice(0, 6).map((name) => `\`${name}\``);
  if (names.length > 6) return `${shown.join(", ")} and ${names.length - 6} more`;
  return shown.length < 2 ? shown.join("") : `${shown.slice(0, -1).join(", ")} and ${shown.at(-1) ?? ""}`;
}
