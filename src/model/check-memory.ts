/** Whether the memory that a server states is what its GPUs add up to, at the precision it is written with. */
import { designCodes } from "../core/codes/design.js";
import { formatBytes, formatCount } from "../core/quantity.js";
import { type Context, labelAt, report } from "../semantics/context.js";
import type { Part } from "./part.js";

/** Reports a server whose stated GPU memory its GPUs do not add up to; silent where a GPU's memory is unknown. */
export function checkMemory(ctx: Context, part: Part): void {
  const stated = part.gpuMemory;
  const gpus = part.components.filter((component) => component.part.kind === "gpu");
  if (stated === null || part.kind === "gpu" || gpus.length === 0) return;
  let sum = 0;
  for (const { part: gpu, count } of gpus) {
    if (gpu.gpuMemory === null) return;
    sum += count * gpu.gpuMemory.value;
  }
  // A double holds these bytes exactly; the half digit of `1.5TB` included.
  if (Math.abs(sum - stated.value) <= stated.tolerance) return;
  const terms = gpus.map(({ part: gpu, count }) => `${formatCount(count)} x ${formatBytes(gpu.gpuMemory?.value ?? 0)}`);
  const [low, high] = [formatBytes(stated.value - stated.tolerance), formatBytes(stated.value + stated.tolerance)];
  const range = stated.tolerance === 0 ? "exactly that" : `every sum from ${low} to ${high}`;
  report(
    ctx,
    designCodes.memoryMismatch,
    `the GPUs of \`${part.id}\` have ${terms.join(" + ")} = ${formatBytes(sum)}, it states ${stated.text}`,
    [
      labelAt(stated.origin, `agrees with ${range}`),
      ...gpus.map(({ origin, count, part: gpu }) => labelAt(origin, `${formatCount(count)} x \`${gpu.id}\``)),
      ...gpus.flatMap(({ part: gpu }) =>
        gpu.gpuMemory === null ? [] : [labelAt(gpu.gpuMemory.origin, `${formatBytes(gpu.gpuMemory.value)} each`)],
      ),
    ],
    { help: "correct the total, the number of GPUs or the GPU" },
  );
}
