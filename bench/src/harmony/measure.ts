import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { Agent, get } from "node:http";
import {
  addDays,
  compile,
  conformity,
  conformityHistory,
  type DateText,
  matrix,
  type Segment,
  segments,
} from "@arasha/law";
import { countryFolder, loadJudgements, loadPack, loadTreaty } from "@arasha/packs";
import { type Contender, interleave, ratios, summary, type Timing } from "../rounds.ts";
import { type Extent, figure, type Section, spread, type Table } from "../section.ts";

const COUNTRY = "kz";
const TREATY = "istanbul";
const CLIENTS = 50;
const PAGES: Readonly<Record<string, string>> = {
  "the matrix": `/treaties/${TREATY}/matrix?lang=kk`,
  "one article": `/treaties/${TREATY}/articles/35?lang=kk`,
  "who takes part": `/treaties/${TREATY}?lang=kk`,
};

/** The matrix of any day, its history, and the pages that show them to many at once. */
export async function measureHarmony(extent: Extent): Promise<Section> {
  extent.say("harmony: the matrix");
  const days = await measureMatrix(extent);
  const pages: Page[] = [];
  for (const [name, path] of Object.entries(PAGES)) {
    extent.say(`harmony: ${name}, ${CLIENTS} clients`);
    pages.push({ name, ...(await measurePage(extent, path)) });
  }
  return {
    title: "A treaty and the law",
    about: [
      `The matrix of ${TREATY} for days spread over the whole time of the pack, and every day on which it moved. Beside it, what cannot be undercut: the statuses of all items looked up in stretches worked out before.`,
      `Pages: ${CLIENTS} clients ask for one page again and again, each as soon as it was answered, on connections kept open; the service is a process of its own on the same machine. Beside it a server that only sends the same bytes. "In the service": from the request's head being read to the last byte being handed to the system. "Made anew": the first time a page is asked for on a day, one client.`,
    ],
    tables: [days, pageTable(pages)],
    notes: [],
  };
}

async function measureMatrix({ quick, now }: Extent): Promise<Table> {
  const pack = loadPack(countryFolder(COUNTRY));
  const judgements = loadJudgements(COUNTRY, TREATY);
  if (judgements === null) throw new Error(`nobody compared ${COUNTRY} with ${TREATY}`);
  const [law, treaty] = [compile(pack), loadTreaty(TREATY)];
  const asked = matrix(law, treaty, judgements);
  const prepared = [...segments(asked).values()];
  const days = daysFrom(judgements.since, now.slice(0, 10));
  let next = 0;
  const day = () => days[next++ % days.length] as DateText;
  const timings = await interleave(
    [
      repeated("statuses looked up", () => prepared.map((all) => statusOn(all, day()))),
      repeated("the whole matrix with its reasons", () => conformity(asked, day())),
      // A matrix of its own each time: it is kept with the matrix once it was asked for.
      repeated("its history, every move with its cause", () =>
        conformityHistory(matrix(law, treaty, judgements)),
      ),
    ],
    { rounds: quick ? 3 : 11, turn: quick ? 100 : 500 },
  );
  return {
    caption: `${asked.items.length} items, ${judgements.judgements.length} judgements, milliseconds`,
    columns: ["", "ms", "times the look-up"],
    rows: timings.map((timing) => [
      timing.name,
      spread(summary(timing.rounds)),
      spread(ratios(timing, timings[0] as Timing)),
    ]),
  };
}

type Page = {
  readonly name: string;
  readonly first: number;
  readonly kept: readonly number[];
  readonly inside: readonly number[];
  readonly bare: readonly number[];
  readonly size: number;
};

async function measurePage({ quick, now }: Extent, path: string): Promise<Omit<Page, "name">> {
  const child = fork(new URL("./site-process.ts", import.meta.url));
  const ended = once(child, "exit");
  child.send({ country: COUNTRY, now, page: path });
  const [ready] = (await Promise.race([
    once(child, "message"),
    ended.then(([code]) => {
      throw new Error(`the pages ended with ${code} before they were served`);
    }),
  ])) as [{ readonly port: number; readonly barePort: number; readonly size: number }];
  const agent = new Agent({ keepAlive: true, maxSockets: CLIENTS });
  try {
    // Another day: nothing of it has been made yet, but the code is warm and the data are read.
    const first: number[] = [];
    for (let n = 1; n <= (quick ? 5 : 25); n += 1)
      first.push(await timed(agent, ready.port, `${path}&on=20${10 + (n % 15)}-0${1 + (n % 9)}-11`));
    await timesOf(child);
    const kept: number[] = [];
    const inside: number[] = [];
    const bare: number[] = [];
    const each = quick ? 20 : 200;
    for (let round = 0; round < 3; round += 1) {
      kept.push(...(await crowd(agent, ready.port, path, each)));
      inside.push(...(await timesOf(child)));
      bare.push(...(await crowd(agent, ready.barePort, path, each)));
    }
    return { first: percentile(first, 0.95), kept, inside, bare, size: ready.size };
  } finally {
    agent.destroy();
    child.disconnect();
    await ended;
  }
}

function pageTable(pages: readonly Page[]): Table {
  return {
    caption: `Pages, milliseconds at the 95th percentile`,
    columns: [
      "",
      "kB packed",
      "made anew, one client",
      `kept, ${CLIENTS} clients: in the service`,
      "until the client has it",
      "bytes alone",
      "times",
    ],
    rows: pages.map(({ name, first, kept, inside, bare, size }) => {
      const [within, ours, theirs] = [inside, kept, bare].map((all) => percentile(all, 0.95)) as [
        number,
        number,
        number,
      ];
      return [name, ...[size / 1000, first, within, ours, theirs, ours / theirs].map(figure)];
    }),
  };
}

/** How long the service took for each answer since it was last asked, milliseconds. */
async function timesOf(child: ChildProcess): Promise<readonly number[]> {
  const answer = once(child, "message");
  child.send({});
  const [times] = (await answer) as [readonly number[]];
  return times;
}

/** Every client asks for the page so many times; the milliseconds of every answer. */
async function crowd(agent: Agent, port: number, path: string, each: number): Promise<readonly number[]> {
  const taken = await Promise.all(
    Array.from({ length: CLIENTS }, async () => {
      const own: number[] = [];
      for (let n = 0; n < each; n += 1) own.push(await timed(agent, port, path));
      return own;
    }),
  );
  return taken.flat();
}

function timed(agent: Agent, port: number, path: string): Promise<number> {
  const began = performance.now();
  return new Promise((resolve, reject) => {
    get({ agent, host: "127.0.0.1", port, path, headers: { "accept-encoding": "gzip" } }, (response) => {
      response.resume();
      response.on("error", reject);
      response.on("end", () => {
        if (response.statusCode === 200) resolve(performance.now() - began);
        else reject(new Error(`${path} was answered ${response.statusCode}`));
      });
    }).on("error", reject);
  });
}

function percentile(numbers: readonly number[], share: number): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

function daysFrom(first: DateText, last: DateText): readonly DateText[] {
  const days: DateText[] = [];
  for (let day = first; day <= last; day = addDays(day, 97)) days.push(day);
  return days;
}

function statusOn(all: readonly Segment[], on: DateText): Segment["status"] {
  return all.findLast(({ from }) => from <= on)?.status ?? "not-assessed";
}

function repeated(name: string, once: () => unknown): Contender {
  return {
    name,
    run: (times) => {
      for (let done = 0; done < times; done += 1) once();
    },
  };
}
