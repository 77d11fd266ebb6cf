export * from "./date.ts";
export * from "./facts.ts";
export * from "./norm.ts";
export * from "./result.ts";
