// Saves a form as it is typed, keeps trying, and says where the words are. The words themselves stand
// in components/save_line.html; the rules in docs/drafts.md.
const PAUSE = 1000; // after the last key
const LONGEST = 2000; // while the typing goes on
const PATIENCE = 10000; // for one answer
const FIRST_RETRY = 1000;
const LAST_RETRY = 20000;
const OURS = ["csrfmiddlewaretoken", "cw-draft", "cw-draft-count"];

class Keeper {
  constructor(form, line) {
    this.form = form;
    this.line = line;
    this.says = line.querySelector("[role=status]");
    this.at = line.dataset.at ?? "";
    this.count = 0;
    this.retry = FIRST_RETRY;
    this.shown = "";
    this.saved = this.typed().toString();
    this.listen();
  }

  listen() {
    for (const kind of ["input", "change"]) this.form.addEventListener(kind, () => this.soon());
    this.form.addEventListener("submit", (event) => this.leaveByForm(event), true);
    this.line.addEventListener("click", (event) => {
      if (event.target.closest("[data-keep-here]")) this.keep({ over: true });
    });
    document.getElementById("start-afresh")?.addEventListener("submit", () => this.stop());
    window.addEventListener("beforeunload", (event) => this.leave(event));
    window.addEventListener("pagehide", () => this.flush());
    window.addEventListener("pageshow", () => { this.stopped = false; });
    window.addEventListener("online", () => this.again());
    window.addEventListener("focus", () => { if (this.failing) this.again(); });
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "hidden") this.flush();
    });
  }

  // What is in the form, files left out: a browser never gives those back.
  typed() {
    const typed = new URLSearchParams();
    for (const [name, value] of new FormData(this.form)) {
      if (typeof value === "string" && !OURS.includes(name)) typed.append(name, value);
    }
    return typed;
  }

  get unsaved() {
    return !this.stopped && this.typed().toString() !== this.saved;
  }

  field(name) {
    return this.form.elements.namedItem(name);
  }

  // One save a pause; while the typing goes on, one every two seconds.
  soon() {
    if (this.stopped || this.failing) return;
    clearTimeout(this.waiting);
    this.since ??= Date.now();
    const wait = Math.min(PAUSE, Math.max(0, this.since + LONGEST - Date.now()));
    this.waiting = setTimeout(() => this.keep(), wait);
  }

  again() {
    clearTimeout(this.waiting);
    if (this.unsaved) this.keep();
  }

  post(typed, options = {}) {
    this.count += 1;
    const body = new URLSearchParams(typed);
    body.append("cw-draft", this.field("cw-draft").value);
    body.append("cw-draft-count", this.count);
    if (options.over) body.append("cw-draft-over", "yes");
    return fetch(this.line.dataset.keep, {
      method: "POST", body, redirect: "manual", credentials: "same-origin",
      keepalive: options.keepalive ?? false,
      signal: options.keepalive ? undefined : AbortSignal.timeout(PATIENCE),
    });
  }

  // One request at a time: what is typed meanwhile goes with the next.
  async keep(options = {}) {
    if (this.busy) return this.busy;
    if (!options.over && !this.unsaved) return undefined;
    this.since = undefined;
    const typed = this.typed();
    if (!this.failing) this.say("saving");
    this.busy = this.post(typed, options).then((reply) => this.heard(reply, typed), () => this.failed("no_connection"));
    await this.busy;
    this.busy = undefined;
    if (this.unsaved && !this.failing) this.soon();
    return undefined;
  }

  async heard(reply, typed) {
    const answer = await reply.json().catch(() => ({}));
    if (answer.says === "saved") this.done(answer, typed);
    else if (answer.says === "signed_out" || answer.says === "someone_else") this.put(answer.says, typed);
    else this.failed(answer.says ?? "not_saving");
  }

  done(answer, typed) {
    this.put("saved", typed, answer.at);
    this.field("cw-draft").value = answer.draft;
    this.field("csrfmiddlewaretoken").value = answer.csrf;
  }

  put(state, typed, at) {
    this.saved = typed.toString();
    this.failing = false;
    this.retry = FIRST_RETRY;
    this.at = at ?? this.at;
    this.say(state);
  }

  // Never given up: a second later, then two, four, … twenty.
  failed(state) {
    this.failing = true;
    this.say(state);
    if (state === "elsewhere") return;
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.keep(), this.retry);
    this.retry = Math.min(this.retry * 2, LAST_RETRY);
  }

  // Said once: a line that already stands is not read out again.
  say(state) {
    if (state === this.shown && state !== "saved") return;
    this.shown = state;
    const words = this.line.querySelector(`[data-says="${state}"]`).content.cloneNode(true);
    for (const at of words.querySelectorAll("[data-at]")) at.textContent = this.at;
    if (!this.at) words.querySelector("[data-since]")?.remove();
    this.says.replaceChildren(words);
    this.line.classList.toggle("cw-save--stays", !["saving", "saved"].includes(state));
  }

  // Going away with the last words: they are sent, whatever becomes of the page.
  flush() {
    if (!this.unsaved) return;
    const typed = this.typed();
    const small = typed.toString().length < 60000;
    this.post(typed, { keepalive: small }).then((reply) => this.heard(reply, typed), () => {});
  }

  leave(event) {
    if (!this.unsaved) return;
    this.again();
    event.preventDefault();
  }

  // A form is not sent into a dead line, where the browser would show its own page instead of ours.
  leaveByForm(event) {
    if (this.failing && !this.sure) {
      event.preventDefault();
      event.stopImmediatePropagation();
      this.tryFirst(event.submitter);
      return;
    }
    this.stop();
    this.field("cw-draft-count").value = this.count + 1;
  }

  async tryFirst(submitter) {
    await this.busy;
    if (this.shown !== "elsewhere") await this.keep();
    if (this.failing && this.shown !== "elsewhere") {
      this.line.scrollIntoView({ block: "nearest" });
      return;
    }
    this.sure = true;
    this.form.requestSubmit(submitter);
    this.sure = false;
  }

  stop() {
    clearTimeout(this.waiting);
    this.count += 1;
    this.stopped = true;
  }
}

for (const line of document.querySelectorAll("[data-save-line]")) new Keeper(line.closest("form"), line);
