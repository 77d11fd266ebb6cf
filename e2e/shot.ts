import { launchBrowser } from "./src/browser.ts";
import { readFileSync, mkdirSync } from "node:fs";
const links = readFileSync("/tmp/links","utf8").trim().split("\n");
const [roleIndex, path, name, lang="en", width="1440", height="900", scheme="light"] = process.argv.slice(2);
const b = await launchBrowser();
const c = await b.newContext({ viewport: { width: Number(width), height: Number(height) }, colorScheme: scheme as "light"|"dark" });
const p = await c.newPage();
p.on("console", m => { if (m.type()==="error") console.log("console:", m.text()); });
p.on("pageerror", e => console.log("pageerror:", e.message));
await c.addInitScript((l) => { localStorage.setItem("arasha.language", l); localStorage.setItem("language", l); }, lang);
await p.goto(links[Number(roleIndex)]!);
await p.waitForTimeout(1500);
if (path !== "/") { await p.goto(new URL(path!, links[0]).href); await p.waitForTimeout(1500); }
mkdirSync("/tmp/shots",{recursive:true});
await p.screenshot({ path: `/tmp/shots/${name}.png` });
await b.close();
