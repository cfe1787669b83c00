from benchmarks.report import Finding, NotBuiltYet, Scale


def measure(scale: Scale) -> list[Finding]:
    """Comes with the feature."""
    raise NotBuiltYet
