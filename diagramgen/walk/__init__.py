"""Two peers, a faulty link, the scenario language, and the trace that a walk leaves."""
