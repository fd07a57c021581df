"""One fuzzer in a process of its own: `python -m tests.fuzz.harness MODULE PARSER [FLAG …]`.

Owns instrumenting our code before it is imported, so that coverage steers what is tried next.
Refuses to judge: whatever a parser lets out ends the process, and libFuzzer saves the input.
"""

import importlib
import sys

import atheris

# What is counted as ours. The parsers' own modules are instrumented too: a comparison in them
# steers as one in the product does.
INSTRUMENTED = ["service", "shamir_mnemonic", "tests.fuzz"]


def main() -> None:
    """Import the module under instrumentation and fuzz the parser until a flag ends it."""
    module, parser, *flags = sys.argv[1:]
    with atheris.instrument_imports(include=INSTRUMENTED):
        parsers = importlib.import_module(module).PARSERS
    atheris.Setup([sys.argv[0], *flags], parsers[parser])
    atheris.Fuzz()


if __name__ == "__main__":
    main()
