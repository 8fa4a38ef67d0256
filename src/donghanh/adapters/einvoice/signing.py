"""
Signs an e-invoice as its seller: XMLDSig in DSCKS/NBan, over the whole of DLHDon.

The key is that of `adapters.signing`: a PKCS#12 file, opened in memory alone. The time of signing is not part
of it: without a time stamp service it would only be what the seller's clock says.
"""

from __future__ import annotations

from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import load_der_private_key
from lxml import etree
from signxml.algorithms import (
    CanonicalizationMethod,
    DigestAlgorithm,
    SignatureConstructionMethod,
    SignatureMethod,
)
from signxml.signer import XMLSigner

from donghanh.adapters.einvoice.reading import CannotReadEInvoice, open_xml
from donghanh.adapters.signing.keys import SigningKey

DSIG = "{http://www.w3.org/2000/09/xmldsig#}Signature"


def sign_einvoice(*, content: bytes, key: SigningKey) -> bytes:
    """
    Sign an e-invoice.

    returns : the same invoice with the seller's signature
    raises  : CannotReadEInvoice, also `signed-already`
    """
    root = open_xml(content)
    if root.find(f".//{DSIG}") is not None:
        raise CannotReadEInvoice("signed-already", "found a signature; an invoice is signed once.")
    private = load_der_private_key(key.signer.signing_key.dump(), None)
    assert isinstance(private, rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey)
    signer = XMLSigner(
        method=SignatureConstructionMethod.detached, signature_algorithm=_algorithm(private),
        digest_algorithm=DigestAlgorithm.SHA256,
        c14n_algorithm=CanonicalizationMethod.EXCLUSIVE_XML_CANONICALIZATION_1_0,
    )  # fmt: skip
    signature = signer.sign(
        root, key=private, cert=key.certificate.pem, reference_uri=f"#{root[0].get('Id')}", id_attribute="Id"
    )
    place = root.find("DSCKS/NBan")
    assert place is not None
    place.append(signature)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True)


def _algorithm(key: rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey) -> SignatureMethod:
    if isinstance(key, rsa.RSAPrivateKey):
        return SignatureMethod.RSA_SHA256
    return SignatureMethod.ECDSA_SHA256
