// The form for drafts: shows what is asked next, says beside a field what is wrong, makes the file. Sends nothing.
(function () {
  "use strict";
  const form = document.getElementById("draft"), find = id => document.getElementById(id);
  const { makeMend, findDanger, makeId, buildFiles, pack, findForgePage } = window.concordDraft;
  const rules = JSON.parse(form.dataset.rules), own = form.dataset.lang, mend = makeMend(rules.known);
  const WORDS = ["title", "summary", "where", "when", "how_we_know", "kept_by", "credited_to", "alt", "caption", "origin", "text"];
  const LONGEST_SIDE = 2400, LONGEST_WORDS = 2000, LONGEST_LINE = 10000, LONGEST_TEXT = 250000;
  const fields = [...form.querySelectorAll('input[type="text"], textarea')];
  const ticked = name => [...form.querySelectorAll(`[name="${name}"]:checked`)].map(box => box.value);
  const isShown = field => !field.closest("[hidden]");
  let drawn = null, lot = "", address = "";

  function say(name, ...fill) {
    const said = find("say-" + name).content.cloneNode(true);
    said.querySelectorAll("[data-fill]").forEach((slot, n) => slot.replaceChildren(fill[n]));
    return said;
  }
  function put(tag, ...inside) {
    const element = document.createElement(tag);
    element.append(...inside);
    return element;
  }
  function tell(...said) {
    find("said").replaceChildren(...(said.length ? [put("p", ...said)] : []));
  }

  const place = "concord-draft:" + rules.archive;
  function withStore(use) {
    try { return use(localStorage); } catch (error) { return undefined; }
  }

  // --- what is asked next --------------------------------------------------------------------------------------------
  const needsConsent = () => find("kind").value === "oral-history" || (drawn && find("person").checked && find("picture-licence").value !== "PDM-1.0") ||
    ticked("sensitivity").some(one => one === "personal" || one === "minor");
  function unfold() {
    const share = ticked("share")[0];
    find("rest").hidden = share !== "yes";
    for (const answer of ["not-sure", "no"]) find("talk-" + answer).hidden = share !== answer;
    find("credited").hidden = find("credit").value === "none";
    find("consent").hidden = !needsConsent();
    find("pictured").hidden = !drawn;
    // What is kept can be forgotten also by those who have come to doubt.
    const isKept = withStore(store => store.getItem(place));
    find("kept").hidden = !isKept || share === "yes";
    form.querySelector("#make ~ [data-forget]").hidden = !isKept;
  }

  // --- what is wrong ---------------------------------------------------------------------------------------------------
  function mark(id, said) {
    const fault = find("fault-" + id), field = find(id);
    fault.replaceChildren(said || "");
    fault.hidden = !said;
    if (field.matches("fieldset")) field.classList.toggle("is-wrong", Boolean(said));
    else if (said) field.setAttribute("aria-invalid", "true");
    else field.removeAttribute("aria-invalid");
    return !said;
  }
  const digits = text => text.replace(/[०-९۰-۹٠-٩]/g, one => "०१२३४५६७८९۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩".indexOf(one) % 10);
  // The sentence about the words of a field, or nothing; `isDue`: an empty field is one too.
  function judge(field, isDue) {
    const text = mend(field.value), letters = rules.letters[field.lang], isText = field.id.startsWith("text.");
    if (field.id === "name") return field.value && makeId(field.value) !== field.value ? say("name") : null;
    if (field.id === "consent-given") return (text || isDue) && !/^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$/.test(digits(text)) ? say("day") : null;
    if (!text) return isDue && "needed" in field.dataset ? say("empty") : null;
    const danger = findDanger(text, ticked("sensitivity").includes("location"));
    if (danger) return say(danger);
    const foreign = letters && [...text].find(one => one in letters);
    if (foreign) return say("letter", foreign, letters[foreign]);
    const isLong = isText ? text.length > LONGEST_TEXT || text.split("\n").some(line => line.length > LONGEST_LINE) : text.length > LONGEST_WORDS;
    return isLong ? say("long") : null;
  }
  function judgeAll() {
    const care = ticked("sensitivity"), by = find("consent-by").value;
    const consent = !by ? say("empty") : care.includes("minor") && by !== "guardian" ? say("guardian") : null;
    const found = [
      ...["basis", "kind"].map(id => mark(id, find(id).value ? null : say("empty"))),
      mark("sensitivity", care.includes("human-remains") ? say("remains") : null),
      mark("consent-by", needsConsent() ? consent : null),
      mark("consent-uses", needsConsent() && !ticked("consent-uses").length ? say("uses") : null),
      ...fields.map(field => mark(field.id, isShown(field) ? judge(field, true) : null)),
    ];
    return found.every(Boolean);
  }
  function leadToFirst() {
    const fault = form.querySelector(".fault:not([hidden])"), field = find(fault.id.slice("fault-".length));
    for (let box = field.closest("details"); box; box = box.parentElement.closest("details")) box.open = true;
    (field.matches("fieldset") ? field.querySelector("input") : field).focus();
    fault.scrollIntoView({ block: "center" });
  }

  // --- the picture: only what can be seen of it is kept -------------------------------------------------------------------
  async function draw(file) {
    const seen = await createImageBitmap(file, { imageOrientation: "from-image" });
    const share = Math.min(1, LONGEST_SIDE / Math.max(seen.width, seen.height)), canvas = document.createElement("canvas");
    canvas.width = Math.max(1, Math.round(seen.width * share));
    canvas.height = Math.max(1, Math.round(seen.height * share));
    const brush = canvas.getContext("2d");
    brush.fillStyle = "#fff";
    brush.fillRect(0, 0, canvas.width, canvas.height);
    brush.drawImage(seen, 0, 0, canvas.width, canvas.height);
    seen.close();
    const made = await new Promise(done => canvas.toBlob(done, "image/jpeg", .9));
    canvas.setAttribute("aria-hidden", "true");
    return { canvas, bytes: new Uint8Array(await made.arrayBuffer()) };
  }
  async function takePicture() {
    const file = find("picture").files[0];
    drawn = null;
    mark("picture", null);
    try {
      if (file) drawn = await draw(file);
    } catch (error) {
      mark("picture", say("picture"));
    }
    find("drawn").replaceChildren(...(drawn ? [drawn.canvas] : []));
    unfold();
  }

  // --- the file -------------------------------------------------------------------------------------------------------------
  function collect() {
    const words = {};
    for (const field of fields.filter(isShown)) {
      const [name, lang] = [field.id.split(".")[0], field.id.slice(field.id.indexOf(".") + 1)], text = mend(field.value);
      if (WORDS.includes(name) && text) (words[name] = words[name] || {})[lang] = text;
    }
    return {
      words, kind: find("kind").value, licence: find("licence").value, basis: find("basis").value, credit: find("credit").value,
      sensitivity: ticked("sensitivity"),
      consent: needsConsent() ? { given: digits(mend(find("consent-given").value)), by: find("consent-by").value, uses: ticked("consent-uses") } : null,
      picture: drawn ? { bytes: drawn.bytes, licence: find("picture-licence").value, person: find("person").checked } : null,
    };
  }
  // The name asked for, else one out of a title in Latin letters, else one drawn, which stays the same while the page does.
  function chooseName(titles) {
    const chosen = find("name").value || [titles[own], ...Object.values(titles)].map(title => makeId(title || "")).find(Boolean);
    if (!lot) lot = [...crypto.getRandomValues(new Uint8Array(5))].map(byte => byte.toString(16).padStart(2, "0")).join("");
    return chosen || "entry-" + lot;
  }
  function showFile(path, bytes) {
    const name = Object.assign(put("span", path), { lang: "en", dir: "ltr" });
    name.dataset.script = "Latn";
    if (path.endsWith(".jpg")) return put("p", name);
    const text = new TextDecoder().decode(bytes);
    if (rules.forge) listPage(path, text);
    // A text stands as it does in its field; entry.yml runs from left to right, whichever way the page does.
    const said = put("pre", text), field = find(path.split("/").pop().replace(/\.md$/, "")), like = field || document.documentElement;
    Object.assign(said, { lang: like.lang, dir: field ? field.dir : "ltr" }).dataset.script = like.dataset.script;
    return put("details", put("summary", name), said);
  }
  function listPage(path, text) {
    const href = findForgePage(rules.forge, path, text).url;
    find("forge-pages").append(put("li", Object.assign(put("a", path), { href, rel: "noopener noreferrer external", dir: "ltr" })));
  }
  function make() {
    const answers = collect(), files = buildFiles(answers), name = chooseName(answers.words.title), save = find("save");
    URL.revokeObjectURL(address);
    address = URL.createObjectURL(new Blob(pack(name, files), { type: "application/zip" }));
    Object.assign(save, { href: address, download: name + ".zip" });
    find("save-name").textContent = name + ".zip";
    find("intake").textContent = `concord intake ${name}.zip`;
    find("mended").hidden = !fields.some(field => isShown(field) && mend(field.value) !== field.value.normalize("NFC").replace(/\t/g, " ").trim());
    if (rules.forge) find("forge-pages").replaceChildren();
    find("holds").replaceChildren(...Object.keys(files).map(path => showFile(`archive/entries/${name}/${path}`, files[path])));
    find("made").hidden = false;
    find("made-head").focus();
  }

  // --- kept only when somebody asks for it ---------------------------------------------------------------------------------------
  function keep() {
    const said = {};
    for (const one of form.elements) if (one.name && (one.type === "radio" || one.type === "checkbox" ? one.checked : one.value))
      said[one.name] = one.type === "checkbox" ? ticked(one.name) : one.value;
    const isKept = withStore(store => { store.setItem(place, JSON.stringify(said)); return true; });
    unfold();
    tell(say(isKept ? "kept" : "unkept"));
  }
  function resume() {
    const said = withStore(store => JSON.parse(store.getItem(place))) || {};
    for (const one of form.elements) {
      const value = Object.hasOwn(said, one.name) ? said[one.name] : null;
      if (one.type === "radio") one.checked = one.value === value;
      else if (one.type === "checkbox") one.checked = Array.isArray(value) && value.includes(one.value);
      else if (one.name && typeof value === "string") one.value = value;
    }
    unfold();
    form.querySelector('[name="share"]:checked')?.focus();
  }
  function forget() {
    withStore(store => store.removeItem(place));
    unfold();
    tell(say("forgotten"));
  }

  // A sentence that appears while somebody presses a button would move it away from under the finger: it waits.
  let isPressed = false, waiting = [];
  const catchUp = () => waiting.splice(0).forEach(act => act());
  const release = () => { isPressed = false; setTimeout(catchUp); };
  addEventListener("pointerdown", () => { isPressed = true; });
  for (const end of ["pointerup", "pointercancel"]) addEventListener(end, release);
  function follow(target) {
    if (target.id === "picture") takePicture();
    else if (fields.includes(target)) mark(target.id, judge(target, false));
    else if (target.name === "sensitivity") mark(target.name, ticked(target.name).includes("human-remains") ? say("remains") : null);
    else if (target.value && find("fault-" + target.name)) mark(target.name, null);
    unfold();
  }
  form.addEventListener("change", ({ target }) => {
    if (isPressed) waiting.push(() => follow(target)); else follow(target);
    find("made").hidden = true;
  });
  form.addEventListener("submit", event => {
    event.preventDefault();
    catchUp();
    tell();
    find("made").hidden = true;
    if (ticked("share")[0] !== "yes") return;
    if (judgeAll()) make();
    else { tell(say("again")); leadToFirst(); }
  });
  find("without").addEventListener("click", () => { find("picture").value = ""; takePicture(); find("picture").focus(); });
  find("keep").addEventListener("click", keep);
  find("resume").addEventListener("click", resume);
  form.querySelectorAll("[data-forget]").forEach(button => button.addEventListener("click", forget));

  // Browsers fill in again what stood here before, without asking.
  form.reset();
  find("hand").open = false;
  find("plain").hidden = true;
  form.hidden = false;
  unfold();
})();
