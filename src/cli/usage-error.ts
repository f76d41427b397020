/** An argument that makes no sense: the process ends with the code for wrong usage. */
export class UsageError extends Error {}
