/** All metrics of a plan as one typed bundle, each computed when it is first read. */
import type { MetricContext } from "./metric.js";
import { metrics } from "./metrics.generated.js";

type AnyMetric = (typeof metrics)[number];

/** The results of all metrics by name. */
export type Measures = { readonly [M in AnyMetric as M["name"]]: ReturnType<M["measure"]> };

/** Returns the measures of a plan; reading one computes it, once. */
export function measurePlan(context: MetricContext): Measures {
  const measures = {} as Measures;
  for (const metric of metrics) {
    let known: { readonly value: unknown } | null = null;
    Object.defineProperty(measures, metric.name, {
      enumerable: true,
      get: () => {
        known ??= { value: metric.measure(context) };
        return known.value;
      },
    });
  }
  return measures;
}
