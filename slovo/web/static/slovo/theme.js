// Light, dark, or as the system: shown at once, then kept with the person.
//   form[data-theme-form] with buttons name="theme" value="" | "light" | "dark"

document.addEventListener("submit", async (event) => {
  const form = event.target.closest("[data-theme-form]");
  if (!form) return;
  event.preventDefault();
  const theme = event.submitter.value;
  if (theme) document.documentElement.dataset.theme = theme;
  else delete document.documentElement.dataset.theme;
  for (const button of document.querySelectorAll("[data-theme-form] button")) {
    button.toggleAttribute("aria-pressed", false);
    if (button.value === theme) button.setAttribute("aria-pressed", "true");
  }
  await fetch(form.action, { method: "POST", body: new FormData(form, event.submitter) });
});
