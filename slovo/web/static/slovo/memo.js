// Records a voice memo into a file field; without a microphone the field stays as it is.
//   input[type=file][data-memo] with data-record, data-stop, data-denied

const LONGEST = 30 * 60 * 1000;
const canRecord = navigator.mediaDevices && "MediaRecorder" in window && "DataTransfer" in window;

function kind() {
  const wanted = ["audio/webm;codecs=opus", "audio/ogg;codecs=opus", "audio/mp4"];
  return wanted.find((type) => MediaRecorder.isTypeSupported(type)) || "";
}

function put(field, parts, type) {
  const plain = type.split(";")[0];
  const end = { "audio/webm": "webm", "audio/ogg": "ogg" }[plain] || "m4a";
  const box = new DataTransfer();
  box.items.add(new File(parts, `memo.${end}`, { type: plain }));
  field.files = box.files;
  field.dispatchEvent(new Event("change", { bubbles: true }));
}

function minutes(seconds) {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

function offer(field) {
  const row = document.createElement("p");
  const button = document.createElement("button");
  const said = document.createElement("span");
  const player = document.createElement("audio");
  let recorder = null;
  let ticking = 0;
  row.className = "btn-row";
  button.type = "button";
  button.className = "btn";
  button.textContent = field.dataset.record;
  said.setAttribute("role", "status");
  player.controls = true;
  player.hidden = true;
  row.append(button, said, player);
  field.before(row);

  field.addEventListener("change", () => {
    if (player.src) URL.revokeObjectURL(player.src);
    player.hidden = !field.files.length;
    if (field.files.length) player.src = URL.createObjectURL(field.files[0]);
  });

  function ended(stream, parts) {
    clearInterval(ticking);
    stream.getTracks().forEach((track) => track.stop());
    put(field, parts, recorder.mimeType || "audio/webm");
    button.textContent = field.dataset.record;
    said.textContent = "";
    recorder = null;
  }

  async function begin() {
    const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
    const parts = [];
    const since = Date.now();
    recorder = new MediaRecorder(stream, { mimeType: kind(), audioBitsPerSecond: 32000 });
    recorder.addEventListener("dataavailable", (event) => parts.push(event.data));
    recorder.addEventListener("stop", () => ended(stream, parts));
    recorder.start();
    button.textContent = field.dataset.stop;
    said.textContent = minutes(0);
    ticking = setInterval(() => {
      said.textContent = minutes(Math.floor((Date.now() - since) / 1000));
      if (Date.now() - since > LONGEST && recorder) recorder.stop();
    }, 1000);
  }

  button.addEventListener("click", async () => {
    if (recorder) return recorder.stop();
    try {
      await begin();
    } catch {
      said.textContent = field.dataset.denied;
    }
  });
}

if (canRecord) document.querySelectorAll("input[data-memo]").forEach(offer);
