/*
 * Makes the simple bills in the browser, from the published prices, to the same đồng as the server: whole months
 * under one price list; tiers with quotas, flat prices, times of use; reductions by percentage; VAT of the day.
 * `make(question, law)` answers the bill, or null where the server has to be asked. Whole numbers are BigInt.
 */
(function (root) {
  "use strict";
  const DAY = /^(20[0-9]{2})-([0-9]{2})-([0-9]{2})$/;
  const HOUSEHOLDS = /^([0-9]{1,9})(?:\.(0|00|25|5|50|75))?$/;
  const PARTS = { undefined: 0n, 0: 0n, "00": 0n, 25: 1n, 5: 2n, 50: 2n, 75: 3n };
  const TIMES = ["normal", "peak", "off_peak"];
  const WHOLE = /^[0-9]{1,15}$/;

  const halfUp = (numerator, denominator) => (2n * numerator + denominator) / (2n * denominator);
  const least = (one, other) => (one < other ? one : other);
  const iso = (day) => day.toISOString().slice(0, 10);
  const written = (number) => {
    const digits = (number < 0n ? -number : number).toString().replace(/\B(?=(\d{3})+$)/g, ".");
    return number < 0n ? "\u2212" + digits : digits;
  };
  const fill = (sentence, places) => sentence.replace(/\{(\w+)\}/g, (all, name) => places[name]);

  function dayOf(text) {
    const parts = DAY.exec(text);
    if (!parts) return null;
    const day = new Date(Date.UTC(+parts[1], +parts[2] - 1, +parts[3]));
    return iso(day) === text ? day : null;
  }

  // The month of days that ends with the reading, or as many days earlier as it takes to be a whole month.
  function periodOf(readOn) {
    let until = new Date(readOn.getTime() + 86400000);
    const daysBefore = () => new Date(Date.UTC(until.getUTCFullYear(), until.getUTCMonth(), 0)).getUTCDate();
    while (until.getUTCDate() > daysBefore()) until = new Date(until.getTime() - 86400000);
    const from = new Date(Date.UTC(until.getUTCFullYear(), until.getUTCMonth() - 1, until.getUTCDate()));
    return { from: iso(from), until: iso(until), readOn: iso(readOn) };
  }

  function energyOf(asked, law) {
    const most = BigInt(law.most_kwh);
    const read = (text) => (WHOLE.test(text) && BigInt(text) <= most ? BigInt(text) : null);
    const times = TIMES.filter((name) => asked[name]);
    if (!!asked.kwh === times.length > 0) return null;
    const used = asked.kwh ? [["all", read(asked.kwh)]] : times.map((name) => [name, read(asked[name])]);
    return used.some(([, kwh]) => kwh === null) ? null : used;
  }

  function quartersOf(asked, law) {
    const given = asked.households && !(asked.households === "1" && (asked.tenants || asked.tenants_undeclared));
    const ways = [given, asked.tenants, asked.tenants_undeclared].filter(Boolean).length;
    if (ways > 1) return null;
    if (asked.category !== "residential") return ways && (!given || asked.households !== "1") ? null : 4n;
    const most = BigInt(law.most_households);
    if (asked.tenants) {
      const people = WHOLE.test(asked.tenants) ? BigInt(asked.tenants) : 0n;
      return people >= 1n && people <= most ? people : null;
    }
    if (!given) return 4n;
    const parts = HOUSEHOLDS.exec(asked.households);
    const quarters = parts ? BigInt(parts[1]) * 4n + PARTS[parts[2]] : 0n;
    return quarters >= 1n && quarters <= most * 4n ? quarters : null;
  }

  function pricesOf(asked, period, law, instrument) {
    const held = law.prices.filter((row) => row.category === asked.category
      && (row.voltage === "any" || row.voltage === (asked.voltage || "under_6kv")));
    if (instrument) return held.filter((row) => row.instrument === instrument);
    return held.filter((row) => row.from_on <= period.from && (!row.until_on || row.until_on >= period.until));
  }

  // The rule by which undeclared tenants pay one tier: it must hold for the whole period, else the server is asked.
  function tenantsOf(period, law) {
    return law.tenants.find((row) => row.from_on <= period.from && (!row.until_on || row.until_on >= period.until));
  }

  // Lines of tiers: each tier holds so many kWh as its limit times the households, rounded half up.
  function energyLines(asked, used, quarters, rows, tenants) {
    const lines = [];
    for (const [register, kwh] of used) {
      let of = rows.filter((row) => row.register === register);
      if (!of.length && register === "all") of = rows.filter((row) => row.register === "normal");
      if (!of.length) return null;
      of = [...of].sort((one, other) => one.tier - other.tier);
      if (tenants) of = of.filter((row) => row.tier === tenants.tier).map((row) => ({ ...row, tier_until_kwh: null }));
      if (!of.length) return null;
      lines.push(...tierLines(of, kwh, quarters).map((line) => (tenants ? { ...line, tenants } : line)));
    }
    return lines;
  }

  function tierLines(rows, kwh, quarters) {
    const lines = [];
    let left = kwh, below = 0n;
    for (const row of rows) {
      const until = row.tier_until_kwh === null ? null : BigInt(row.tier_until_kwh);
      const width = until === null ? null : until - below, limit = width === null ? null : halfUp(width * quarters, 4n);
      const part = limit === null ? left : least(left, limit);
      if (until !== null) below = until;
      if (part > 0n) lines.push({ kind: "energy", row, kwh: part, width, limit, quarters, amount: part * BigInt(row.price) });
      left -= part;
    }
    return lines;
  }

  function reliefOf(asked, period, law) {
    if (!asked.relief || asked.relief === "none") return { row: null, reason: "" };
    const use = (row) => row.relief.split("/")[1] || "";
    const rows = law.reliefs.filter((row) => row.round === asked.relief && row.category === asked.category
      && !law.site_uses.some((word) => use(row).includes(word)));
    const month = period.readOn.slice(0, 7) + "-01";
    const now = rows.filter((row) => row.from_month <= month && row.until_month > month);
    if (now.length !== 1 || !now[0].is_enabled || now[0].effect === "as_category") return null;
    return { row: now[0] };
  }

  function reliefLines(relief, lines, kwh, quarters) {
    if (!relief) return [];
    const isAbove = relief.threshold_kwh !== null && kwh * 4n > BigInt(relief.threshold_kwh) * quarters;
    const percent = BigInt((isAbove ? relief.percent_hundredths_above : relief.percent_hundredths) || 0);
    const reduced = relief.effect === "percent_of_tiers" ? lines.filter((line) => line.row.tier <= relief.upto_tier) : lines;
    const basis = reduced.reduce((sum, line) => sum + line.amount, 0n);
    const amount = halfUp(basis * percent, 10000n);
    return amount ? [{ kind: "relief", relief, basis, percent, amount: -amount }] : [];
  }

  function make(asked, law) {
    if (asked.from_on || asked.to_on || asked.use || asked.cos_phi || asked.quota_rounding === "exact") return null;
    const readOn = dayOf(asked.read_on), period = readOn && periodOf(readOn);
    const used = energyOf(asked, law), quarters = quartersOf(asked, law);
    if (!period || !used || quarters === null) return null;
    const vat = law.vat.find((row) => row.from_on <= period.readOn && (!row.until_on || row.until_on > period.readOn));
    const relief = reliefOf(asked, period, law);
    if (!vat || !relief) return null;
    const under = (instrument) => total(asked, { used, quarters, period, vat, relief: relief.row, law, instrument });
    const bill = under(asked.instrument);
    return bill && { ...bill, period, vat, isReduced: Boolean(relief.row), rules: rulesOf(bill, quarters, relief.row), before: before(asked, period, law, bill, under) };
  }

  // Rules that are no prices, on which the bill rests.
  function rulesOf(bill, quarters, relief) {
    const isScaled = quarters !== 4n, isReduced = bill.lines.some((line) => line.kind === "relief");
    return [
      ...bill.lines.filter((line) => line.tenants).map((line) => line.tenants.source),
      ...(isScaled && bill.lines.some((line) => line.width) ? ["rules/quota_rounding"] : []),
      ...(isReduced ? ["rules/relief_rounding"] : []),
      ...(isReduced && isScaled && relief.threshold_kwh !== null ? ["rules/relief_threshold"] : []),
    ];
  }

  function total(asked, { used, quarters, period, vat, relief, law, instrument }) {
    const rows = pricesOf(asked, period, law, instrument);
    const tenants = asked.tenants_undeclared ? tenantsOf(period, law) : null;
    const lines = rows.length && tenants !== undefined ? energyLines(asked, used, quarters, rows, tenants) : null;
    if (!lines) return null;
    const kwh = used.reduce((sum, [, one]) => sum + one, 0n);
    const gross = lines.reduce((sum, line) => sum + line.amount, 0n);
    const reductions = reliefLines(relief, lines, kwh, quarters);
    const reduced = reductions.reduce((sum, line) => sum - line.amount, 0n);
    const net = gross - reduced, tax = halfUp(net * BigInt(vat.percent), 100n);
    return { lines: [...lines, ...reductions], kwh, gross, relief: reduced, net, tax, total: net + tax };
  }

  function before(asked, period, law, bill, under) {
    const last = new Date(new Date(period.until).getTime() - 86400000);
    const isLeapDay = last.getUTCMonth() === 1 && last.getUTCDate() === 29;
    const day = iso(new Date(Date.UTC(last.getUTCFullYear() - 1, last.getUTCMonth(), isLeapDay ? 28 : last.getUTCDate())));
    const row = law.prices.find((one) => one.category === asked.category && one.from_on <= day && (!one.until_on || one.until_on > day));
    const then = row && under(row.instrument);
    return then ? { instrument: row.instrument, total: then.total, difference: bill.total - then.total } : null;
  }

  root.DonghanhBill = { make, written, fill };
})(globalThis);
