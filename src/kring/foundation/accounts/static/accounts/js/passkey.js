// Use a passkey, or make one: ask the browser, put its answer in the form, send the form.
// What to ask stands in the page, or is fetched at the moment of the click, because it goes stale.
const written = document.getElementById("passkey-options");

const options = async (form) => {
  if (written) return JSON.parse(written.textContent);
  const answer = await fetch(form.action, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(`Asked for a challenge, got ${answer.status}`);
  return answer.json();
};

const fill = async (form) => {
  const { creation_options: create, request_options: get } = await options(form);
  const passkey = window.webauthnJSON;
  const credential = form.dataset.passkey === "create" ? await passkey.create(create) : await passkey.get(get);
  form.elements.credential.value = JSON.stringify(credential);
  form.submit();
};

for (const form of document.querySelectorAll("form[data-passkey]")) {
  if (!window.webauthnJSON.supported()) continue;
  form.hidden = false;
  for (const instead of document.querySelectorAll("[data-passkey-missing]")) instead.hidden = true;
  const failed = form.querySelector("[data-passkey-failed]");
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    failed.hidden = true;
    try {
      await fill(form);
    } catch {
      failed.hidden = false;
    }
  });
}
