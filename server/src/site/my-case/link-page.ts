import { ICON, STYLE } from "../assets.ts";
import { type Html, html } from "../html.ts";
import { ELSEWHERE } from "../layout.ts";
import type { Visit } from "../visit.ts";
import { type Fault, field, sayer } from "./pages.ts";

/**
 * What anybody sees who follows a link from a message: a field for a key, and no word of what it opens. No name, no places
 * to go, no advice: whoever looks over her shoulder, or found the message, must not learn what kind of site this is.
 */
export function linkPage(visit: Visit, fault: Fault): Html {
  const say = sayer(visit);
  const told =
    fault === null ? null : fault === "wrong" ? say("link.wrong") : say("door.wait", { seconds: fault.wait });
  return html`<!doctype html>
<html lang="${visit.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>${say("link.title")}</title>
<link rel="stylesheet" href="${STYLE.address}">
<link rel="icon" href="${ICON.address}" type="image/svg+xml">
</head>
<body>
<header class="top"><a class="leave" href="${ELSEWHERE}" rel="noreferrer nofollow">${say("link.close")}</a></header>
<main id="main">
<h1>${say("link.title")}</h1>
<form method="post" action="${visit.to(visit.path, { on: null })}" autocomplete="off">
${told !== null && html`<p class="fault" role="alert">${told}</p>`}
${field("key", say("door.secret"), say("door.secretHint"), 24)}
<p class="steps"><button>${say("door.go")}</button></p>
</form>
</main>
</body>
</html>
`;
}
