// Measures how fast this place downloads from the installation, and writes the figure into the form's field.
// Without it the figure is written by hand.
const box = document.querySelector("[data-speed]");
const field = document.querySelector("[name=down]");

async function once(url) {
  const begun = performance.now();
  const answer = await fetch(`${url}?n=${begun}`, { cache: "no-store" });
  const body = await answer.arrayBuffer();
  if (!answer.ok || !body.byteLength) throw new Error("nothing came");
  return (body.byteLength * 8) / (performance.now() - begun) / 1000; // bits a millisecond are thousands a second
}

if (box && field) {
  const status = box.querySelector("[role=status]");
  const button = box.querySelector("button");
  box.hidden = false;
  button.addEventListener("click", async () => {
    button.disabled = true;
    status.textContent = box.dataset.measuring;
    try {
      await once(box.dataset.speed); // the first one wakes the connection up
      const speed = Math.round(Math.min(await once(box.dataset.speed), 10000) * 10) / 10;
      field.value = String(speed);
      const method = document.querySelector("[name=method]");
      if (method) method.value = "measured";
      status.textContent = box.dataset.measured.replace("{speed}", speed.toLocaleString(document.documentElement.lang));
    } catch {
      status.textContent = box.dataset.failed;
    }
    button.disabled = false;
  });
}
