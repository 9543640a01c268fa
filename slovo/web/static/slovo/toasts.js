// What happened, and how to take it back.
//   #toasts [data-toast="30"]      goes after so many seconds; 0 stays until it is put away
//   [data-left]                    counts the seconds of an undo
//   event "slovo:say" {text, isRefusal}   says something from another module

const shelf = document.getElementById("toasts");

function live(toast) {
  let left = Number(toast.dataset.toast);
  const count = toast.querySelector("[data-left]");
  toast.querySelector("[data-put-away]")?.addEventListener("click", () => toast.remove());
  if (!left) return;
  const tick = setInterval(() => {
    if (toast.matches(":hover, :focus-within") && !count) return;
    left -= 1;
    if (count) count.textContent = left;
    if (left > 0) return;
    clearInterval(tick);
    toast.remove();
  }, 1000);
}

function say({ text, isRefusal = false }) {
  const toast = document.createElement("div");
  toast.className = isRefusal ? "toast-word is-refusal" : "toast-word";
  toast.dataset.toast = isRefusal ? "15" : "6";
  toast.append(text);
  shelf.append(toast);
}

if (shelf) {
  for (const toast of shelf.children) live(toast);
  new MutationObserver((changes) => {
    for (const change of changes) {
      for (const node of change.addedNodes) if (node.dataset?.toast) live(node);
    }
  }).observe(shelf, { childList: true });
  document.addEventListener("slovo:say", (event) => say(event.detail));
}
