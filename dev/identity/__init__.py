"""The local identity server: the part of Identity Toolkit and Secure Token that we and a Firebase web client use.

It signs RS256 tokens and serves the certificates, so that the local stack refuses forged tokens as production does.
Shapes and codes: https://cloud.google.com/identity-platform/docs/reference/rest and the Firebase Auth REST page.
"""
