import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

/** Builds to `dist`, which the server serves; in development `/api` goes to a server on its default port. */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  build: {
    outDir: "dist",
    target: "es2024",
    // The content-security-policy allows fonts and scripts from files of this origin only: nothing becomes a data URI.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: { proxy: { "/api": "http://localhost:8080" } },
});
