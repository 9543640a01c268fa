// Dialogs, menus, busy buttons. Pages work without it.
//   data-open="id"           opens <dialog id>, on a link or a button
//   details.menu             closes on Escape and on a click beside it
//   input[data-browser-zone] takes the zone of the reader's machine while it is empty
//   [data-copy="…"]          puts these words on the clipboard and says data-copied
//   [data-print]             puts the page on paper
//   form[data-auto]          is sent when a control in it changes (views, filters)
//   .item[hx-get]            looks into a case beside the list; on a narrow screen, by Enter or
//                            with Ctrl it opens as a page, as any link does; the event
//                            "slovo:look" on it looks as well

document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-open]");
  if (opener) {
    const dialog = document.getElementById(opener.dataset.open);
    if (dialog && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      if (!dialog.open) dialog.showModal();
    }
  }
  if (event.target.closest("[data-print]")) print();
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
  if (event.target.matches("dialog")) event.target.close(); // the veil around it
});

let looking = 0;
const isWide = () => matchMedia("(min-width: 62rem)").matches;

function lookInto(item) {
  for (const each of document.querySelectorAll(".item[aria-current]")) {
    each.removeAttribute("aria-current");
  }
  item.setAttribute("aria-current", "true");
  clearTimeout(looking);
  looking = setTimeout(() => window.htmx?.ajax("GET", item.href, { source: item }), 60);
}

document.addEventListener("slovo:look", (event) => isWide() && lookInto(event.target));

document.addEventListener(
  "click",
  (event) => {
    const item = event.target.closest(".item[hx-get]");
    if (!item) return;
    event.stopPropagation();
    const asPage = event.detail === 0 || event.ctrlKey || event.metaKey || event.shiftKey;
    if (asPage || !isWide()) return;
    event.preventDefault();
    lookInto(item);
  },
  true,
);

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});

document.addEventListener("submit", (event) => {
  const button = event.submitter;
  if (!button || event.target.method === "dialog") return;
  setTimeout(() => button.classList.add("is-busy"));
  setTimeout(() => button.classList.remove("is-busy"), 4000);
});

document.addEventListener("change", (event) => {
  event.target.closest("form[data-auto]")?.requestSubmit();
});

addEventListener("pageshow", () => {
  for (const button of document.querySelectorAll(".is-busy")) button.classList.remove("is-busy");
});

for (const field of document.querySelectorAll("[data-browser-zone]")) {
  if (!field.value) field.value = Intl.DateTimeFormat().resolvedOptions().timeZone;
}

document
  .querySelector(".settings-ways [aria-current], .views [aria-current]")
  ?.scrollIntoView({ block: "nearest", inline: "center" });
