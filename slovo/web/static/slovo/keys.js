// The keyboard. Off while one types or a dialog is open.
//   rows: .wait, .item, tr[data-row]     J and K hold them (and look into a case), Enter opens,
//                                        Escape lets go
//   data-act="still|answer|note|hand|call"  E R N H P press it: in the held row first, else on the page
//   .rail [data-way]                     G then T C P L S goes there
//   [data-key="c"]                       a letter of its own
//   X in a held row: see bulk.js

const acts = { e: "still", r: "answer", n: "note", h: "hand", p: "call" };
const ways = { t: "today", c: "case-list", p: "person-list", l: "letter-list", s: "settings" };
let goes = false;

const rows = () => [...document.querySelectorAll(".wait, .item, tr[data-row]")];
const held = () => document.querySelector(".is-held");

function hold(row) {
  held()?.classList.remove("is-held");
  if (!row) return;
  row.classList.add("is-held");
  row.scrollIntoView({ block: "nearest" });
  (row.matches("a") ? row : row.querySelector("a"))?.focus({ preventScroll: true });
  if (row.matches(".item[hx-get]")) row.dispatchEvent(new Event("slovo:look", { bubbles: true }));
}

function step(by) {
  const all = rows();
  const at = all.indexOf(held());
  hold(all[Math.min(Math.max(at + by, 0), all.length - 1)]);
}

function press(element) {
  if (!element) return false;
  const choice = element.querySelector("input[type=radio]");
  if (choice) {
    choice.checked = true; // a click would take the caret from what is written next
    choice.dispatchEvent(new Event("change", { bubbles: true }));
  } else if (element.matches("input, textarea, trix-editor")) element.focus();
  else element.click();
  return true;
}

function types(target) {
  return target.closest("input:not(.choice *), textarea, select, trix-editor, [contenteditable], dialog[open]");
}

function meant(key) {
  if (goes) {
    goes = false;
    return press(document.querySelector(`.rail [data-way="${ways[key]}"]`));
  }
  if (key === "g") return (goes = true);
  if (key === "j") return step(1), true;
  if (key === "k") return step(-1), true;
  if (key === "?") return document.getElementById("keys")?.showModal(), true;
  if (key === "escape" && held()) return document.activeElement.blur(), hold(null), true;
  const act = `[data-act="${acts[key]}"]`;
  return (
    press(held()?.querySelector(act)) ||
    press(document.querySelector(`${act}:not(.wait *, .item *)`)) ||
    press(document.querySelector(`[data-key="${CSS.escape(key)}"]`))
  );
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || types(event.target)) return;
  if (meant(event.key.toLowerCase())) event.preventDefault();
});
