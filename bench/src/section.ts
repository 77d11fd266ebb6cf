/** One group of measurements, as it is printed and written down. */
export type Section = {
  readonly title: string;
  /** What was done and how to read it: paragraphs of Markdown, before the tables. */
  readonly about: readonly string[];
  readonly tables: readonly Table[];
  /** What the figures say, or do not: after the tables. */
  readonly notes: readonly string[];
};

export type Table = {
  readonly caption: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
};

/** How far a run goes: `quick` is for seeing that it works, its figures are not for publishing. */
export type Extent = {
  readonly quick: boolean;
  /** The instant it is now, ISO 8601. */
  readonly now: string;
  /** Takes one line at a time: what is being done now. */
  readonly say: (line: string) => void;
};

/** A section as Markdown. Columns after the first are numbers or short words and stand to the right. */
export function markdown({ title, about, tables, notes }: Section): string {
  const blocks = [
    `## ${title}`,
    ...about,
    ...tables.flatMap(({ caption, columns, rows }) => [
      `**${caption}**`,
      [columns, columns.map((_, at) => (at === 0 ? "---" : "---:")), ...rows].map(rowOf).join("\n"),
    ]),
    ...(notes.length > 0 ? [notes.map((note) => `- ${note}`).join("\n")] : []),
  ];
  return `${blocks.join("\n\n")}\n`;
}

function rowOf(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll("|", "\\|").replaceAll("\n", " ")).join(" | ")} |`;
}

/** Three significant figures, without an exponent: `0.0123`, `1.50`, `42.0`, `1,230`. */
export function figure(value: number): string {
  const rounded = Number(value.toPrecision(3));
  const places = rounded === 0 ? 0 : Math.max(0, 2 - Math.floor(Math.log10(Math.abs(rounded))));
  return rounded.toLocaleString("en", { minimumFractionDigits: places, maximumFractionDigits: places });
}

/** The middle figure, and between what it lay. */
export function spread(summary: {
  readonly median: number;
  readonly least: number;
  readonly most: number;
}): string {
  return `${figure(summary.median)} (${figure(summary.least)}–${figure(summary.most)})`;
}
