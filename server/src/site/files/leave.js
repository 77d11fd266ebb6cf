// Leaves for another site in the place of this page, so that "back" does not return to it. Without JavaScript the
// same control is a plain link.
for (const link of document.querySelectorAll("a[data-leave]")) {
  link.addEventListener("click", (event) => {
    event.preventDefault();
    // Gone from the screen at once, however slow the line is.
    document.documentElement.hidden = true;
    document.title = "…";
    location.replace(link.href);
  });
}
