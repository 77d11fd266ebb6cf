/**
 * What a log may keep of an error: its kind, its codes and where it was thrown. Never its message: messages of drivers
 * and parsers quote values, and values here are about persons.
 */
export function withoutPersons(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { kind: typeof error };
  const { code, constraint, table } = error as { code?: unknown; constraint?: unknown; table?: unknown };
  const frames = (error.stack ?? "").split("\n").filter((line) => /^\s+at /.test(line));
  return { kind: error.name, code, constraint, table, at: frames.map((line) => line.trim()).slice(0, 12) };
}
