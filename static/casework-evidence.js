// One press makes a piece of the record evidence for the question last worked on. Without script the
// same is done with "Add from the record" under each question.
const says = document.querySelector("[data-evidence-for]");
const criteria = [...document.querySelectorAll("[data-criterion]")];
const pieces = [...document.querySelectorAll("[data-piece]")];
const listed = new Intl.ListFormat("en-GB");
let current = criteria[0];

function evidenceOf(criterion) {
  return criterion.querySelector("textarea[name$='-evidence']");
}

function lines(field) {
  return field.value.split("\n").map((line) => line.trim()).filter(Boolean);
}

function show() {
  if (current) says.textContent = `“Use as evidence” adds to ${current.dataset.criterion}.`;
  for (const piece of pieces) {
    const codes = criteria.filter((one) => lines(evidenceOf(one)).includes(piece.dataset.piece));
    piece.classList.toggle("cw-evidence--used", codes.length > 0);
    const named = listed.format(codes.map((one) => one.dataset.criterion));
    piece.querySelector("[data-used]").textContent = named ? `Evidence for ${named}` : "";
    const button = piece.querySelector("[data-use]");
    button.firstChild.textContent = codes.includes(current) ? "Take out" : "Use as evidence";
  }
}

function use(piece) {
  const field = evidenceOf(current);
  const kept = lines(field);
  const words = piece.dataset.piece;
  field.value = (kept.includes(words) ? kept.filter((one) => one !== words) : [...kept, words]).join("\n");
  field.dispatchEvent(new Event("input", { bubbles: true }));
  show();
}

if (says && current) {
  for (const criterion of criteria) {
    criterion.addEventListener("focusin", () => {
      current = criterion;
      show();
    });
  }
  for (const piece of pieces) {
    const button = piece.querySelector("[data-use]");
    button.hidden = false;
    button.addEventListener("click", () => use(piece));
  }
  show();
}
