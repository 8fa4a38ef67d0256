/*
 * The page of bills: while somebody types, the browser makes the bill itself where it can, and asks the server
 * where it cannot. Draws the same rows as the server's design/bill.html. The page works without this file.
 */
(function () {
  "use strict";
  const form = document.querySelector("[data-bill-form]"), place = document.getElementById("bill-answer");
  const { make, written, fill } = globalThis.DonghanhBill;
  let law = null, waiting = 0;

  const element = (name, look, ...inside) => {
    const made = document.createElement(name);
    if (look) made.className = look;
    made.append(...inside.filter((part) => part !== null && part !== ""));
    return made;
  };
  const said = (subject, key, places) => fill(law.words[subject][key] ?? key, places || {});
  const hundredths = (number) => {
    const whole = number / 100n, rest = (number % 100n).toString().padStart(2, "0").replace(/0+$/, "");
    return rest ? `${written(whole)},${rest}` : written(whole);
  };
  const dayOf = (text) => text.split("-").reverse().join("/");

  function question() {
    const asked = { tenants_undeclared: form.elements.tenants_undeclared.checked };
    for (const [name, value] of new FormData(form)) if (name !== "tenants_undeclared") asked[name] = value.trim();
    return asked;
  }

  function labelOf(line, asked) {
    if (line.kind === "relief") {
      const [round, group] = line.relief.relief.split("/");
      return said("labels", "relief", { round: round.replace("covid-", ""), group: said("groups", group) });
    }
    if (asked.tenants_undeclared) return said("labels", "tenants", { tier: line.row.tier });
    if (asked.category === "residential") return said("labels", "tier", { tier: line.row.tier });
    const category = said("categories", asked.category);
    return line.row.register === "all" ? category
      : said("labels", "energy", { category, register: said("registers", line.row.register).toLowerCase() });
  }

  function formulaOf(line) {
    const amount = written(line.amount);
    if (line.kind === "energy") return said("formulas", "energy", { kwh: written(line.kwh), price: written(BigInt(line.row.price)), amount });
    return "\u2212" + said("formulas", "percent", { basis: written(line.basis), percent: hundredths(line.percent), amount });
  }

  // How households scaled the limit of a tier; empty where it is the law's own.
  function limitOf(line) {
    if (!line.width || line.quarters === 4n) return "";
    const exact = line.width * line.quarters * 25n;
    const households = said("formulas", "limit_households", { households: hundredths(line.quarters * 25n) });
    const limit = said("formulas", "limit", { limit: written(line.width), days: "", households, exact: hundredths(exact) });
    return exact % 100n ? limit + said("formulas", "limit_rounded", { rounded: written(line.limit) }) : limit;
  }

  function sourceOf(key) {
    const source = law.sources[key];
    if (!source) return null;
    const mark = form.querySelector("[data-mark]").content.cloneNode(true);
    return element("span", "bill-source", source.named, ...(source.is_confirmed ? [] : [" ", mark]));
  }

  function why(formula, source, limit, tierSource) {
    const cell = element("td", "", element("span", "bill-formula", formula), limit ? element("span", "bill-limit", `${form.dataset.limit} ${limit}`) : null, source, tierSource || null);
    cell.colSpan = 4;
    return element("tr", "bill-why", cell);
  }

  function rowOf(line, asked) {
    const head = element("th", "", labelOf(line, asked));
    head.scope = "row";
    const isEnergy = line.kind === "energy";
    const cells = [isEnergy ? written(line.kwh) : "", isEnergy ? written(BigInt(line.row.price)) : "", written(line.amount)];
    return element("tr", "bill-line", head, ...cells.map((text) => element("td", "right", text)));
  }

  function sumsOf(bill) {
    const plus = (amounts, sum) => amounts.length < 2 ? `${written(sum)} đ`
      : said("formulas", "sum", { parts: amounts.map((one) => `${written(one)} đ`).join(" + "), amount: written(sum) });
    const charged = bill.lines.filter((line) => line.kind === "energy").map((line) => line.amount);
    const sum = (parts, amount) => said("formulas", "sum", { parts, amount: written(amount) });
    const percent = BigInt(bill.vat.percent);
    const all = [
      ["gross", bill.gross, plus(charged, bill.gross)],
      ["relief", bill.relief, plus([bill.relief], bill.relief)],
      ["net", bill.net, bill.relief ? sum(`${written(bill.gross)} đ \u2212 ${written(bill.relief)} đ`, bill.net) : plus(charged, bill.net)],
      ["vat", bill.tax, said("formulas", "percent", { basis: written(bill.net), percent, amount: written(bill.tax) })],
      ["total", bill.total, sum(`${written(bill.net)} đ + ${written(bill.tax)} đ`, bill.total)],
    ];
    return bill.relief ? all : all.slice(2);
  }

  function sumRows(bill) {
    return sumsOf(bill).flatMap(([name, amount, formula]) => {
      const head = element("th", "", said("sums", name, { percent: bill.vat.percent }));
      head.scope = "row";
      head.colSpan = 3;
      return [
        element("tr", `bill-sum bill-sum-${name}`, head, element("td", "right", written(amount))),
        why(formula, name === "vat" ? sourceOf(bill.vat.source) : null),
      ];
    });
  }

  function notesOf(bill) {
    const keys = [...bill.lines.map((line) => (line.kind === "relief" ? line.relief.source : line.row.source)), bill.vat.source, ...bill.rules];
    return [...new Set(keys.map((key) => law.sources[key]?.note).filter(Boolean))];
  }

  function draw(bill, asked) {
    const frame = form.querySelector("[data-frame]").content.cloneNode(true);
    const at = (name) => frame.querySelector(`[data-at="${name}"]`);
    at("due").textContent = `${written(bill.total)} đ`;
    const last = new Date(new Date(bill.period.until).getTime() - 86400000).toISOString().slice(0, 10);
    at("period").textContent = said("table", "period", { first: dayOf(bill.period.from), last: dayOf(last), read_on: dayOf(bill.period.readOn) });
    for (const line of bill.lines) {
      const key = line.kind === "relief" ? line.relief.source : line.row.source;
      at("lines").append(rowOf(line, asked), why(formulaOf(line), sourceOf(key), limitOf(line), line.tenants && sourceOf(line.tenants.source)));
    }
    at("sums").append(...sumRows(bill));
    at("before").textContent = bill.before
      ? said("table", "year_before", { instrument: bill.before.instrument, total: written(bill.before.total), difference: written(bill.before.difference) })
      : said("notes", "no_year_before");
    const notes = notesOf(bill);
    if (notes.length) at("notes").append(...notes.map((note) => element("li", "", note)));
    else at("notes").remove();
    at("release").textContent = law.release;
    if (bill.isReduced) at("condition-text").textContent = said("notes", "relief_for_some", { round: asked.relief.replace("covid-", "") });
    else at("condition").remove();
    place.replaceChildren(frame);
  }

  function answer() {
    const asked = question();
    if (!asked.kwh && !asked.normal && !asked.off_peak && !asked.peak) return place.replaceChildren();
    const bill = law && make(asked, law);
    if (bill) draw(bill, asked);
    else globalThis.htmx?.trigger(form, "ask-server");
  }

  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(answer, 150);
  });
  fetch(form.dataset.prices, { headers: { Accept: "application/json" } })
    .then((response) => response.json())
    .then((read) => { law = read; form.dataset.ready = "yes"; })
    .catch(() => { form.dataset.ready = "server"; });
})();
