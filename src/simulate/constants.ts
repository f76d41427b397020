/** Figures that the models assume where the design says nothing, each with where it comes from. Reports print them. */

export interface Assumption {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly source: string;
}

/** Time that one link, with the switch behind it, adds to a message. */
export const secondsPerHop: Assumption = {
  name: "latency of one hop",
  value: 0.5e-6,
  unit: "s",
  source: "assumed: the value of published ns-3 models of such fabrics",
};

/** Time of one step between GPUs of one host. */
export const secondsPerScaleUpStep: Assumption = {
  name: "latency of one step between GPUs of a host",
  value: 1e-6,
  unit: "s",
  source: "assumed: NCCL's tables have 0.6 to 3.4 us for one NVLink step",
};
