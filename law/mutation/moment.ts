/** Which test runs: read by the Testland of the mutation runs, turned by their setup. */
export const moment = { test: 0, running: false };
