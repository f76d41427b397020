/** Whether a rail map gives every GPU of a part a rail that the part has. */
import { designCodes } from "../core/codes/design.js";
import { formatCount } from "../core/quantity.js";
import type { Span } from "../core/span.js";
import { type Context, labelAt, report } from "../semantics/context.js";
import { placeIn } from "./bag.js";
import { noteInherited } from "./note-figure.js";
import { countGpus, type Part } from "./part.js";

/** What a dimension of ports is called whose indices are rails. */
const RAIL = "rail";

/** Reports a rail map of the wrong length or with rails that are not there; silent where the part shows no GPUs or rails. */
export function checkRailMap(ctx: Context, part: Part): void {
  const map = part.bag.series["rail_map"];
  const origin = placeIn(part.bag, "rail_map");
  if (map === undefined || origin === null) return;
  const gpus = countGpus(part);
  const notes = noteInherited(part, ["rail_map", ...part.components.map(({ name }) => name)]);
  if (gpus > 0 && gpus !== map.length) {
    report(
      ctx,
      designCodes.railMapMismatch,
      `\`${part.id}\` has ${formatCount(gpus)} GPUs, its rail map names the rail of ${formatCount(map.length)}`,
      [
        labelAt(origin, `${formatCount(map.length)} rails`),
        ...part.components
          .filter((component) => countGpus(component.part) > 0)
          .map((component) =>
            labelAt(component.origin, `${formatCount(component.count * countGpus(component.part))} GPUs`),
          ),
      ],
      { help: "write the rail of each GPU in order, one number a GPU", notes },
    );
    return;
  }
  checkRails(ctx, part, { map, origin, notes });
}

interface RailMap {
  readonly map: readonly number[];
  readonly origin: Span;
  readonly notes: readonly string[];
}

function checkRails(ctx: Context, part: Part, { map, origin, notes }: RailMap): void {
  const dim = part.ports.flatMap(({ dims }) => dims).find(({ name }) => name === RAIL);
  const rails = dim?.extent ?? Number.POSITIVE_INFINITY;
  const gpu = map.findIndex((rail) => !Number.isInteger(rail) || rail >= rails);
  if (gpu < 0) return;
  const wanted = dim === undefined ? "a whole number" : `0 to ${rails - 1}`;
  report(
    ctx,
    designCodes.railMapMismatch,
    `GPU ${gpu} of \`${part.id}\` is mapped to rail ${map[gpu] ?? 0}, expected ${wanted}`,
    [labelAt(origin), ...(dim === undefined ? [] : [labelAt(dim.origin, `${formatCount(rails)} rails`)])],
    { help: "rails are counted from 0, as the ports of the part have them", notes },
  );
}
