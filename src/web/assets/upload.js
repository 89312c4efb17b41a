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

/** What the server says of an upload it did not take; nothing when it took it. */
const refusal_in = ({ status, response }) => {
  if (status < 400) return "";
  const said = [...response.querySelectorAll("main .fl-lede, main .fl-reasons li")];
  return (said.length > 0 ? said : [response.querySelector("h1")]).map((element) => element.textContent.trim()).join(" ");
};

for (const form of document.querySelectorAll("form[data-upload]")) {
  const field = form.querySelector("[type=file]"), place = form.querySelector("[data-upload-place]");
  const wrong = form.querySelector("[data-upload-wrong]"), bar = form.querySelector("[data-upload-bar]");
  const complain = (words) => {
    wrong.lastElementChild.textContent = words;
    wrong.hidden = words === "";
    field.setAttribute("aria-invalid", String(words !== ""));
  };
  const too_large = () => {   // said before a byte is sent
    const file = [...field.files].find(({ size }) => size > Number(form.dataset.limit));
    return file ? `${form.dataset.tooLarge} ${file.name}` : "";
  };
  wrong.setAttribute("role", "alert");
  field.setAttribute("aria-describedby", `${field.getAttribute("aria-describedby")} ${wrong.id}`);
  form.querySelector("[data-upload-hint]").hidden = false;
  field.multiple = true;
  field.addEventListener("change", () => complain(too_large()));
  for (const kind of ["dragover", "dragleave", "drop"]) place.addEventListener(kind, (event) => {
    event.preventDefault();
    place.toggleAttribute("data-over", kind === "dragover");
    if (kind !== "drop" || event.dataTransfer.files.length === 0) return;
    field.files = event.dataTransfer.files;
    complain(too_large());
  });
  form.addEventListener("submit", async (event) => {
    if (event.defaultPrevented || field.files.length === 0) return;
    event.preventDefault();
    let problem = too_large();
    const left = new DataTransfer();
    for (const file of field.files) {
      if (problem === "") {
        const words = new FormData(form);
        words.set("file", file);
        bar.hidden = false;
        bar.firstElementChild.textContent = file.name;
        problem = await send(form, words, bar.lastElementChild).then(refusal_in, () => form.dataset.offline);
      }
      if (problem !== "") left.items.add(file);   // what the server has is not sent again
    }
    const next = new URL(form.elements.back.value, location.href);
    if (problem === "") return next.pathname === location.pathname ? location.reload() : location.assign(next);
    bar.hidden = true;
    field.files = left.files;
    delete form.dataset.sent;
    complain(problem);
  });
}
