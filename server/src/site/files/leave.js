// Leaves for another site in the place of this page, so that "back" does not return to it. Without JavaScript the
// same control is a plain link. Shift pressed three times within five seconds does the same from anywhere on the page.
function leave(link) {
  // Gone from the screen at once, however slow the line is.
  document.documentElement.hidden = true;
  document.title = "…";
  location.replace(link.href);
}

for (const link of document.querySelectorAll("a[data-leave]")) {
  link.addEventListener("click", (event) => {
    event.preventDefault();
    leave(link);
  });
}

let presses = [];
document.addEventListener("keydown", (event) => {
  if (event.repeat) return;
  presses = event.key === "Shift" ? [...presses, event.timeStamp].slice(-3) : [];
  const [link] = document.querySelectorAll("a[data-leave]");
  if (link && presses.length === 3 && event.timeStamp - presses[0] < 5000) leave(link);
});
