import { stringify } from "csv-stringify/sync";
import writeExcelFile, { type Row } from "write-excel-file/node";

/** A table that can be taken away. Dates are ISO 8601 text, as every program reads them. */
export type Table = {
  /** Name of the sheet: at most 31 characters. */
  readonly name: string;
  readonly columns: readonly { readonly title: string; readonly width: number }[];
  readonly rows: readonly (readonly (string | number | null)[])[];
};

/**
 * CSV (RFC 4180) with a byte order mark, so that spreadsheets read its letters; text a spreadsheet would compute is
 * written so that it does not.
 */
export function csv({ columns, rows }: Table): string {
  return stringify([columns.map(({ title }) => title), ...rows.map((row) => [...row])], {
    bom: true,
    escape_formulas: true,
    record_delimiter: "windows",
  });
}

/** The tables as sheets of a workbook (Office Open XML). */
export function xlsx(tables: readonly Table[]): Promise<Buffer> {
  return writeExcelFile(
    tables.map(({ name, columns, rows }) => ({
      sheet: name.replaceAll(/[\\/*?:[\]]/g, " ").slice(0, 31),
      columns: columns.map(({ width }) => ({ width })),
      stickyRowsCount: 1,
      data: [
        columns.map(({ title }) => ({ value: title, fontWeight: "bold" as const })),
        ...rows.map(
          (row): Row =>
            row.map((value) =>
              value === null ? null : { value, wrap: true, alignVertical: "top" as const },
            ),
        ),
      ],
    })),
  ).toBuffer();
}
