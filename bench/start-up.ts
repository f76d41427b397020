/** How long a command takes from nothing: against `node -e 0`, and a million GPUs against a pod. */
import { compareCommands, median } from "./measure.js";
import type { Verdict } from "./verdict.js";
import { checkWarm } from "./warm.js";

const POD = "examples/hpn-7.0/hpn.weft";
const MILLION = "bench/designs/clos-1m.weft";
const ROUNDS = 15;

/** Measures `weft check` cold and warm. */
export async function measureStartUp(): Promise<readonly Verdict[]> {
  const [nothing = Number.NaN, bare = Number.NaN, pod = Number.NaN, million = Number.NaN] = compareCommands(
    [
      { name: "node -e 0", args: ["-e", "0"] },
      { name: "weft --version", args: ["bin/weft.js", "--version"] },
      { name: "check pod", args: ["bin/weft.js", "check", POD] },
      { name: "check clos-1m", args: ["bin/weft.js", "check", MILLION] },
    ],
    ROUNDS,
  );
  const warmPod = median(await checkWarm(POD, ROUNDS));
  const warmMillion = median(await checkWarm(MILLION, ROUNDS));
  const ms = (value: number): string => `${value.toFixed(0)} ms`;
  return [
    { name: "weft --version / node -e 0", ratio: bare / nothing, limit: null, detail: `${ms(bare)} / ${ms(nothing)}` },
    { name: "check pod / node -e 0", ratio: pod / nothing, limit: 6, detail: `${ms(pod)} / ${ms(nothing)}, aim 4` },
    {
      name: "check clos-1m / check pod, cold",
      ratio: million / pod,
      limit: 1.5,
      detail: `${ms(million)} / ${ms(pod)}`,
    },
    {
      name: "check clos-1m / check pod, warm",
      ratio: warmMillion / warmPod,
      limit: 2,
      detail: `${warmMillion.toFixed(2)} ms / ${warmPod.toFixed(2)} ms`,
    },
  ];
}
