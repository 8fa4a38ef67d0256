"""
The slow, obvious twin of the draws engine: each thing written as its definition reads, with hashlib alone.

Shares no line with the engine. Trees are recursive as in RFC 6962; the pool is a list, shrunk or shuffled.
"""

from hashlib import md5, sha256


def entrant_hash(entrant, salt):
    return sha256(b"\x02" + salt + entrant.encode("utf-8")).digest()


def tree(leaves):
    if len(leaves) == 1:
        return leaves[0]
    split = 1
    while split * 2 < len(leaves):
        split *= 2
    return sha256(b"\x01" + tree(leaves[:split]) + tree(leaves[split:])).digest()


def merkle_root(hashes):
    rows = [hashes[k : k + 64] for k in range(0, len(hashes), 64)]
    return tree([sha256(b"\x00" + b"".join(row)).digest() for row in rows]).hex()


def key(sources):
    text = ""
    for numbers in sources:
        for number in sorted(numbers):
            text += str(int(number)) + "."
        text += "/"
    return text


def ranks_rfc3797(key_string, pool_size, count):
    """As the RFC's reference program: walk over those not selected until the remainder is used up."""
    selected = [False] * pool_size
    ranks = []
    for used in range(count):
        mark = bytes([used >> 8, used & 255])
        remainder = int(md5(mark + key_string.encode() + mark).hexdigest(), 16) % (pool_size - used)
        for place in range(pool_size):
            if not selected[place]:
                if remainder == 0:
                    selected[place] = True
                    ranks.append(place + 1)
                    break
                remainder -= 1
    return ranks


def ranks_sha256(key_string, pool_size, count, root):
    seed = sha256(
        b"donghanh-draw/1" + b"\0" + bytes.fromhex(root) + pool_size.to_bytes(8, "big") + key_string.encode()
    ).digest()
    pool = list(range(1, pool_size + 1))
    for step in range(count):
        left, attempt = pool_size - step, 0
        while True:
            block = sha256(seed + step.to_bytes(8, "big") + attempt.to_bytes(4, "big")).hexdigest()
            number = int(block[:16], 16)
            if number // left < 2**64 // left:
                break
            attempt += 1
        other = step + number % left
        pool[step], pool[other] = pool[other], pool[step]
    return pool[:count]
