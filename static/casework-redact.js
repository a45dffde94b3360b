// Words selected in a record stand in the form that blacks them out.
const words = document.querySelector("[data-words]");
const field = document.querySelector("#id_words");

function take() {
  const chosen = document.getSelection();
  const text = chosen.toString().trim();
  if (text && words.contains(chosen.anchorNode) && words.contains(chosen.focusNode)) {
    field.value = text;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

if (words && field) {
  words.addEventListener("mouseup", take);
  words.addEventListener("keyup", take);
  words.addEventListener("touchend", take);
}
