/** Reads what is piped into the process as one text. */
import { isatty } from "node:tty";
import { loadLimits } from "../core/limits.js";
import type { ReadResult } from "../host/host.js";
import { decodeText } from "./node-host.js";

/** Returns whether standard input is a keyboard, so that nothing is piped in. */
export function isKeyboard(): boolean {
  return isatty(0);
}

/** Returns the text of standard input, without a byte-order mark; reading ends beyond the largest size of a file. */
export async function readStdin(): Promise<ReadResult> {
  const pieces: Buffer[] = [];
  let total = 0;
  for await (const piece of process.stdin as AsyncIterable<Buffer>) {
    pieces.push(piece);
    total += piece.length;
    if (total > loadLimits.fileBytes) break;
  }
  return decodeText(Buffer.concat(pieces));
}
