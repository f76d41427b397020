/** `npm run bench [start|rows|whole|scale]`: runs the benchmarks of `bench/`. */
import { runBenches } from "../bench/main.js";

await runBenches(process.argv.slice(2));
