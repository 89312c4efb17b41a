// A little comfort; everything works without it. Sums are renewed by the server, steps are refused by the engine.
"use strict";

// What is typed into a form of a case is kept on the server: after a pause, before any form is sent, when the page is left.
const keepers = [...document.querySelectorAll("form[data-keeps]")].map((form) => {
  const told = form.querySelector("[data-kept]");
  let pause, keeping;
  const typed = () => {
    const words = new URLSearchParams({ typed_page: form.getAttribute("action") });
    for (const [name, value] of new FormData(form)) if (typeof value === "string") words.append(name, value);
    return words;
  };
  const send = async () => {
    delete form.dataset.changed;
    try {
      const answer = await fetch("/typed", { method: "POST", body: typed() });
      form.toggleAttribute("data-unkept", !answer.ok);
      told.textContent = await answer.text();
      return true;
    } catch {   // no connection: the words stay here and are tried again
      form.dataset.changed = "";
      told.textContent = told.dataset.offline;
      pause = setTimeout(keep, 5000);
      return false;
    }
  };
  const keep = () => {
    clearTimeout(pause);
    keeping = Promise.resolve(keeping).then(send).finally(() => { keeping = undefined; });
    return keeping;
  };
  const unsafe = () => keeping !== undefined || "changed" in form.dataset;
  const leave = () => { if (unsafe() && navigator.sendBeacon("/typed", typed())) delete form.dataset.changed; };
  form.addEventListener("input", () => {
    clearTimeout(pause);
    pause = setTimeout(keep, 1000);
  });
  window.addEventListener("beforeunload", leave);
  window.addEventListener("pagehide", leave);
  if ("changed" in form.dataset) keep();
  return { keep, unsafe };
});

for (const form of document.querySelectorAll("form[method=post]")) {
  form.addEventListener("submit", async (event) => {
    // A form is sent once: a second click while the answer is on its way does nothing.
    if ("sent" in form.dataset) return event.preventDefault();
    form.dataset.sent = "";
    const open = keepers.filter((keeper) => keeper.unsafe());
    delete form.dataset.changed;
    if (open.length === 0) return delete form.dataset.unkept;
    event.preventDefault();   // sent when the words are safe: a lost connection must not take them away
    const safe = (await Promise.all(open.map((keeper) => keeper.keep()))).every(Boolean);
    delete form.dataset.sent;
    if (safe) form.requestSubmit(event.submitter);
  });
  if (form.matches(":has(textarea, input:not([type=hidden]))"))
    form.addEventListener("input", () => { form.dataset.changed = ""; });
}
// Back in a page from the browser's memory, its forms may be sent again.
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
});
// Whoever leaves a page with words that are nowhere kept is asked first.
window.addEventListener("beforeunload", (event) => {
  if (document.querySelector("form[data-changed], form[data-unkept]")) event.preventDefault();
});

// After a refusal the summary of errors is what one wants to read first.
const summary = document.querySelector("main [role=alert]");
if (summary) {
  summary.tabIndex = -1;
  summary.focus();
}

// Who else has the case open is asked again each minute, as long as somebody works on this page: an open tab alone neither
// claims a case nor keeps a session alive.
const watched = document.querySelector("[data-watch]");
if (watched) {
  let lastWorked = Date.now();
  for (const kind of ["pointerdown", "keydown", "scroll"]) {
    document.addEventListener(kind, () => { lastWorked = Date.now(); }, { passive: true });
  }
  setInterval(async () => {
    if (document.hidden || Date.now() - lastWorked > 4 * 60_000) return;
    try {
      const answer = await fetch(watched.dataset.watch, { redirect: "error" });
      if (!answer.ok) return;
      const words = await answer.text();
      if (watched.lastElementChild.textContent !== words) watched.lastElementChild.textContent = words;
      watched.hidden = words === "";
    } catch { /* offline: the page stays as it is */ }
  }, 60_000);
}
