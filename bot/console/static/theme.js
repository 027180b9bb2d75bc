// Runs before the page is drawn, so that a dark page does not flash white.
(() => {
  const root = document.documentElement;
  const wished = () => (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
  if (root.dataset.bsTheme === "auto") {
    root.dataset.bsTheme = wished();
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
      root.dataset.bsTheme = wished();
    });
  }
})();
