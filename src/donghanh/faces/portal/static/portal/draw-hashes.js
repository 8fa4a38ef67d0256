/*
 * SHA-256 (FIPS 180-4) and MD5 (RFC 1321) in plain JavaScript, for the verifier of draws.
 * The browser's own SHA-256 is missing on pages opened from disk and over http, and it never had MD5.
 * Bytes in (Uint8Array), bytes out.
 */
(function (house) {
  "use strict";

  const primes = [];
  for (let n = 2; primes.length < 64; n++) if (primes.every((p) => n % p)) primes.push(n);

  // The first 32 bits behind the point of a root, found with whole numbers.
  function rootBits(prime, power) {
    const target = BigInt(prime) << BigInt(32 * power);
    let low = 0n, high = 1n << 40n;
    while (low < high) {
      const middle = (low + high + 1n) / 2n;
      if (middle ** BigInt(power) <= target) low = middle; else high = middle - 1n;
    }
    return Number(low & 0xffffffffn) | 0;
  }
  const ROUNDS = Int32Array.from(primes, (p) => rootBits(p, 3));
  const START = Int32Array.from(primes.slice(0, 8), (p) => rootBits(p, 2));

  function padded(message, littleEndian) {
    const size = Math.ceil((message.length + 9) / 64) * 64;
    const bytes = new Uint8Array(size);
    bytes.set(message);
    bytes[message.length] = 0x80;
    const view = new DataView(bytes.buffer);
    const low = (message.length * 8) >>> 0, high = Math.floor(message.length / 0x20000000);
    view.setUint32(size - 8, littleEndian ? low : high, littleEndian);
    view.setUint32(size - 4, littleEndian ? high : low, littleEndian);
    return view;
  }

  const right = (x, n) => (x >>> n) | (x << (32 - n));

  function schedule(words, view, offset) {
    for (let i = 0; i < 16; i++) words[i] = view.getInt32(offset + 4 * i);
    for (let i = 16; i < 64; i++) {
      const x = words[i - 15], y = words[i - 2];
      const s0 = right(x, 7) ^ right(x, 18) ^ (x >>> 3);
      const s1 = right(y, 17) ^ right(y, 19) ^ (y >>> 10);
      words[i] = (words[i - 16] + s0 + words[i - 7] + s1) | 0;
    }
  }

  function sha256(message) {
    const view = padded(message, false), state = Int32Array.from(START), words = new Int32Array(64);
    for (let offset = 0; offset < view.byteLength; offset += 64) {
      schedule(words, view, offset);
      let [a, b, c, d, e, f, g, h] = state;
      for (let i = 0; i < 64; i++) {
        const s1 = right(e, 6) ^ right(e, 11) ^ right(e, 25);
        const one = (h + s1 + ((e & f) ^ (~e & g)) + ROUNDS[i] + words[i]) | 0;
        const s0 = right(a, 2) ^ right(a, 13) ^ right(a, 22);
        const two = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
        h = g; g = f; f = e; e = (d + one) | 0; d = c; c = b; b = a; a = (one + two) | 0;
      }
      [a, b, c, d, e, f, g, h].forEach((grown, k) => { state[k] = (state[k] + grown) | 0; });
    }
    return spelled(state, false);
  }

  function spelled(state, littleEndian) {
    const view = new DataView(new ArrayBuffer(state.length * 4));
    state.forEach((word, k) => view.setInt32(4 * k, word, littleEndian));
    return new Uint8Array(view.buffer);
  }

  const SINES = Int32Array.from({ length: 64 }, (_, i) => Math.floor(Math.abs(Math.sin(i + 1)) * 2 ** 32) | 0);
  const TURNS = [[7, 12, 17, 22], [5, 9, 14, 20], [4, 11, 16, 23], [6, 10, 15, 21]];

  function mixed(round, i, b, c, d) {
    if (round === 0) return [(b & c) | (~b & d), i];
    if (round === 1) return [(d & b) | (~d & c), (5 * i + 1) % 16];
    if (round === 2) return [b ^ c ^ d, (3 * i + 5) % 16];
    return [c ^ (b | ~d), (7 * i) % 16];
  }

  function md5(message) {
    const view = padded(message, true), state = Int32Array.of(0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476);
    for (let offset = 0; offset < view.byteLength; offset += 64) {
      let [a, b, c, d] = state;
      for (let i = 0; i < 64; i++) {
        const round = i >> 4, [f, word] = mixed(round, i, b, c, d), turn = TURNS[round][i & 3];
        const sum = (a + f + SINES[i] + view.getInt32(offset + 4 * word, true)) | 0;
        a = d; d = c; c = b; b = (b + ((sum << turn) | (sum >>> (32 - turn)))) | 0;
      }
      [a, b, c, d].forEach((grown, k) => { state[k] = (state[k] + grown) | 0; });
    }
    return spelled(state, true);
  }

  const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  const fromHex = (text) => Uint8Array.from({ length: text.length / 2 }, (_, k) => parseInt(text.substr(2 * k, 2), 16));
  const utf8 = (text) => new TextEncoder().encode(text);

  function joined(parts) {
    const out = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
    let at = 0;
    for (const part of parts) { out.set(part, at); at += part.length; }
    return out;
  }

  Object.assign(house, { sha256, md5, hex, fromHex, utf8, joined });
})((globalThis.DonghanhDraw = globalThis.DonghanhDraw || {}));
