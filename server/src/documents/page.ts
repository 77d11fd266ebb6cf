import { type Html, html } from "../site/html.ts";
import type { DocumentContent } from "./content.ts";

/** The same document as a page to print: no script, no address of anything else, nothing kept. */
export function pageOf(content: DocumentContent): Html {
  const { language, title, number, before, pairs, text, after, signatures } = content;
  return html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="robots" content="noindex">
<title>${title}</title>
<link rel="stylesheet" href="/api/documents.css">
</head>
<body>
<main>
<h1>${title}</h1>
<p class="number">${number}</p>
${before.map((paragraph) => html`<p>${paragraph}</p>`)}
${
  pairs.length > 0 &&
  html`<table>${pairs.map(({ label, value }) => html`<tr><th scope="row">${label}</th><td>${value}</td></tr>`)}</table>`
}
${text && html`<h2>${text.label}</h2>${text.value.split(/\n{2,}/).map((paragraph) => html`<p>${paragraph}</p>`)}`}
${after.map((paragraph) => html`<p>${paragraph}</p>`)}
${signatures.map((line) => html`<p class="signature">${line}: ${"_".repeat(34)}</p>`)}
</main>
</body>
</html>`;
}

/** Paper first: a screen shows it as it will be printed. */
export const PRINT_STYLE = `
@page { size: A4; margin: 22mm }
body { font: 12pt/1.45 "Noto Sans", "DejaVu Sans", Arial, sans-serif; color: #000; background: #fff; margin: 0 }
main { max-width: 42rem; margin: 0 auto; padding: 1rem }
h1 { font-size: 18pt; margin: 0 0 .2em }
h2 { font-size: 13pt; margin: 1.2em 0 .3em }
.number { color: #444; font-size: 10pt; margin: 0 0 1.5em }
table { border-collapse: collapse; width: 100%; margin: 0 0 1em }
th, td { text-align: left; vertical-align: top; padding: .25em 0; overflow-wrap: anywhere; white-space: pre-line }
th { width: 34%; padding-right: 1em; font-size: 11pt }
tr { break-inside: avoid }
.signature { margin-top: 2em }
@media print { main { max-width: none; padding: 0 } }
`;
