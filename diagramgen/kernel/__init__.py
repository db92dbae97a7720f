"""Scenarios on real TCP stacks: two hosts of this machine's kernel, our process as the faulty wire.

The same text that the reference machine walks is played to two network namespaces; what comes of it
is a `Trace` too, and `compare` holds one against the other.
"""
