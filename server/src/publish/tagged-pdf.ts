import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Language } from "@arasha/law";
import PDFDocument from "pdfkit";

export type Pdf = InstanceType<typeof PDFDocument>;

export type PdfHead = {
  readonly title: string;
  readonly language: Language;
  /** What it says of when it was made, ISO 8601 instant: not when it is printed, which differs each time. */
  readonly madeAt: string;
  /** Points. */
  readonly margin: number;
  /** Another zlib packs differently: left alone where the bytes have to be the same everywhere. */
  readonly compress: boolean;
};

const FONTS = new URL(
  "..",
  import.meta.resolve("@expo-google-fonts/noto-sans/400Regular/NotoSans_400Regular.ttf"),
);
const font = (name: string) => readFileSync(fileURLToPath(new URL(name, FONTS)));
let regular: Buffer | null = null;
let bold: Buffer | null = null;

/**
 * A4 as PDF 1.7, tagged (PDF/UA-1): language, title, an embedded font with every letter of Kazakh as `regular` and
 * `bold`. Its metadata hold the title and nobody's name. `write` draws and ends its own structure.
 */
export function taggedPdf(
  { title, language, madeAt, margin, compress }: PdfHead,
  write: (pdf: Pdf) => void,
): Promise<Buffer> {
  regular ??= font("400Regular/NotoSans_400Regular.ttf");
  bold ??= font("700Bold/NotoSans_700Bold.ttf");
  const day = new Date(Temporal.Instant.from(madeAt).epochMilliseconds);
  const pdf = new PDFDocument({
    size: "A4",
    margin,
    pdfVersion: "1.7",
    // Its types do not know this one yet.
    subset: "PDF/UA" as "PDF/A-1",
    tagged: true,
    lang: language,
    displayTitle: true,
    compress,
    info: { Title: title, Producer: "Arasha", Creator: "Arasha", CreationDate: day, ModDate: day },
  });
  const chunks: Buffer[] = [];
  const done = new Promise<Buffer>((resolve, reject) => {
    pdf.on("data", (chunk: Buffer) => chunks.push(chunk));
    pdf.on("end", () => resolve(Buffer.concat(chunks)));
    pdf.on("error", reject);
  });
  pdf.registerFont("regular", regular);
  pdf.registerFont("bold", bold);
  write(pdf);
  pdf.end();
  return done;
}
