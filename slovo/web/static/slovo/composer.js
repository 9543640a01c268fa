// The composer: a rich editor over a plain <textarea>, which alone works without script.
//   form[data-composer]
//     data-draft-url      takes the form every second of rest; answers {"words": "Draft saved at 09:11"},
//                         with 409 when another window keeps other words
//     data-attach-url     takes "file"; answers a piece of HTML for [data-files]
//     textarea[data-text] name="text"; data-html holds the draft in HTML when there is one.
//                         With script its place is taken by trix-editor and a hidden input name="html".
//     [data-note]         the radio of the note; [data-letter] of the letter
//     [data-draft-word]   where the draft's state is said; data-unsaved: not yet, we try again
//     [data-signed-out]   shown when the server does not know us any more
//     [data-insert]       a button of a macro: its value is put in as a paragraph at the caret;
//                         data-missing: what in it is not known
//     [data-attach]       input type=file
//     [data-detach]       a button in [data-files]: its value is a URL to POST to
//     [data-pick-other]   the radio of "another time"; the field beside it chooses it
//   Ctrl+Enter presses the visible [type=submit]. data-act="answer|note" on the two tabs serves R and N.

const form = document.querySelector("form[data-composer]");
const REST = 1000;
const TOKEN = "csrfmiddlewaretoken";
let timer = 0;
let isDirty = false;
let isWhole = false;

const escape = (text) => {
  const holder = document.createElement("div");
  holder.textContent = text;
  return holder.innerHTML.replaceAll("\n", "<br>");
};
const refuse = (text) =>
  document.dispatchEvent(new CustomEvent("slovo:say", { detail: { text, isRefusal: true } }));

function enrich(area) {
  const hidden = document.createElement("input");
  Object.assign(hidden, { type: "hidden", name: "html", id: `${area.id}-html` });
  hidden.value = area.dataset.html || escape(area.value);
  const editor = document.createElement("trix-editor");
  editor.setAttribute("input", hidden.id);
  editor.setAttribute("toolbar", "composer-tools");
  editor.setAttribute("aria-label", area.getAttribute("aria-label"));
  editor.setAttribute("placeholder", area.placeholder);
  editor.setAttribute("role", "textbox");
  editor.setAttribute("aria-multiline", "true");
  area.removeAttribute("name");
  area.hidden = true;
  area.required = false;
  area.after(hidden, editor);
  editor.addEventListener("trix-file-accept", (event) => {
    event.preventDefault();
    attach([event.file]);
  });
  return editor;
}

/** The editor registers itself a moment after its script; without it we go on with plain text. */
function isRich() {
  const waited = new Promise((done) => setTimeout(() => done(false), 2000));
  return Promise.race([customElements.whenDefined("trix-editor").then(() => true), waited]);
}

/** Whoever signed in again in another window has another token there. */
async function renew() {
  const answer = await fetch(location.pathname).catch(() => null);
  if (!answer?.ok || answer.redirected) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const { value } = page.querySelector("form[data-composer]").elements[TOKEN];
  for (const each of document.querySelectorAll(`[name=${TOKEN}]`)) each.value = value;
}

/** False: the words are only here, the server cannot be reached or does not know us now. */
async function save(isLeaving = false) {
  clearTimeout(timer);
  if (!isDirty || !form.dataset.draftUrl) return true;
  isDirty = false;
  const body = new FormData(form);
  for (const [name, value] of [...body]) if (value instanceof File) body.delete(name);
  const post = { method: "POST", body, keepalive: isLeaving };
  const answer = await fetch(form.dataset.draftUrl, post).catch(() => null);
  const words = form.querySelector("[data-draft-word]");
  form.querySelector("[data-signed-out]").hidden = answer?.status !== 401;
  const isElsewhere = answer?.status === 409;
  words.classList.toggle("late", isElsewhere);
  if (isElsewhere) isDirty = true; // asked again with the next letter typed, and when one leaves
  if (answer?.ok || isElsewhere) words.textContent = (await answer.json()).words;
  else if (!answer || [401, 403].includes(answer.status)) {
    isDirty = true;
    words.textContent = form.dataset.unsaved;
    if (answer?.status === 403) await renew();
    timer = setTimeout(save, 5 * REST);
  }
  return answer !== null && answer.status !== 401;
}

/** Empty and without files, it rests as one line. */
function rest(words) {
  const text = words.editor ? words.editor.getDocument().toString() : words.value;
  const isEmpty = !text.trim() && !form.querySelector("[data-files] > *");
  form.classList.toggle("is-resting", isEmpty && !form.querySelector("[role=status]"));
}

/** The latest letters are what one came for. */
function showLatest() {
  const last = document.querySelector(".talk > :last-child");
  const isPlain = !location.hash && !scrollY && matchMedia("(min-width: 48rem)").matches;
  if (last && isPlain) last.scrollIntoView({ block: "end" });
}

function touch() {
  isDirty = true;
  clearTimeout(timer);
  timer = setTimeout(save, REST);
}

async function attach(files) {
  const shelf = form.querySelector("[data-files]");
  for (const file of files) {
    const body = new FormData();
    body.append(TOKEN, form.elements[TOKEN].value);
    body.append("file", file);
    const answer = await fetch(form.dataset.attachUrl, { method: "POST", body });
    const text = await answer.text();
    if (answer.ok) shelf.insertAdjacentHTML("beforeend", text);
    else refuse(answer.status === 422 ? text : file.name);
  }
}

async function detach(button) {
  const body = new FormData();
  body.append(TOKEN, form.elements[TOKEN].value);
  const answer = await fetch(button.value, { method: "POST", body });
  if (answer.ok) button.parentElement.remove();
}

function insert(text, { editor }, area) {
  const whole = editor ? editor.getDocument().toString().slice(0, -1) : area.value;
  const [from, to] = editor?.getSelectedRange() ?? [area.selectionStart, area.selectionEnd];
  const before = /[^\n]$/.test(whole.slice(0, from).trimStart()) ? "\n\n" : "";
  const after = /^[^\n]/.test(whole.slice(to)) ? "\n\n" : "";
  const paragraph = before + text + after;
  if (editor) editor.insertString(paragraph);
  else area.setRangeText(paragraph, from, to, "end");
  (editor?.element ?? area).focus();
  touch();
}

if (form) {
  const area = form.querySelector("textarea[data-text]");
  const editor = area && (await isRich()) ? enrich(area) : null;
  const words = editor ?? area;
  let isReady = !editor;
  editor?.addEventListener("trix-initialize", () => setTimeout(() => (isReady = true)));
  form.addEventListener("trix-change", () => isReady && touch());
  form.addEventListener("input", touch);
  form.addEventListener("change", (event) => {
    const { target } = event;
    if (target.matches("[data-attach]") && form.dataset.attachUrl) {
      attach([...target.files]).then(() => (target.value = ""));
    }
    if (target.closest(".pick-other")) form.querySelector("[data-pick-other]").checked = true;
    if (target.matches("[data-note], [data-letter]")) words.focus();
    touch();
  });
  form.addEventListener("click", (event) => {
    const { target } = event;
    const macro = target.closest("[data-insert]");
    if (macro) {
      insert(macro.value, words, area);
      if (macro.dataset.missing) refuse(macro.dataset.missing);
      macro.closest("details").open = false;
    }
    const gone = target.closest("[data-detach]");
    if (gone) detach(gone);
    if (target.closest("[data-act]")) setTimeout(() => words.focus());
  });
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    [...form.querySelectorAll("[type=submit]")].find((each) => each.offsetParent)?.click();
  });
  form.addEventListener("submit", (event) => {
    if (isWhole) return;
    event.preventDefault(); // the editor hands over its last letters with the next frame
    requestAnimationFrame(async () => {
      isDirty = true;
      if (!(await save())) return event.submitter?.classList.remove("is-busy");
      clearTimeout(timer);
      isWhole = true;
      form.requestSubmit(event.submitter);
      isWhole = false;
    });
  });
  const settle = () => rest(words);
  setTimeout(() => {
    settle();
    showLatest();
    if (location.hash === "#write") words.focus(); // whoever pressed “answer” begins to write
  });
  form.addEventListener("focusout", settle);
  addEventListener("pagehide", () => save(true));
  document.addEventListener("visibilitychange", () => save(document.hidden));
}
