// Who else has the case open is asked again each minute, as long as somebody works on this page: an open tab alone neither
// claims a case nor keeps a session alive.
"use strict";

const watched = document.querySelector("[data-watch]");
if (watched) {
  let lastWorked = Date.now();
  for (const kind of ["pointerdown", "keydown", "scroll"])
    document.addEventListener(kind, () => { lastWorked = Date.now(); }, { passive: true });
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
