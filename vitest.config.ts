/** How tests run: one shared process for all but the CLI tests, which start processes of their own. */
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    update: "none",
    testTimeout: 20_000,
    setupFiles: ["test/setup.ts"],
    projects: [
      {
        extends: true,
        test: {
          name: "weft",
          include: ["test/**/*.test.ts"],
          exclude: ["test/cli/**", "test/acceptance/**"],
          isolate: false,
        },
      },
      {
        extends: true,
        test: { name: "cli", include: ["test/cli/**/*.test.ts", "test/acceptance/**/*.test.ts"], testTimeout: 120_000 },
      },
    ],
  },
});
