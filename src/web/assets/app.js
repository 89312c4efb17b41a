// A little comfort; everything works without it. Sums are renewed by the server, steps are refused by the engine.
"use strict";

// A form is sent once: a second click while the answer is on its way does nothing.
for (const form of document.querySelectorAll("form[method=post]")) {
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = "yes";
  });
}
// Back in a page from the browser's memory, its forms may be sent again.
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
});

// Whoever leaves a page with unsaved words is asked first.
let unsaved = false;
for (const form of document.querySelectorAll("form[method=post]:has(textarea, input:not([type=hidden]))")) {
  form.addEventListener("input", () => { unsaved = true; });
  form.addEventListener("submit", () => { unsaved = false; });
}
window.addEventListener("beforeunload", (event) => {
  if (unsaved) event.preventDefault();
});

// After a refusal the summary of errors is what one wants to read first.
const summary = document.querySelector("main [role=alert]");
if (summary) {
  summary.tabIndex = -1;
  summary.focus();
}
