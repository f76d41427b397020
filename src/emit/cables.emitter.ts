/** `cables.csv`: one row a link, streamed from the runs. The columns and the order of the rows never change. */
import { countLinks } from "../plan/count.js";
import { createBatch, type LinkBatch } from "../plan/link-batch.js";
import { createLinkNamer, type LinkNamer } from "../plan/link-names.js";
import type { Plan, PlanEnd, PlanRun } from "../plan/plan.js";
import { labelOf } from "../plan/port-label.js";
import { openCursor } from "../plan/rows.js";
import type { Emitter } from "./emitter.js";
import { CHUNK_CHARACTERS, csvCell, csvLine } from "./text/csv.js";

/** The columns of `cables.csv`; later ones are appended on the right. */
export const cableColumns = [
  "link_id",
  "fabric",
  "run",
  "a_device",
  "a_part",
  "a_port",
  "a_cage",
  "a_lane",
  "z_device",
  "z_part",
  "z_port",
  "z_cage",
  "z_lane",
  "speed_gbps",
  "medium",
  "assembly",
  "branch",
] as const;

export const emitter: Emitter = {
  name: "cables",
  emit: ({ plan }) => [{ path: "cables.csv", rows: countRows(plan), chunks: writeCables(plan) }],
};

function countRows(plan: Plan): number {
  return plan.runs.reduce((sum, run) => sum + countLinks(run, "all"), 0);
}

/** Yields the text of `cables.csv` in chunks of about 64 kB. */
export function* writeCables(plan: Plan): Generator<string> {
  yield csvLine(cableColumns);
  for (const run of plan.runs) yield* writeRun(plan, run);
}

/** What a port code adds to a row, made once. */
interface PortCells {
  readonly port: string;
  /** `port,cage,lane` */
  readonly cells: string;
  readonly head: string;
  readonly branch: string;
}

type CellTable = (code: number) => PortCells;

function tabulate(end: PlanEnd): CellTable {
  const known: (PortCells | undefined)[] = [];
  return (code) => {
    const cached = known[code];
    if (cached !== undefined) return cached;
    const label = labelOf(end.labels, code);
    const cells: PortCells = {
      port: label.port,
      cells: `${csvCell(label.port)},${csvCell(label.cage)},${label.lane}`,
      head: label.head,
      branch: label.branch,
    };
    known[code] = cells;
    return cells;
  };
}

/** Constant stretches of a run's rows. */
interface RowFrame {
  readonly namer: LinkNamer;
  readonly aCells: CellTable;
  readonly zCells: CellTable;
  readonly afterLink: string;
  readonly aPart: string;
  readonly zPart: string;
  readonly tail: string;
  /** Quotes a cell where any text of the run could need it. */
  readonly cell: (text: string) => string;
}

function frameRun(run: PlanRun): RowFrame {
  const { spec } = run;
  const texts = [run.a, run.z].flatMap((end) => [
    ...end.array.spec.naming.filter((piece) => typeof piece === "string"),
    end.ports.prefix,
    ...(end.ports.cages?.map((slot) => slot.cage) ?? []),
  ]);
  const plain = texts.every((text) => csvCell(`x${text}`) === `x${text}`) && firstCharactersAreSafe(run);
  return {
    namer: createLinkNamer(run),
    aCells: tabulate(run.a),
    zCells: tabulate(run.z),
    afterLink: `,${csvCell(spec.fabric)},${csvCell(spec.name)},`,
    aPart: `,${csvCell(run.a.array.spec.part)},`,
    zPart: `,${csvCell(run.z.array.spec.part)},`,
    tail: `,${spec.rateBitsPerSecond / 1e9},${csvCell(spec.medium)},`,
    cell: plain ? (text) => text : csvCell,
  };
}

function firstCharactersAreSafe(run: PlanRun): boolean {
  return [run.a, run.z].every((end) => {
    const first = end.array.spec.naming[0];
    return typeof first !== "string" || csvCell(first) === first;
  });
}

function* writeRun(plan: Plan, run: PlanRun): Generator<string> {
  const frame = frameRun(run);
  const next = openCursor(plan, run);
  const batch = createBatch();
  let text = "";
  for (next(batch); batch.count > 0; next(batch)) {
    for (let from = 0; from < batch.count; from += ROWS_A_CHUNK) {
      text += frame.namer.head === "plain" ? writePlain(frame, batch, from) : writeHeaded(frame, batch, from);
      if (text.length >= CHUNK_CHARACTERS) {
        yield text;
        text = "";
      }
    }
  }
  if (text !== "") yield text;
}

/** Rows that are joined before the length is looked at: about an eighth of a chunk. */
const ROWS_A_CHUNK = 64;

function writePlain(frame: RowFrame, batch: LinkBatch, from: number): string {
  const { namer, aCells, zCells, afterLink, aPart, zPart, tail, cell } = frame;
  const to = Math.min(batch.count, from + ROWS_A_CHUNK);
  let text = "";
  for (let row = from; row < to; row++) {
    const a = aCells(batch.aCode[row] as number);
    const z = zCells(batch.zCode[row] as number);
    const aName = namer.aName(batch.aDevice[row] as number);
    const zName = cell(namer.zName(batch.zDevice[row] as number));
    const link = cell(`${aName}:${a.port}`);
    text += `${link}${afterLink}${cell(aName)}${aPart}${a.cells},${zName}${zPart}${z.cells}${tail}${link},\n`;
  }
  return text;
}

function writeHeaded(frame: RowFrame, batch: LinkBatch, from: number): string {
  const { namer, aCells, zCells, afterLink, aPart, zPart, tail, cell } = frame;
  const to = Math.min(batch.count, from + ROWS_A_CHUNK);
  const atA = namer.head === "a";
  let text = "";
  for (let row = from; row < to; row++) {
    const a = aCells(batch.aCode[row] as number);
    const z = zCells(batch.zCode[row] as number);
    const aName = namer.aName(batch.aDevice[row] as number);
    const zName = namer.zName(batch.zDevice[row] as number);
    const head = atA ? a : z;
    const assembly = cell(`${atA ? aName : zName}:${head.head}`);
    const link = cell(`${aName}:${a.port}`);
    text += `${link}${afterLink}${cell(aName)}${aPart}${a.cells},${cell(zName)}${zPart}${z.cells}${tail}${assembly},${head.branch}\n`;
  }
  return text;
}
