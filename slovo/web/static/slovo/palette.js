// Find or do anything: Ctrl+K, type, arrows, Enter.
//   dialog#palette[data-palette-url]   the server answers ?q= with .hit links and buttons
//   A hit is <a class="hit" role="option" href> or <button class="hit" role="option"> in a form.

const dialog = document.getElementById("palette");
const input = dialog?.querySelector("input[type=search]");
const list = document.getElementById("hits");
let asked = 0;
let timer = 0;

const hits = () => [...list.querySelectorAll(".hit")];
const chosen = () => list.querySelector('[aria-selected="true"]');

function choose(hit) {
  for (const each of hits()) each.setAttribute("aria-selected", String(each === hit));
  if (!hit) return input.removeAttribute("aria-activedescendant");
  input.setAttribute("aria-activedescendant", hit.id);
  hit.scrollIntoView({ block: "nearest" });
}

async function ask() {
  const mine = ++asked;
  const url = new URL(dialog.dataset.paletteUrl, location.href);
  url.searchParams.set("q", input.value);
  url.searchParams.set("from", location.pathname);
  const answer = await fetch(url, { headers: { "HX-Request": "true" } });
  if (mine !== asked || !answer.ok) return;
  list.innerHTML = await answer.text();
  hits().forEach((hit, at) => {
    hit.id = `hit-${at}`;
    hit.tabIndex = -1;
  });
  choose(hits()[0]);
}

function move(by) {
  const all = hits();
  if (all.length) choose(all[(all.indexOf(chosen()) + by + all.length) % all.length]);
}

if (dialog) {
  document.addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "k") return;
    event.preventDefault();
    if (dialog.open) dialog.close();
    else dialog.showModal();
  });
  new MutationObserver(() => dialog.open && (input.select(), ask())).observe(dialog, {
    attributeFilter: ["open"],
  });
  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, 90);
  });
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown") move(1);
    else if (event.key === "ArrowUp") move(-1);
    else if (event.key === "Escape") dialog.close();
    else return;
    event.preventDefault();
  });
  dialog.querySelector(".palette-ask").addEventListener("submit", (event) => {
    event.preventDefault();
    chosen()?.click();
  });
}
