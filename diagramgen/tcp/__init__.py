"""RFC 9293, the reference machine. Standard library only; no I/O; time is an argument."""
