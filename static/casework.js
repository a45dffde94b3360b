// What script adds to pages that work without it.
import { initAll } from "./vendor/govuk-frontend/6.6.0/govuk-frontend.min.js";

initAll();

// After a save, the message; screen readers and keyboards go on from there.
document.querySelector("[data-focus]")?.focus();

// An answer that opens another question shows it only while it is chosen.
function open(input) {
  const opened = document.getElementById(input.dataset.opens);
  opened?.classList.toggle(`govuk-${input.type === "radio" ? "radios" : "checkboxes"}__conditional--hidden`, !input.checked);
}
for (const input of document.querySelectorAll("input[data-opens]")) {
  open(input);
  input.form?.addEventListener("change", () => open(input));
}

// The browser prints the page as it stands; a page that needs no script to be printed needs no button either.
for (const button of document.querySelectorAll("button[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

// A key for the one green button of a form, beside the browser's own keys for shortcuts.
document.querySelector("main form[method='post'] .govuk-button:not(.cw-button--outline)")?.setAttribute("accesskey", "s");

// A second press does nothing; the words on the button stay.
for (const form of document.querySelectorAll("form[method='post']")) {
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "yes";
    const button = event.submitter ?? form.querySelector("button");
    button?.setAttribute("aria-disabled", "true");
  });
}
// A page taken back from the browser's memory can be sent again.
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) {
    delete form.dataset.sent;
    form.querySelector("[aria-disabled]")?.removeAttribute("aria-disabled");
  }
});

// What a date will start, asked of the server once a pause.
const PAUSE = 600;

const hangsOn = (note, name) =>
  name?.startsWith(note.dataset.previewFor) ||
  (note.dataset.previewAlso ?? "").split(" ").includes(name);

async function preview(note, form) {
  const answers = new URLSearchParams();
  for (const [name, value] of new FormData(form)) {
    if (typeof value === "string" && hangsOn(note, name)) {
      answers.append(name, value);
    }
  }
  const reply = await fetch(`${note.dataset.previewUrl}?${answers}`, {
    headers: { "X-Requested-With": "fetch" },
  });
  if (!reply.ok || reply.redirected) return;
  const words = await reply.text();
  if (note.innerHTML.trim() !== words.trim()) note.innerHTML = words;
}

for (const note of document.querySelectorAll("[data-preview-url]")) {
  const form = note.closest("form") ?? document.querySelector(note.dataset.previewForm);
  if (!form) continue;
  let waiting;
  form.addEventListener("input", (event) => {
    if (!hangsOn(note, event.target.name)) return;
    clearTimeout(waiting);
    waiting = setTimeout(() => preview(note, form).catch(() => {}), PAUSE);
  });
}

for (const fold of document.querySelectorAll("[data-fold]")) {
  const boxes = [...fold.querySelectorAll("input[type=checkbox]")];
  const count = fold.querySelector("[data-fold-count]");
  const say = () => {
    count.textContent = `${boxes.filter((box) => box.checked).length} of ${boxes.length} ticked`;
  };
  fold.addEventListener("change", say);
  window.addEventListener("pageshow", say);
}
