// Lets this browser receive notices.
//   form[data-push="<the house's public key>"] with inputs endpoint, p256dh, auth, label

const form = document.querySelector("form[data-push]");
const canPush = form && "serviceWorker" in navigator && "PushManager" in window;

function bytes(text) {
  const plain = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
}

async function subscription() {
  const worker = await navigator.serviceWorker.register("/worker.js");
  await navigator.serviceWorker.ready;
  const known = await worker.pushManager.getSubscription();
  const key = { userVisibleOnly: true, applicationServerKey: bytes(form.dataset.push) };
  return known || worker.pushManager.subscribe(key);
}

if (canPush) {
  form.hidden = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const fault = form.querySelector("[data-push-fault]");
    try {
      const { endpoint, keys } = (await subscription()).toJSON();
      form.elements.endpoint.value = endpoint;
      form.elements.p256dh.value = keys.p256dh;
      form.elements.auth.value = keys.auth;
      form.elements.label.value = navigator.userAgentData?.platform || navigator.platform || "";
      form.submit();
    } catch {
      fault.hidden = false;
    }
  });
}
