import { registerHooks } from "node:module";

// Loaded before the service whose cost without protection is measured: content is then stored as it is, under no keys. There
// is no switch in the service itself that does so, and none is wanted.
const INSTEAD: Readonly<Record<string, string>> = {
  "/server/src/store/seal.ts": new URL("./plain-seal.ts", import.meta.url).href,
  "/server/src/journal/key-ring.ts": new URL("./plain-ring.ts", import.meta.url).href,
};

registerHooks({
  resolve(specifier, context, next) {
    const resolved = next(specifier, context);
    const [, url] = Object.entries(INSTEAD).find(([path]) => resolved.url.endsWith(path)) ?? [];
    // What stands in for a module may take the rest from it.
    return url === undefined || url === context.parentURL ? resolved : { ...resolved, url };
  },
});
