"""What may be typed for the verbs that take something out of the system and check it elsewhere."""

import argparse
from pathlib import Path

from service.cli.staff_typed import an_id, login_of, secret_from

_ASKED = (
    "Without --passphrase-file or --passphrase-fd the terminal asks; where there is no terminal,"
    " the passphrase is the first line of standard input."
)


def add_checking(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `export`, `verify`, `release-manifest` and `verify-portal`."""
    export = verbs.add_parser(
        "export", help="write everything of a case into one file", epilog=_ASKED
    )
    export.set_defaults(module="service.cli.exporting", function="run")
    export.add_argument("case", type=an_id, metavar="CASE", help="the case's id")
    export.add_argument("--out", type=_file, required=True, metavar="FILE", help="write it here")
    export.add_argument("--replace", action="store_true", help="even over a file that is there")
    export.add_argument("--address", required=True, metavar="URL", help="where the service is")
    login_of(export, "who takes the export")
    secret_from(export, "passphrase", "your passphrase")
    export.add_argument("--json", action="store_true", help="one JSON object on stdout")

    verify = verbs.add_parser("verify", help="check an export without a network")
    verify.set_defaults(module="service.cli.verifying", function="run")
    verify.add_argument("export", type=_file, metavar="EXPORT", help="the exported file")
    verify.add_argument(
        "--root", required=True, metavar="KEY", help="the root's public key, or a file with it"
    )
    verify.add_argument("--json", action="store_true", help="one JSON object on stdout")

    release = verbs.add_parser(
        "release-manifest", help="sign the hashes of the built portal", epilog=_ASKED
    )
    release.set_defaults(module="service.cli.portal_checking", function="run_release_manifest")
    release.add_argument(
        "--key", type=_file, required=True, metavar="FILE", help="key file, mode 0600"
    )
    secret_from(release, "passphrase", "the key file's passphrase")
    release.add_argument(
        "--store", default="", metavar="URL", help="where devices reach the object store, if so"
    )
    release.add_argument("--portal", type=Path, metavar="DIR", help="default: portal/dist")
    release.add_argument("--out", type=_file, metavar="FILE", help="default: stdout")

    portal = verbs.add_parser("verify-portal", help="compare what a server serves, file by file")
    portal.set_defaults(module="service.cli.portal_checking", function="run_verify_portal")
    portal.add_argument("url", metavar="URL", help="the portal's address")
    portal.add_argument(
        "--manifest", type=_file, required=True, metavar="FILE", help="the signed manifest"
    )
    portal.add_argument(
        "--key", required=True, metavar="KEY", help="its signer's public key, or a file with it"
    )
    portal.add_argument("--json", action="store_true", help="one JSON object on stdout")


def _file(text: str) -> Path:
    # Python takes an empty name for the folder that one stands in.
    if not text:
        raise argparse.ArgumentTypeError("this is an empty name, not a file's")
    return Path(text)
