// Asks, once a pause, what there is to think about in a text, and puts the answer under it. The words
// are the server's (templates/writing/); nothing here stops a save, moves the focus or opens anything.
const PAUSE = 1200; // after the last key

class Beside {
  constructor(box) {
    this.box = box;
    this.form = box.closest("form");
    this.says = box.querySelector("[role=status]");
    this.holds = box.querySelector("[data-thoughts]");
    this.said = this.holds.innerHTML;
    this.asked = this.question().toString();
    this.listen();
  }

  get text() {
    return this.form.elements.namedItem(this.box.dataset.name);
  }

  listen() {
    this.form.addEventListener("input", (event) => { if (this.reads(event.target)) this.soon(PAUSE); });
    this.form.addEventListener("change", (event) => { if (this.reads(event.target)) this.soon(0); });
    this.box.addEventListener("focusout", (event) => {
      if (!this.box.contains(event.relatedTarget)) this.soon(0);
    });
    this.box.addEventListener("click", (event) => this.press(event.target.closest("button")));
  }

  // A text it reads, or a field that answers for it, such as the boxes of a date.
  reads(control) {
    const name = control.name ?? "";
    return this.texts().includes(name)
      || this.answers().some(([, field]) => name === field || name.startsWith(`${field}_`));
  }

  texts() {
    return this.box.dataset.reads.split(" ");
  }

  answers() {
    return this.box.dataset.answers.split(" ").filter(Boolean).map((pair) => pair.split("="));
  }

  question() {
    const typed = [...new FormData(this.form)].filter(([, value]) => typeof value === "string");
    const of = (field) => typed.filter(([name]) => name === field).map(([, value]) => value);
    const { name, writing, only, thin } = this.box.dataset;
    const asked = new URLSearchParams({ kind: writing, name, only, thin });
    for (const text of this.texts()) asked.append("text", of(text)[0] ?? "");
    for (const [code, field] of this.answers()) {
      const said = typed.filter(([one]) => one === field || one.startsWith(`${field}_`));
      for (const [, value] of said) if (value) asked.append(`answers-${code}`, value);
    }
    for (const [one, value] of typed) if (one.startsWith(`${name}-aside`)) asked.append(one, value);
    return asked;
  }

  soon(wait) {
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.ask().catch(() => {}), wait);
  }

  // One question at a time. While someone reads or chooses in the box, nothing in it moves.
  async ask(options = {}) {
    if (!options.pressed && this.box.contains(document.activeElement)) return;
    const question = this.question();
    if (question.toString() === this.asked) return;
    this.asked = question.toString();
    this.last?.abort();
    this.last = new AbortController();
    question.append("csrfmiddlewaretoken", this.form.elements.namedItem("csrfmiddlewaretoken").value);
    const reply = await fetch(this.box.dataset.check, {
      method: "POST", body: question, redirect: "manual", credentials: "same-origin", signal: this.last.signal,
    });
    if (!reply.ok) return;
    this.show(await reply.text(), options);
  }

  show(words, { pressed } = {}) {
    if (words === this.said || (!pressed && this.box.contains(document.activeElement))) return;
    this.said = words;
    const open = [...this.holds.querySelectorAll("details[open]")].map((one) => one.dataset.key);
    this.holds.innerHTML = words;
    for (const one of this.holds.querySelectorAll("details")) one.open = open.includes(one.dataset.key);
    const line = this.holds.querySelector("template[data-says]");
    if (this.says.innerHTML !== line.innerHTML) this.says.replaceChildren(line.content.cloneNode(true));
    this.asked = this.question().toString();
  }

  press(button) {
    if (!button) return;
    const word = button.closest("[data-word]");
    if ("aside" in button.dataset) this.putAside(button);
    else if ("put" in button.dataset) this.put(word, button.dataset.put);
    else if ("show" in button.dataset) this.find(word);
  }

  // What was chosen is already part of the form; the answer draws it as put aside.
  async putAside(button) {
    if (!button.closest("fieldset").querySelector("input:checked")) {
      button.closest("fieldset").querySelector("input").focus();
      return;
    }
    await this.ask({ pressed: true }).catch(() => {});
    this.says.focus();
    this.form.dispatchEvent(new Event("change"));
  }

  // Offsets count characters as the server does, a pair of surrogates as one.
  find(word) {
    const value = this.text.value;
    const start = [...value].slice(0, Number(word.dataset.start)).join("").length;
    const at = value.startsWith(word.dataset.word, start) ? start : value.indexOf(word.dataset.word);
    if (at < 0) return false;
    this.text.focus();
    this.text.setSelectionRange(at, at + word.dataset.word.length);
    return true;
  }

  // Put in as if it were typed, so that the browser can take it back.
  put(word, words) {
    if (!this.find(word)) return;
    const at = this.text.selectionStart;
    if (!document.execCommand("insertText", false, words)) {
      this.text.setRangeText(words);
      this.text.dispatchEvent(new Event("input", { bubbles: true }));
    }
    this.text.setSelectionRange(at, at + words.length);
    this.soon(0);
  }
}

for (const box of document.querySelectorAll("[data-writing]")) new Beside(box);
