import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { brokenPlaces, PAGE, pageOf, ROOT, readAsvs } from "./asvs.ts";

/** `npm run asvs`: writes docs/security/asvs.md anew, and says what the map names that is not there. */
const asvs = readAsvs();
writeFileSync(join(ROOT, PAGE), pageOf(asvs));
const broken = brokenPlaces(asvs);
for (const line of broken) console.error(line);
process.exitCode = broken.length > 0 ? 1 : 0;
