/** What the process says when it ends. */

export const exitCodes = {
  fine: 0,
  /** Errors in the design, or a file that cannot be read or written. */
  errors: 1,
  /** Unknown command, flag or argument. */
  usage: 2,
  /** Our bug. */
  internal: 70,
  /** Ended by Ctrl-C: 128 and the number of the signal. */
  interrupted: 130,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];
