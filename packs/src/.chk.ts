import { loadPack } from "./load.ts";
import { InvalidPack } from "./fault.ts";
try { const p = loadPack(process.argv[2]!); console.log(p.norms.length, "norms"); } catch (e) { if (e instanceof InvalidPack) for (const f of e.faults) console.log(f.file, f.line, f.path, f.message); else throw e; }
