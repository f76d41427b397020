/** Links as plain numbers, many at a time: what passes from the plan to whoever writes rows. */

/** Columns of one batch: flat device indices and port codes of both ends. `count` rows are valid. */
export interface LinkBatch {
  readonly aDevice: Float64Array;
  readonly aCode: Float64Array;
  readonly zDevice: Float64Array;
  readonly zCode: Float64Array;
  count: number;
}

/** Rows a batch. */
export const BATCH_ROWS = 4096;

/** Returns an empty batch, to be filled again and again. */
export function createBatch(): LinkBatch {
  return {
    aDevice: new Float64Array(BATCH_ROWS),
    aCode: new Float64Array(BATCH_ROWS),
    zDevice: new Float64Array(BATCH_ROWS),
    zCode: new Float64Array(BATCH_ROWS),
    count: 0,
  };
}

/** Fills the batch with the next rows; leaves `count` at 0 when there are none left. */
export type LinkCursor = (batch: LinkBatch) => void;
