/*
 * Repeats a draw from its proof file and says what holds, check by check, with the names of
 * docs/reference/draw.md. Needs draw-hashes.js; touches no page, so that it can be tested without one.
 */
(function (house) {
  "use strict";
  const { sha256, md5, hex, fromHex, utf8, joined } = house;
  const LEAF = 64, WIDTH = 32;
  const FORMAT = "donghanh-draw/1", RECEIPT_FORMAT = "donghanh-draw-receipt/1";
  const TEXT = "text", WHOLE = "whole number", TEXT_OR_NULL = "text or null", WHOLE_OR_NULL = "whole number or null";
  const SHAPE = {
    format: TEXT, title: TEXT, method: TEXT, announced_at: TEXT_OR_NULL,
    sources: [{ announced: TEXT, drawn: TEXT }], key: TEXT,
    list: { kind: TEXT, count: WHOLE, sha256: TEXT, merkle_root: TEXT, entrants: [TEXT] },
    prizes: WHOLE, steps: [{ hash: TEXT, attempt: WHOLE, divisor: WHOLE, rank: WHOLE }],
    winners: [WHOLE], alternates: [WHOLE],
    statements: [{ kind: TEXT, rank: WHOLE, replaced_by: WHOLE_OR_NULL, reason: TEXT, at: TEXT, previous: TEXT, digest: TEXT }],
    unclaimed: [WHOLE], digest: TEXT,
  };
  const RECEIPT_SHAPE = {
    format: TEXT, entrant: TEXT, salt: TEXT, rank: WHOLE, count: WHOLE, row: [TEXT],
    path: [{ side: TEXT, hash: TEXT }], merkle_root: TEXT,
  };

  class NotAProof extends Error {}

  function checkPlain(value, kind, where) {
    const isNull = value === null && kind.endsWith("null");
    const fits = kind.startsWith("text") ? typeof value === "string" : Number.isSafeInteger(value);
    if (!isNull && !fits) throw new NotAProof(`${where}: ${typeof value}, ${kind}`);
  }

  function checkShape(value, shape, where) {
    if (typeof shape === "string") return checkPlain(value, shape, where);
    if (Array.isArray(shape)) {
      if (!Array.isArray(value)) throw new NotAProof(`${where}: list`);
      return value.forEach((part, k) => checkShape(part, shape[0], `${where}[${k}]`));
    }
    if (value === null || typeof value !== "object" || Array.isArray(value)) throw new NotAProof(`${where || "/"}: object`);
    for (const key of Object.keys(shape)) if (!Object.hasOwn(value, key)) throw new NotAProof(`${where}.${key}: missing`);
    for (const key of Object.keys(value)) if (!Object.hasOwn(shape, key)) throw new NotAProof(`${where}.${key}: unknown`);
    for (const key of Object.keys(shape)) checkShape(value[key], shape[key], `${where}.${key}`);
  }

  function sorted(value) {
    if (Array.isArray(value)) return value.map(sorted);
    if (value === null || typeof value !== "object") return value;
    return Object.fromEntries(Object.keys(value).sort().map((key) => [key, sorted(value[key])]));
  }
  const canonical = (value) => utf8(JSON.stringify(sorted(value)));
  const fileText = (proof) => JSON.stringify(sorted(proof), null, 1) + "\n";
  const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);
  const isHash = (text) => /^[0-9a-f]{64}$/.test(text);

  function entrantHash(entrant, salt) {
    return sha256(joined([Uint8Array.of(2), salt, utf8(entrant)]));
  }

  function listProblem(list) {
    const bad = list.kind === "sealed"
      ? (row) => !isHash(row)
      : (row) => !row.trim() || /\p{Cc}/u.test(row) || utf8(row).length > 400;
    const place = list.entrants.findIndex(bad);
    if (!list.entrants.length || place >= 0) return `${place + 1}`;
    return new Set(list.entrants).size === list.entrants.length ? "" : "2×";
  }

  function hashesOf(list) {
    if (list.kind === "sealed") return fromHex(list.entrants.join(""));
    return joined(list.entrants.map((entrant) => entrantHash(entrant, new Uint8Array(WIDTH))));
  }

  function leavesOf(hashes) {
    const leaves = [];
    for (let at = 0; at < hashes.length; at += LEAF * WIDTH) {
      leaves.push(sha256(joined([Uint8Array.of(0), hashes.subarray(at, at + LEAF * WIDTH)])));
    }
    return leaves;
  }
  const node = (left, right) => sha256(joined([Uint8Array.of(1), left, right]));

  function rootOf(leaves) {
    let level = leaves;
    while (level.length > 1) {
      const up = [];
      for (let k = 0; k + 1 < level.length; k += 2) up.push(node(level[k], level[k + 1]));
      if (level.length % 2) up.push(level[level.length - 1]);
      level = up;
    }
    return level[0];
  }

  function keyOf(sources) {
    if (sources.length < 1 || sources.length > 16) return null;
    const parts = sources.map(({ drawn }) => {
      const numbers = drawn.split(/[,;\s]+/).filter(Boolean);
      if (!numbers.length || !numbers.every((n) => /^[0-9]{1,18}$/.test(n))) return null;
      const values = numbers.map(BigInt).sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
      return values.map((n) => `${n}.`).join("") + "/";
    });
    return parts.includes(null) ? null : parts.join("");
  }

  function bigEndian(number, width) {
    const out = new Uint8Array(width);
    for (let k = width - 1, rest = number; k >= 0; k--, rest = Math.floor(rest / 256)) out[k] = rest % 256;
    return out;
  }

  function drawRfc3797(key, size, count) {
    const left = Array.from({ length: size }, (_, k) => k + 1), steps = [];
    for (let step = 0; step < count; step++) {
      const mark = bigEndian(step, 2), digest = md5(joined([mark, utf8(key), mark])), divisor = left.length;
      const place = digest.reduce((rest, byte) => (rest * 256 + byte) % divisor, 0);
      steps.push({ hash: hex(digest), attempt: 0, divisor, rank: left.splice(place, 1)[0] });
    }
    return steps;
  }

  function fairHash(seed, step, divisor) {
    const limit = 2n ** 64n - (2n ** 64n % divisor);
    for (let attempt = 0; ; attempt++) {
      const digest = sha256(joined([seed, bigEndian(step, 8), bigEndian(attempt, 4)]));
      const number = BigInt("0x" + hex(digest.subarray(0, 8)));
      if (number < limit) return { digest, attempt, remainder: Number(number % divisor) };
    }
  }

  function drawSha256(key, size, count, root) {
    const seed = sha256(joined([utf8("donghanh-draw/1\u0000"), fromHex(root), bigEndian(size, 8), utf8(key)]));
    const moved = new Map(), steps = [];
    const at = (place) => (moved.has(place) ? moved.get(place) : place);
    for (let step = 0; step < count; step++) {
      const { digest, attempt, remainder } = fairHash(seed, step, BigInt(size - step));
      steps.push({ hash: hex(digest), attempt, divisor: size - step, rank: at(step + remainder) + 1 });
      moved.set(step + remainder, at(step));
    }
    return steps;
  }

  function stepProblem(stated, repeated) {
    for (let k = 0; k < repeated.length; k++) {
      for (const part of ["hash", "attempt", "divisor", "rank"]) {
        if (stated[k][part] !== repeated[k][part]) return { name: "steps", holds: false, found: `${k + 1}, ${part}: ${stated[k][part]}`, expected: `${repeated[k][part]}` };
      }
    }
    return { name: "steps", holds: true };
  }

  const compared = (name, found, expected) => ({ name, holds: same(found, expected), found: `${found}`, expected: `${expected}` });

  function* listChecks({ list }) {
    yield { name: "list_kind", holds: ["open", "sealed"].includes(list.kind), found: list.kind, expected: "open, sealed" };
    yield compared("list_count", list.count, list.entrants.length);
    const problem = listProblem(list);
    yield { name: "list_entrants", holds: !problem, found: problem, expected: "" };
    const hashes = hashesOf(list);
    yield compared("list_sha256", list.sha256, hex(sha256(hashes)));
    yield compared("merkle_root", list.merkle_root, hex(rootOf(leavesOf(hashes))));
  }

  function* drawChecks(proof) {
    const { list, steps, winners, alternates, prizes, key } = proof, count = steps.length;
    yield compared("prizes", prizes, winners.length);
    yield compared("step_count", count, winners.length + alternates.length);
    const largest = proof.method === "rfc3797" ? 65535 : 100000000;
    const possible = count >= 1 && count <= list.count && list.count <= largest;
    if (!possible) return yield { name: "steps", holds: false, found: `${count} / ${list.count}`, expected: `1 … ${Math.min(list.count, largest)}` };
    const repeated = proof.method === "rfc3797" ? drawRfc3797(key, list.count, count) : drawSha256(key, list.count, count, list.merkle_root);
    yield stepProblem(steps, repeated);
    const ranks = repeated.map((step) => step.rank);
    yield compared("winners", winners, ranks.slice(0, prizes));
    yield compared("alternates", alternates, ranks.slice(prizes));
    const { statements: _s, unclaimed: _u, digest: _d, list: { entrants: _e, ...ofList }, ...core } = proof;
    yield compared("digest", proof.digest, hex(sha256(canonical({ ...core, list: ofList }))));
  }

  function holdersAfter(winners, statements) {
    const now = [...winners];
    for (const { rank, replaced_by } of statements) now.splice(now.indexOf(rank), 1, ...(replaced_by === null ? [] : [replaced_by]));
    return now;
  }

  function statementFits(proof, place) {
    const earlier = proof.statements.slice(0, place), { digest, ...rest } = proof.statements[place];
    const used = earlier.filter((s) => s.replaced_by !== null).length;
    const due = used < proof.alternates.length ? proof.alternates[used] : null;
    return rest.kind === "unclaimed" && rest.replaced_by === due
      && holdersAfter(proof.winners, earlier).includes(rest.rank)
      && rest.previous === (place ? earlier[place - 1].digest : proof.digest)
      && digest === hex(sha256(canonical(rest)));
  }

  function* statementChecks(proof) {
    const wrong = proof.statements.findIndex((_, place) => !statementFits(proof, place));
    yield { name: "statements", holds: wrong < 0, found: `${wrong + 1}`, expected: "" };
    yield compared("unclaimed", proof.unclaimed, proof.statements.map((s) => s.rank));
  }

  function* allChecks(proof, text) {
    yield compared("format", proof.format, FORMAT);
    yield { name: "method", holds: ["rfc3797", "sha256"].includes(proof.method), found: proof.method, expected: "rfc3797, sha256" };
    yield* listChecks(proof);
    yield compared("key", proof.key, keyOf(proof.sources));
    yield* drawChecks(proof);
    yield* statementChecks(proof);
    yield { name: "canonical_form", holds: fileText(proof) === text, found: "", expected: "" };
  }

  // The text exactly as it stands in the file: a byte that is not UTF-8 or a mark in front is an answer, too.
  function parse(bytes, shape) {
    let text, document;
    try {
      text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
      document = JSON.parse(text.replace(/^\ufeff/, ""));
    } catch (problem) {
      throw new NotAProof(problem.message);
    }
    checkShape(document, shape, "");
    return { text, document };
  }
  const readProof = (bytes) => parse(bytes, SHAPE);
  const readReceipt = (bytes) => parse(bytes, RECEIPT_SHAPE).document;

  /** Yields each check as soon as it is done and stops after the first that does not hold. */
  function* verifyProof(proof, text) {
    for (const check of allChecks(proof, text)) {
      yield check;
      if (!check.holds) return;
    }
  }

  function saltFrom(text) {
    if (!text) return new Uint8Array(WIDTH);
    return isHash(text.toLowerCase()) ? fromHex(text) : null;
  }

  /** "Am I in?": the rank (from 1) and what it won, or rank 0. */
  function findEntrant(proof, entrant, salt) {
    const { list } = proof;
    const wanted = list.kind === "open" ? entrant : hex(entrantHash(entrant, salt));
    const rank = list.entrants.indexOf(wanted) + 1;
    const now = holdersAfter(proof.winners, proof.statements);
    return { rank, count: list.count, prize: now.indexOf(rank) + 1, alternate: proof.alternates.indexOf(rank) + 1 };
  }

  function pathSides(rank, count) {
    const sides = [];
    let place = Math.floor((rank - 1) / LEAF), width = Math.ceil(count / LEAF);
    for (; width > 1; place >>= 1, width = Math.ceil(width / 2)) if ((place ^ 1) < width) sides.push(place & 1 ? "left" : "right");
    return sides;
  }

  function verifyReceipt(receipt, root) {
    const { rank, count, row, path } = receipt, salt = saltFrom(receipt.salt);
    if (receipt.format !== RECEIPT_FORMAT) return "receipt_format";
    if (rank < 1 || rank > count) return "receipt_rank";
    if (!same(path.map((step) => step.side), pathSides(rank, count))) return "receipt_path";
    if (![...row, ...path.map((step) => step.hash)].every(isHash) || row.length > LEAF) return "receipt_path";
    if (!salt || row[(rank - 1) % LEAF] !== hex(entrantHash(receipt.entrant, salt))) return "receipt_entrant";
    const climb = (below, { side, hash }) => (side === "left" ? node(fromHex(hash), below) : node(below, fromHex(hash)));
    const reached = path.reduce(climb, leavesOf(fromHex(row.join("")))[0]);
    return hex(reached) === root ? "" : "merkle_root";
  }

  Object.assign(house, { NotAProof, readProof, readReceipt, verifyProof, verifyReceipt, findEntrant, saltFrom, holdersAfter });
})((globalThis.DonghanhDraw = globalThis.DonghanhDraw || {}));
