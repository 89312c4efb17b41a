// Documents dragged onto their field, sent one after the other with progress; without script the form is sent as it is.
"use strict";

const send = (form, words, progress) => new Promise((resolve, reject) => {
  const request = new XMLHttpRequest();
  request.open("POST", form.getAttribute("action"));
  request.responseType = "document";
  request.upload.addEventListener("progress", ({ loaded, total }) => { progress.value = 100 * loaded / total; });
  request.addEventListener("load", () => resolve(request));
  request.addEventListener("error", reject);
  request.send(words);
});

/** Why the server did not take an upload; nothing when it took it. Its "nothing was saved" is about this one file and left out. */
const refusal_in = ({ status, response }) => {
  if (status < 400) return "";
  const lead = response?.querySelector("main .fl-lede") ?? response?.querySelector("h1");
  const said = [lead?.dataset.lead ?? lead?.textContent ?? String(status)];
  for (const reason of response?.querySelectorAll("main .fl-reasons li") ?? []) said.push(reason.textContent);
  return said.map((words) => words.trim().replace(/\s+/g, " ")).join(" ");
};

/** The list of documents as it stands now, without what is being chosen beneath it. */
const renew_list = async () => {
  const page = await fetch(location.href).then((answer) => answer.ok ? answer.text() : "").catch(() => "");
  const fresh = new DOMParser().parseFromString(page, "text/html").querySelector("[data-upload-list]");
  if (fresh) document.querySelector("[data-upload-list]").replaceWith(fresh);
};

for (const form of document.querySelectorAll("form[data-upload]")) {
  const field = form.querySelector("[type=file]"), place = form.querySelector("[data-upload-place]");
  const wrong = form.querySelector("[data-upload-wrong]"), bar = form.querySelector("[data-upload-bar]");
  const sign_in = form.querySelector("[data-upload-sign-in]");
  const complain = (words) => {
    wrong.querySelector("[data-upload-words]").textContent = words;
    wrong.hidden = words === "";
    field.setAttribute("aria-invalid", String(words !== ""));
  };
  const not_taken = (names, why) => `${form.dataset.notTaken} ${names.join(", ")}. ${why}`;
  const is_too_large = ({ size }) => size > Number(form.dataset.limit);
  const say_too_large = () => {   // said before a byte is sent
    const names = [...field.files].filter(is_too_large).map(({ name }) => name);
    sign_in.hidden = true;
    complain(names.length > 0 ? not_taken(names, form.dataset.tooLarge) : "");
  };
  wrong.setAttribute("role", "alert");
  field.setAttribute("aria-describedby", `${field.getAttribute("aria-describedby")} ${wrong.id}`);
  form.querySelector("[data-upload-hint]").hidden = false;
  field.multiple = true;
  field.addEventListener("change", say_too_large);
  for (const kind of ["dragover", "dragleave", "drop"]) place.addEventListener(kind, (event) => {
    event.preventDefault();
    place.toggleAttribute("data-over", kind === "dragover");
    if (kind !== "drop" || event.dataTransfer.files.length === 0) return;
    field.files = event.dataTransfer.files;
    say_too_large();
  });
  form.addEventListener("submit", async (event) => {
    if (event.defaultPrevented || field.files.length === 0) return;
    event.preventDefault();
    const taken = [], reasons = new Map(), left = new DataTransfer();
    let stopped = "";   // without connection or session nothing more is tried
    for (const file of field.files) {
      let why = stopped || (is_too_large(file) ? form.dataset.tooLarge : "");
      if (why === "") {
        const words = new FormData(form);
        words.set("file", file);
        bar.hidden = false;
        bar.firstElementChild.textContent = file.name;
        const answer = await send(form, words, bar.lastElementChild).catch(() => undefined);
        if (answer === undefined) stopped = form.dataset.offline;
        else if (answer.status === 401) stopped = form.dataset.signedOut;
        why = stopped || refusal_in(answer);
      }
      if (why === "") taken.push(file.name);
      else {
        left.items.add(file);   // what the server has is not sent again
        reasons.set(why, [...reasons.get(why) ?? [], file.name]);
      }
    }
    const next = new URL(form.elements.back.value, location.href);
    if (reasons.size === 0) return next.pathname === location.pathname ? location.reload() : location.assign(next);
    bar.hidden = true;
    field.files = left.files;
    delete form.dataset.sent;
    if (taken.length > 0) await renew_list();
    sign_in.hidden = stopped === "" || stopped !== form.dataset.signedOut;
    complain([...taken.length > 0 ? [`${form.dataset.taken} ${taken.join(", ")}.`] : [],
      ...[...reasons].map(([why, names]) => not_taken(names, why))].join(" "));
  });
}
