import "@mantine/core/styles.css";
import "./fonts.css";
import "./styles.css";
import { createRoot } from "react-dom/client";

// Older browsers lack Temporal; it must be there before anything that reads a date is loaded.
if (!("Temporal" in globalThis)) await import("temporal-polyfill/global");
const { App } = await import("./app.tsx");

const place = document.getElementById("root");
if (!place) throw new Error("index.html has no #root");
createRoot(place).render(<App />);
