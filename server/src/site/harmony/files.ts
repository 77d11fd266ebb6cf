import type { FastifyInstance } from "fastify";
import { csv, type Table, xlsx } from "../../publish/table.ts";
import type { Page } from "../layout.ts";
import { type SiteContext, sendPage, visitOf } from "../serve.ts";
import type { Visit } from "../visit.ts";

/** What of a page can be taken away, made when it is asked for. */
export type Takeaway = {
  /** Of the file, without its ending. */
  readonly name: string;
  /** As programs read it. */
  readonly data: () => unknown;
  readonly table: () => Table;
  /** A report that can be read aloud, where there is one. */
  readonly report?: () => Promise<Buffer>;
};
type Parameters = Readonly<Record<string, string>>;
/** What there is to take away at an address, or the page that says why there is nothing. */
export type Find = (visit: Visit, parameters: Parameters) => Takeaway | Page;

const KINDS: Readonly<
  Record<string, { readonly type: string; readonly make: (of: Takeaway) => string | Promise<Buffer> }>
> = {
  json: { type: "application/json; charset=utf-8", make: ({ data }) => JSON.stringify(data()) },
  csv: { type: "text/csv; charset=utf-8", make: ({ table }) => csv(table()) },
  xlsx: {
    type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    make: ({ table }) => xlsx([table()]),
  },
};
const REPORT = "pdf";
/** How many times as much as an assessment. */
const COSTS: Readonly<Record<string, number>> = { xlsx: 5, [REPORT]: 20 };

/** `<path>.json`, `.csv` and `.xlsx`; with `report`, `.pdf` too. */
export function serveFiles(
  app: FastifyInstance,
  context: SiteContext,
  path: string,
  find: Find,
  { report = false }: { readonly report?: boolean } = {},
): void {
  for (const kind of [...Object.keys(KINDS), ...(report ? [REPORT] : [])]) {
    app.get(
      `${path}.${kind}`,
      { config: { access: "public", computes: COSTS[kind] ?? 1 }, schema: { hide: true } },
      async (request, reply) => {
        const visit = visitOf(request, context);
        const found = find(visit, (request.params ?? {}) as Parameters);
        if (!("data" in found)) return sendPage(reply, visit, found);
        const { type, make } = KINDS[kind] ?? { type: "application/pdf", make: reportOf };
        return reply
          .type(type)
          .header("content-disposition", `attachment; filename="${found.name}.${kind}"`)
          .send(await make(found));
      },
    );
  }
}

function reportOf({ report, name }: Takeaway): Promise<Buffer> {
  if (report === undefined) throw new Error(`${name} has no report`);
  return report();
}
