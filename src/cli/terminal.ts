/** The two streams of the process: whether they are terminals, how wide, and in which colours. */
import { isatty } from "node:tty";
import picocolors from "picocolors";
import type { Paint } from "../core/excerpt.js";

/** Returns whether a stream may carry colour: it is a terminal that knows them, and nobody asked for none. */
export function hasColours(stream: 1 | 2): boolean {
  const { NO_COLOR, TERM } = process.env;
  return isatty(stream) && (NO_COLOR === undefined || NO_COLOR === "") && TERM !== "dumb";
}

/** Returns the colours of findings. */
export function createPaint(): Paint {
  const colours = picocolors.createColors(hasColours(2));
  return {
    severity: {
      error: (text) => colours.bold(colours.red(text)),
      warning: (text) => colours.bold(colours.yellow(text)),
      advice: (text) => colours.bold(colours.cyan(text)),
    },
    message: colours.bold,
    frame: colours.blue,
    secondary: colours.blue,
  };
}

/** Returns the columns of the terminal that shows findings, or undefined where they go elsewhere. */
export function findWidth(): number | undefined {
  return isatty(2) ? process.stderr.columns : undefined;
}

const guarded = new Set<NodeJS.WriteStream>();

/** A reader that has gone away, such as `head`, ends the writing in silence instead of ending the process with a stack. */
function writeTo(stream: NodeJS.WriteStream, text: string): void {
  if (text === "") return;
  if (!guarded.has(stream)) {
    guarded.add(stream);
    stream.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code !== "EPIPE") throw error;
    });
  }
  stream.write(text);
}

/** Writes data: what was asked for. */
export function writeData(text: string): void {
  writeTo(process.stdout, text);
}

/** Writes what is said about the data: findings, progress, mistakes in the arguments. */
export function writeAside(text: string): void {
  writeTo(process.stderr, text);
}
