"""The group in which SRP calculates, and the powers of its generator.

It is the 3072-bit MODP group of RFC 3526 with g = 2 (not RFC 5054's 5).

The server raises g for every password that is set and for every sign-in. As g never changes, a table
made at the first use saves three of four steps (Lim and Lee's comb): the exponent's 256 bits are read
as 8 rows of 32; the table holds the product of g to the place value of each row for every choice of
rows, so that one multiplication does for the 8 bits of a column.

Source: the client side published in amazon-cognito-identity-js and amplify-js.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

import gmpy2

if TYPE_CHECKING:
    from gmpy2 import mpz

N: Final = gmpy2.mpz(
    "FFFFFFFFFFFFFFFFC90FDAA22168C234C4C6628B80DC1CD129024E088A67CC74"
    "020BBEA63B139B22514A08798E3404DDEF9519B3CD3A431B302B0A6DF25F1437"
    "4FE1356D6D51C245E485B576625E7EC6F44C42E9A637ED6B0BFF5CB6F406B7ED"
    "EE386BFB5A899FA5AE9F24117C4B1FE649286651ECE45B3DC2007CB8A163BF05"
    "98DA48361C55D39A69163FA8FD24CF5F83655D23DCA3AD961C62F356208552BB"
    "9ED529077096966D670C354E4ABC9804F1746C08CA18217C32905E462E36CE3B"
    "E39E772C180E86039B2783A2EC07A28FB5C55DF06F4C52C9DE2BCBF695581718"
    "3995497CEA956AE515D2261898FA051015728E5A8AAAC42DAD33170D04507A33"
    "A85521ABDF1CBA64ECFB850458DBEF0A8AEA71575D060C7DB3970F85A6E1E4C7"
    "ABF5AE8CDB0933D71E8C94E04A25619DCEE3D2261AD2EE6BF12FFA06D98A0864"
    "D87602733EC86A64521F2B18177B200CBBE117577A615D6C770988C0BAD946E2"
    "08E24FA074E5AB3143DB5BFCE0FD108E4B82D120A93AD2CAFFFFFFFFFFFFFFFF",
    16,
)
G: Final = gmpy2.mpz(2)

EXPONENT_BITS: Final = 256
"""The longest exponent of `power_of_g`; private values and password keys have no more."""

_ROWS: Final = 8
_COLUMNS: Final = EXPONENT_BITS // _ROWS


def power_of_g(exponent: int) -> mpz:
    """Return g^exponent mod N, for exponents of up to `EXPONENT_BITS` bits.

    Raises: ValueError for a longer or a negative one.
    """
    bits = f"{exponent:0{EXPONENT_BITS}b}"
    if exponent < 0 or len(bits) > EXPONENT_BITS:
        message = f"The exponent must have 0 to {EXPONENT_BITS} bits."
        raise ValueError(message)
    table = _table()
    power = gmpy2.mpz(1)
    for column in range(_COLUMNS):
        power = power * power % N * table[int(bits[column::_COLUMNS], 2)] % N
    return power


@cache
def _table() -> tuple[mpz, ...]:
    """Return the 256 products of the rows' place values; 2 ms and 100 kB, once in a process."""
    place_value = G
    products = [gmpy2.mpz(1)]
    for _ in range(_ROWS):
        products += [product * place_value % N for product in products]
        place_value = gmpy2.powmod(place_value, 1 << _COLUMNS, N)
    return tuple(products)
