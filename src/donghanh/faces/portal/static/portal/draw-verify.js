/*
 * The page of the verifier: builds itself inside every [data-draw-verifier], in the page's language.
 * Attributes: data-proof-url (a published proof to offer). Needs draw-hashes.js, draw-proof.js, draw-texts.js.
 */
(function (house) {
  "use strict";

  function made(tag, attributes, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...children);
    return element;
  }

  function asked(id, label, hint, attributes) {
    const parts = [made("label", { for: id, class: "field-label" }, label)];
    if (hint) parts.push(made("p", { class: "field-hint", id: `${id}-hint` }, hint));
    const described = hint ? { "aria-describedby": `${id}-hint` } : {};
    return made("div", { class: "field" }, ...parts, made("input", { id, class: "input", ...described, ...attributes }));
  }

  function part(title, ...children) {
    return made("section", { class: "draw-part" }, made("h2", {}, title), ...children);
  }

  function page(texts, url) {
    const text = { type: "text", autocomplete: "off", spellcheck: "false" };
    const file = { type: "file", accept: ".json,application/json" };
    const offered = url ? [made("button", { type: "button", class: "button", id: "draw-published" }, texts.published)] : [];
    return [
      part(texts.choose,
        asked("draw-file", texts.file, texts.choose_hint, file), ...offered,
        asked("draw-root", texts.root, texts.root_hint, text)),
      part(texts.result,
        made("p", { id: "draw-verdict", role: "status", class: "draw-verdict" }, texts.nothing),
        made("dl", { id: "draw-facts", class: "draw-facts" }),
        made("ol", { id: "draw-steps", class: "draw-steps" })),
      part(texts.am_i_in,
        made("form", { id: "draw-ask" },
          asked("draw-entrant", texts.entrant, "", text), asked("draw-salt", texts.salt, "", text),
          asked("draw-receipt", texts.receipt, "", file),
          made("button", { type: "submit", class: "button button-primary" }, texts.ask)),
        made("p", { id: "draw-answer", role: "status", class: "draw-verdict" })),
    ];
  }

  function say(element, tone, ...words) {
    element.className = `draw-verdict draw-${tone}`;
    element.replaceChildren(words.filter(Boolean).join(" "));
  }

  function line(texts, check) {
    const mark = check.holds ? `✓ ${texts.ok}` : `✗ ${texts.bad}`;
    const item = made("li", { class: check.holds ? "draw-ok" : "draw-bad", "data-check": check.name },
      made("span", {}, texts.checks[check.name] || check.name), " ", made("strong", {}, mark));
    if (!check.holds && (check.found || check.expected)) {
      item.append(made("p", {}, `${texts.found}: ${check.found}`), made("p", {}, `${texts.expected}: ${check.expected}`));
    }
    return item;
  }

  function facts(texts, proof) {
    const rows = [[texts.title, proof.title || "–"], [texts.method, proof.method], [texts.count, proof.list.count],
      ...proof.sources.map((source, k) => [source.announced || `${texts.source} ${k + 1}`, source.drawn]),
      [texts.winners, proof.winners.join(", ")], [texts.alternates, proof.alternates.join(", ") || "–"]];
    if (proof.statements.length) rows.push([texts.holders, house.holdersAfter(proof.winners, proof.statements).join(", ")]);
    return rows.flatMap(([name, value]) => [made("dt", {}, `${name}`), made("dd", {}, `${value}`)]);
  }

  const pause = () => new Promise((resume) => setTimeout(resume));

  function announcedRoot(proof, typed) {
    const expected = typed.trim().toLowerCase();
    const found = proof.list.merkle_root;
    return expected ? [{ name: "announced_root", holds: found === expected, found, expected }] : [];
  }

  async function checkAll(verifier, bytes) {
    const { texts, find } = verifier, { document: proof, text } = house.readProof(bytes);
    const typed = find("draw-root").value;
    const checks = (function* all() {
      yield* house.verifyProof(proof, text);
      yield* announcedRoot(proof, typed);
    })();
    for (const check of checks) {
      find("draw-steps").append(line(texts, check));
      if (!check.holds) return say(find("draw-verdict"), "bad", texts.breaks, texts.checks[check.name]);
      await pause();
    }
    verifier.proof = proof;
    find("draw-facts").replaceChildren(...facts(texts, proof));
    return say(find("draw-verdict"), "ok", texts.holds);
  }

  async function show(verifier, bytes) {
    const { texts, find } = verifier;
    verifier.proof = null;
    verifier.bytes = bytes;
    find("draw-steps").replaceChildren();
    find("draw-facts").replaceChildren();
    find("draw-answer").replaceChildren();
    say(find("draw-verdict"), "busy", texts.working);
    await pause();
    try {
      await checkAll(verifier, bytes);
    } catch (problem) {
      if (!(problem instanceof house.NotAProof)) throw problem;
      say(find("draw-verdict"), "bad", texts.not_a_proof, `(${problem.message})`);
    }
  }

  async function showPublished(verifier, url) {
    let answer;
    try {
      answer = await fetch(url);
    } catch {
      answer = { ok: false };
    }
    if (!answer.ok) return say(verifier.find("draw-verdict"), "bad", verifier.texts.unreachable);
    return show(verifier, new Uint8Array(await answer.arrayBuffer()));
  }

  function answerReceipt({ texts, proof }, receipt) {
    const broken = house.verifyReceipt(receipt, proof.list.merkle_root);
    if (broken) return ["bad", texts.receipt_breaks, texts.checks[broken]];
    return ["ok", texts.receipt_holds, `${receipt.rank} / ${receipt.count}.`];
  }

  function answerTyped({ texts, proof, find }) {
    const salt = house.saltFrom(find("draw-salt").value.trim());
    if (!salt) return ["bad", texts.bad_salt];
    const { rank, count, prize, alternate } = house.findEntrant(proof, find("draw-entrant").value.trim(), salt);
    if (!rank) return ["bad", texts.not_in];
    const won = prize ? texts.prize : alternate ? `${texts.alternate} ${alternate}.` : texts.no_prize;
    return ["ok", texts.in_list, `${rank} / ${count}.`, won];
  }

  async function answer(verifier) {
    const { texts, find } = verifier, [file] = find("draw-receipt").files;
    if (!verifier.proof) return say(find("draw-answer"), "bad", texts.first_proof);
    try {
      const said = file ? answerReceipt(verifier, house.readReceipt(new Uint8Array(await file.arrayBuffer()))) : answerTyped(verifier);
      return say(find("draw-answer"), ...said);
    } catch (problem) {
      if (!(problem instanceof house.NotAProof)) throw problem;
      return say(find("draw-answer"), "bad", texts.receipt_breaks, problem.message);
    }
  }

  const bytesOf = async (file) => new Uint8Array(await file.arrayBuffer());

  function start(element) {
    const language = document.documentElement.lang.startsWith("en") ? "en" : "vi", url = element.dataset.proofUrl;
    const verifier = { texts: house.texts[language], proof: null, bytes: null, find: (id) => element.querySelector(`#${id}`) };
    element.replaceChildren(...page(verifier.texts, url));
    const input = verifier.find("draw-file");
    input.addEventListener("change", async () => input.files.length && show(verifier, await bytesOf(input.files[0])));
    element.addEventListener("dragover", (event) => event.preventDefault());
    element.addEventListener("drop", async (event) => {
      event.preventDefault();
      if (event.dataTransfer.files.length) await show(verifier, await bytesOf(event.dataTransfer.files[0]));
    });
    verifier.find("draw-root").addEventListener("change", () => verifier.bytes && show(verifier, verifier.bytes));
    verifier.find("draw-ask").addEventListener("submit", (event) => { event.preventDefault(); answer(verifier); });
    if (url) verifier.find("draw-published").addEventListener("click", () => showPublished(verifier, url));
  }

  document.querySelectorAll("[data-draw-verifier]").forEach(start);
})(globalThis.DonghanhDraw);
