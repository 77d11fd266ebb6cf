import "@mantine/core/styles.css";
import "./fonts.css";
import "./styles/base.css";
import "./styles/header.css";
import "./styles/rows.css";
import "./styles/intake.css";
import "./styles/law-panel.css";
import "./styles/law-answer.css";
import "./styles/norm-sheet.css";
import "./styles/case.css";
import "./styles/numbers.css";
import "./styles/door.css";
import "./styles/oversight.css";
import "./styles/narrow.css";
import { createRoot } from "react-dom/client";

// Zod looks whether it may compile code at run time; the content-security-policy forbids it, and a browser would report
// the attempt as a violation on every page. This is Zod's own switch, read when it is first loaded.
Object.assign(globalThis, { __zod_globalConfig: { jitless: true } });

// Older browsers lack Temporal; it must be there before anything that reads a date is loaded.
if (!("Temporal" in globalThis)) await import("temporal-polyfill/global");
const { App } = await import("./app.tsx");

const place = document.getElementById("root");
if (!place) throw new Error("index.html has no #root");
createRoot(place).render(<App />);
