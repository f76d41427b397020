/** Shows on a terminal how far a long write has come; says nothing of short ones, or where nobody looks. */
import { isatty } from "node:tty";
import { writeAside } from "./terminal.js";

const QUIET_MILLISECONDS = 500;
const BETWEEN_MILLISECONDS = 100;

export interface Progress {
  readonly show: (path: string, bytes: number) => void;
  /** Takes the line away. */
  readonly clear: () => void;
}

/** Returns a progress line on stderr. */
export function startProgress(): Progress {
  if (!isatty(2)) return { show: () => {}, clear: () => {} };
  let next = Date.now() + QUIET_MILLISECONDS;
  let isShown = false;
  return {
    show: (path, bytes) => {
      const now = Date.now();
      if (now < next) return;
      next = now + BETWEEN_MILLISECONDS;
      isShown = true;
      writeAside(`\r\u001b[Kwriting ${path}  ${Math.round(bytes / 1e6)} MB`);
    },
    clear: () => {
      if (isShown) writeAside("\r\u001b[K");
      isShown = false;
    },
  };
}
