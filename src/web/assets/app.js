// A little comfort; everything works without it. Sums are renewed by the server, steps are refused by the engine.
"use strict";

const words_of = (form, more) => {
  const words = new URLSearchParams(more);
  for (const [name, value] of new FormData(form)) if (typeof value === "string") words.append(name, value);
  return words;
};

// What is typed into a form of a case is kept on the server: after a pause, before any form is sent, when the page is left.
const keepers = [...document.querySelectorAll("form[data-keeps]")].map((form) => {
  const told = form.querySelector("[data-kept]");
  let pause, keeping;
  const typed = () => words_of(form, { typed_page: form.getAttribute("action") });
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

// Sums of rows are renewed when a changed cell is left. Only the server counts; a sum it could not renew is not shown.
for (const form of document.querySelectorAll("form:has(table [data-sums])")) {
  let asked = 0;
  form.addEventListener("change", async ({ target }) => {
    if (!target.closest("table")) return;
    const mine = ++asked, request = { method: "POST", body: words_of(form, { recalculate: "sums" }), redirect: "error" };
    const page = await fetch(form.getAttribute("action"), request).then((answer) => answer.ok && answer.text()).catch(() => "");
    if (mine !== asked) return;
    const fresh = new DOMParser().parseFromString(page || "", "text/html");
    for (const output of form.querySelectorAll("[data-sums] output")) output.textContent = "…";
    for (const sums of fresh.querySelectorAll("[data-sums]")) document.getElementById(sums.id)?.replaceWith(sums);
  });
}

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
summary?.setAttribute("tabindex", "-1");
summary?.focus();
