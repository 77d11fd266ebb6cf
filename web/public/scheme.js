// Runs before the first paint, so that a night shift is not met by a white flash. A file of its own, because the
// content-security-policy allows no inline script. The key is the one Mantine's colour scheme manager writes.
(() => {
  let chosen = null;
  try {
    chosen = localStorage.getItem("mantine-color-scheme-value");
  } catch {
    // Storage is blocked: the system's own preference decides.
  }
  const dark =
    chosen === "dark" || (chosen !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
  document.documentElement.setAttribute("data-mantine-color-scheme", dark ? "dark" : "light");
})();
